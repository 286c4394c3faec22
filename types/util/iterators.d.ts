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
  /** The keys of an object; texts alone where any text may be one. */
  export type KeyOf<T> = string extends keyof T ? string : keyof T;
  /**
   * How many items an iterator gives. Uses it up.
   * @param f the call of an iterator: `it.count(pairs(t))`
   * @param s comes from that call: give none
   * @param var_ comes from that call: give none
   */
  export function count(this: void, f: LuaIterable<unknown>, s?: unknown, var_?: unknown): number;
  /**
   * The keys of a table.
   * @param t in no order
   */
  export function keys<K extends AnyNotNil>(
    this: void,
    t: LuaPairsIterable<K, unknown> | LuaPairsKeyIterable<K>,
  ): LuaIterable<K>;
  export function keys<T extends object>(this: void, t: T): LuaIterable<KeyOf<T>>;
  /**
   * The values of a table.
   * @param t in no order
   */
  export function values<V>(
    this: void,
    t: LuaPairsIterable<AnyNotNil, V> | readonly V[],
  ): LuaIterable<NonNullable<V>>;
  export function values<T extends object>(this: void, t: T): LuaIterable<NonNullable<T[keyof T]>>;
  /**
   * The n-th of the values that an iterator gives each time.
   * @param n counted from 1
   * @param f the call of an iterator
   * @param s comes from that call: give none
   * @param var_ comes from that call: give none
   */
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
  /**
   * The items of an iterator, each but once: judged by its first value.
   * @param f the call of an iterator
   * @param s comes from that call: give none
   * @param var_ comes from that call: give none
   */
  export function unique<T>(this: void, f: LuaIterable<T>, s?: unknown, var_?: unknown): LuaIterable<T>;
  /**
   * The first n items of an iterator.
   * @param n how many
   * @param f the call of an iterator
   * @param s comes from that call: give none
   * @param var_ comes from that call: give none
   */
  export function head<T>(
    this: void,
    n: number,
    f: LuaIterable<T>,
    s?: unknown,
    var_?: unknown,
  ): LuaIterable<T>;
  /**
   * The items after the first n.
   * @param n how many
   * @param f the call of an iterator
   * @param s comes from that call: give none
   * @param var_ comes from that call: give none
   */
  export function skip<T>(
    this: void,
    n: number,
    f: LuaIterable<T>,
    s?: unknown,
    var_?: unknown,
  ): LuaIterable<T>;
  /**
   * The last n items of an iterator.
   * @param n how many
   * @param f the call of an iterator, which is used up at once
   * @param s comes from that call: give none
   * @param var_ comes from that call: give none
   */
  export function tail<T>(
    this: void,
    n: number,
    f: LuaIterable<T>,
    s?: unknown,
    var_?: unknown,
  ): LuaIterable<T>;
  /**
   * The items for which a function of all their values is true, or those whose first value is not a certain one.
   * @param filter a function; or a value, whose items are left out
   * @param f the call of an iterator
   * @param s comes from that call: give none
   * @param var_ comes from that call: give none
   */
  export function filter<T>(
    this: void,
    filter: ((this: void, ...values: Values<T>) => unknown) | string | number,
    f: LuaIterable<T>,
    s?: unknown,
    var_?: unknown,
  ): LuaIterable<T>;
  /**
   * The items of an iterator backwards.
   * @param f the call of an iterator, which is used up at once
   * @param s comes from that call: give none
   * @param var_ comes from that call: give none
   */
  export function reverse<T>(this: void, f: LuaIterable<T>, s?: unknown, var_?: unknown): LuaIterable<T>;
  /**
   * Indexes and items of an array, backwards: items may be removed on the way.
   * @param t ends before 1
   */
  export function ripairs<T>(
    this: void,
    t: readonly T[],
  ): LuaIterable<LuaMultiReturn<[index: number, value: T]>>;
  /**
   * The numbers from x to y, or from 1 to x.
   * @param x the first number, or with one argument the last
   * @param y the last number, itself included
   */
  export function range(this: void, x: number, y?: number): LuaIterable<number>;
  /**
   * An array of the first values that an iterator gives.
   * @param f the call of an iterator
   * @param s comes from that call: give none
   * @param var_ comes from that call: give none
   */
  export function to_array<T>(this: void, f: LuaIterable<T>, s?: unknown, var_?: unknown): First<T>[];
  /**
   * A table of the keys and values, the first two, that an iterator gives.
   * @param f the call of an iterator
   * @param s comes from that call: give none
   * @param var_ comes from that call: give none
   */
  export function to_table<K extends string | number | object, V>(
    this: void,
    f: LuaIterable<LuaMultiReturn<[K, V, ...unknown[]]>>,
    s?: unknown,
    var_?: unknown,
  ): LuaTable<K, V>;
  /**
   * Keys and values of a table, in the order of the keys.
   * @param t its keys must be comparable, unless `sort_func` compares them
   * @param sort_func whether `a` comes before `b`; default `<`
   */
  export function sorted_pairs<K extends AnyNotNil, V>(
    this: void,
    t: LuaPairsIterable<K, V>,
    sort_func?: (this: void, a: K, b: K) => boolean,
  ): LuaIterable<LuaMultiReturn<[key: K, value: NonNullable<V>]>>;
  export function sorted_pairs<T extends object>(
    this: void,
    t: T,
    sort_func?: (this: void, a: KeyOf<T>, b: KeyOf<T>) => boolean,
  ): LuaIterable<LuaMultiReturn<[key: KeyOf<T>, value: NonNullable<T[keyof T]>]>>;
  /** An iterator that others can be appended to. */
  export type Joined<T> = LuaIterable<T> & {
    /**
     * Adds an iterator at the end. Returns all of them.
     * @param f the call of an iterator
     * @param s comes from that call: give none
     * @param var_ comes from that call: give none
     */
    append(f: LuaIterable<T>, s?: unknown, var_?: unknown): Joined<T>;
    /**
     * Adds an iterator at the beginning. Returns all of them.
     * @param f the call of an iterator
     * @param s comes from that call: give none
     * @param var_ comes from that call: give none
     */
    prepend(f: LuaIterable<T>, s?: unknown, var_?: unknown): Joined<T>;
  };

  /**
   * An iterator that others can be appended to.
   * @param f the call of an iterator
   * @param s comes from that call: give none
   * @param var_ comes from that call: give none
   */
  export function join<T>(this: void, f: LuaIterable<T>, s?: unknown, var_?: unknown): Joined<T>;
}
