/**
 * Work with iterators: what `pairs()`, `room.each_occupant()` and the like return, all three values of it, as the last
 * argument: `it.count(room.each_occupant())`. Source: `util/iterators.lua`.
 *
 * @noResolution
 * @noSelfInFile
 */
declare module "util.iterators" {
  /** The values that an iterator gives each time: those of a LuaMultiReturn, or its only one. */
  export type Values<T> =
    T extends LuaMultiReturn<infer V extends unknown[]> ? Parameters<(...values: V) => void> : [T];
  /** The first of them. */
  export type First<T> = T extends LuaMultiReturn<[infer V, ...unknown[]]> ? V : T;
  /** How many items an iterator gives. Uses it up. */
  export function count(this: void, f: LuaIterable<unknown>, s?: unknown, var_?: unknown): number;
  /** The keys of a table. */
  export function keys<K extends object | string | number>(this: void, t: LuaTable<K>): LuaIterable<K>;
  export function keys<T extends object>(this: void, t: T): LuaIterable<keyof T>;
  /** The values of a table. */
  export function values<V>(this: void, t: LuaTable<string, V> | readonly V[]): LuaIterable<V>;
  export function values<T extends object>(this: void, t: T): LuaIterable<NonNullable<T[keyof T]>>;
  /** The n-th of the values that an iterator gives each time. */
  export function select(
    this: void,
    n: 1,
    f: LuaIterable<unknown>,
    s?: unknown,
    var_?: unknown,
  ): LuaIterable<unknown>;
  export function select(
    this: void,
    n: number,
    f: LuaIterable<unknown>,
    s?: unknown,
    var_?: unknown,
  ): LuaIterable<unknown>;
  /** The items of an iterator, each but once: judged by its first value. */
  export function unique<T>(this: void, f: LuaIterable<T>, s?: unknown, var_?: unknown): LuaIterable<T>;
  /** The first n items of an iterator. */
  export function head<T>(
    this: void,
    n: number,
    f: LuaIterable<T>,
    s?: unknown,
    var_?: unknown,
  ): LuaIterable<T>;
  /** The items after the first n. */
  export function skip<T>(
    this: void,
    n: number,
    f: LuaIterable<T>,
    s?: unknown,
    var_?: unknown,
  ): LuaIterable<T>;
  /** The last n items of an iterator. */
  export function tail<T>(
    this: void,
    n: number,
    f: LuaIterable<T>,
    s?: unknown,
    var_?: unknown,
  ): LuaIterable<T>;
  /** The items for which a function of all their values is true, or those whose first value is not a certain one. */
  export function filter<T>(
    this: void,
    filter: ((this: void, ...values: Values<T>) => unknown) | string | number,
    f: LuaIterable<T>,
    s?: unknown,
    var_?: unknown,
  ): LuaIterable<T>;
  /** The items of an iterator backwards. */
  export function reverse<T>(this: void, f: LuaIterable<T>, s?: unknown, var_?: unknown): LuaIterable<T>;
  /** Indexes and items of an array, backwards: items may be removed on the way. */
  export function ripairs<T>(
    this: void,
    t: readonly T[],
  ): LuaIterable<LuaMultiReturn<[index: number, value: T]>>;
  /** The numbers from x to y, or from 1 to x. */
  export function range(this: void, x: number, y?: number): LuaIterable<number>;
  /** An array of the first values that an iterator gives. */
  export function to_array<T>(this: void, f: LuaIterable<T>, s?: unknown, var_?: unknown): First<T>[];
  /** A table of the keys and values, the first two, that an iterator gives. */
  export function to_table<K extends string | number | object, V>(
    this: void,
    f: LuaIterable<LuaMultiReturn<[K, V, ...unknown[]]>>,
    s?: unknown,
    var_?: unknown,
  ): LuaTable<K, V>;
  /** Keys and values of a table, in the order of the keys. */
  export function sorted_pairs<T extends object>(
    this: void,
    t: T,
    sort_func?: (this: void, a: keyof T, b: keyof T) => boolean,
  ): LuaIterable<LuaMultiReturn<[key: keyof T, value: NonNullable<T[keyof T]>]>>;
  /** An iterator that others can be appended to. */
  export type Joined<T> = LuaIterable<T> & {
    /** Adds an iterator at the end. Returns all of them. */
    append(f: LuaIterable<T>, s?: unknown, var_?: unknown): Joined<T>;
    /** Adds an iterator at the beginning. Returns all of them. */
    prepend(f: LuaIterable<T>, s?: unknown, var_?: unknown): Joined<T>;
  };

  /** An iterator that others can be appended to. */
  export function join<T>(this: void, f: LuaIterable<T>, s?: unknown, var_?: unknown): Joined<T>;
}
