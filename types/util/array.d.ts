/**
 * Arrays with methods. Source: `util/array.lua`. See https://prosody.im/doc/developers/util/array
 *
 * In Lua the library is a function too, which TypeScript cannot call by the name of an `import * as`: `array.collect()`
 * makes an array in all releases, `array.new()` from 13.0 on. An empty one in all releases: `array.sort<string>([])`.
 *
 * @noResolution
 * @noSelfInFile
 */
declare module "util.array" {
  /** An array; from 1 in Lua, from 0 in TypeScript. `array.length` is `#array`; in Lua also `+` and `==`. */
  export interface Array<T> extends ReadonlyArray<T> {
    /** An item by chance; raises an error on an empty array. */
    random(): T;
    /**
     * An item by chance, but not the one at that index.
     * @param idx counted from 1
     */
    random_other(idx: number): T;
    /**
     * Replaces each item by what `func` returns for it. Returns the array itself.
     * @param func nil ends the array there: filter first
     */
    map<U>(func: (this: void, item: T) => U): Array<U>;
    /**
     * Removes the items for which `func` is false. Returns the array itself.
     * @param func anything but nil and `false` keeps the item
     */
    filter(func: (this: void, item: T) => unknown): this;
    /**
     * Sorts the array. Returns the array itself.
     * @param comp whether `a` comes before `b`; default `<`
     */
    sort(comp?: (this: void, a: T, b: T) => boolean): this;
    /** Removes what was there before. Returns the array itself. */
    unique(): this;
    /**
     * Replaces each item by one of its fields. Returns the array itself.
     * @param key the field's name
     * @param default_ for items without the field
     */
    pluck<K extends keyof T>(key: K, default_?: T[K]): Array<T[K]>;
    /** Turns the order around. Returns the array itself. */
    reverse(): this;
    /**
     * Removes all but the items from i to j, counted from 1, or from the end if negative. Returns the array itself.
     * @since 0.12
     * @param i the first, counted from 1; -1 is the last
     * @param j the last; default -1
     */
    slice?(i: number, j?: number): this;
    /** Puts the items in an order by chance. Returns the array itself. */
    shuffle(): this;
    /**
     * Adds the items of another array. Returns the array itself.
     * @param ina is left as it is
     */
    append(ina: readonly T[]): this;
    /**
     * Adds an item. Returns the array itself.
     * @param x not nil
     */
    push(x: T): this;
    /**
     * Removes and returns the last item, or the one at that index, counted from 1; `undefined` without one.
     * @param pos counted from 1; default: the last
     */
    pop(pos?: number): T | undefined;
    /**
     * The items as one text, `sep` between them.
     * @param sep default: nothing
     */
    concat(sep?: string): string;
  }

  /**
   * An array of the first values that an iterator gives.
   * @param f the call of an iterator: `array.collect(it.keys(t))`
   * @param s comes from that call: give none
   * @param var_ comes from that call: give none
   */
  export function collect<T>(
    this: void,
    f: LuaIterable<T>,
    s?: unknown,
    var_?: unknown,
  ): Array<import("util.iterators").First<T>>;
  /**
   * A new array: what `func` returns for each item.
   * @param old_a is left as it is
   * @param func nil ends the array there
   */
  export function map<T, U>(this: void, old_a: readonly T[], func: (this: void, item: T) => U): Array<U>;
  /**
   * A new array: the items for which `func` is true.
   * @param old_a is left as it is
   * @param func anything but nil and `false` keeps the item
   */
  export function filter<T>(
    this: void,
    old_a: readonly T[],
    func: (this: void, item: T) => unknown,
  ): Array<T>;
  /**
   * A new array, sorted.
   * @param old_a is left as it is
   * @param comp whether `a` comes before `b`; default `<`
   */
  export function sort<T>(
    this: void,
    old_a: readonly T[],
    comp?: (this: void, a: T, b: T) => boolean,
  ): Array<T>;
  /**
   * A new array: each item but once.
   * @param old_a is left as it is
   */
  export function unique<T>(this: void, old_a: readonly T[]): Array<T>;
  /**
   * A new array: one field of each item.
   * @param old_a is left as it is
   * @param key the field's name
   * @param default_ for items without the field
   */
  export function pluck<T, K extends keyof T>(
    this: void,
    old_a: readonly T[],
    key: K,
    default_?: T[K],
  ): Array<T[K]>;
  /**
   * A new array, backwards.
   * @param old_a is left as it is
   */
  export function reverse<T>(this: void, old_a: readonly T[]): Array<T>;
  /**
   * A new array: the items from i to j, counted from 1, or from the end if negative.
   * @since 0.12
   * @param old_a stays as it is
   * @param i the first item
   * @param j the last item; nil for the end
   */
  export const slice: (<T>(this: void, old_a: readonly T[], i: number, j?: number) => Array<T>) | undefined;
  /**
   * Makes an array of that very table.
   * @since 13.0
   * @param t nil for an empty one
   */
  const new_array: (<T>(this: void, t?: readonly T[]) => Array<T>) | undefined;
  export { new_array as new };
}
