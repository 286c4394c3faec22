/**
 * Sets. Source: `util/set.lua`. See https://prosody.im/doc/developers/util/set
 *
 * @noResolution
 * @noSelfInFile
 */
declare module "util.set" {
  /**
   * A set. `for (const item of set.items())` gives what is in it; in Lua also `+` (union), `-` (difference) and `==`.
   */
  export interface Set<T extends string | number | object> {
    /** Adds an item. */
    add(item: T): void;
    /** Whether an item is in it: `true`, or `undefined`. */
    contains(item: unknown): true | undefined;
    /**
     * Whether every item of another set is in it.
     * @since 0.12
     */
    contains_set?(other_set: Set<T>): boolean;
    /** The items, in no order. */
    items(): LuaIterable<T>;
    /** Removes an item; one that is not there does no harm. */
    remove(item: T): void;
    /** Adds the items of an array; `undefined` adds none. */
    add_list(item_list: readonly T[] | undefined): void;
    /** Adds the items of another set. */
    include(otherset: Set<T>): void;
    /** Removes the items of another set. */
    exclude(otherset: Set<T>): void;
    /** Whether nothing is in it. */
    empty(): boolean;
    /** The items as keys. Private; see `items()`. */
    readonly _items: LuaTable<T, true | undefined>;
  }

  /** A new set, of the items of an array. */
  function new_set<T extends string | number | object>(this: void, list?: readonly T[]): Set<T>;
  export { new_set as new };
  /** Whether a value is a set. */
  export function is_set(this: void, o: unknown): o is Set<string | number | object>;
  /** What is in either, as a new set. */
  export function union<T extends string | number | object>(this: void, set1: Set<T>, set2: Set<T>): Set<T>;
  /** What is in the first and not in the second, as a new set. */
  export function difference<T extends string | number | object>(
    this: void,
    set1: Set<T>,
    set2: Set<T>,
  ): Set<T>;
  /** What is in both, as a new set. */
  export function intersection<T extends string | number | object>(
    this: void,
    set1: Set<T>,
    set2: Set<T>,
  ): Set<T>;
  /** What is in one and not in the other, as a new set. */
  export function xor<T extends string | number | object>(this: void, set1: Set<T>, set2: Set<T>): Set<T>;
}
