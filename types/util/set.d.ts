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
  export interface Set<T> {
    /**
     * Adds an item.
     * @param item anything but nil; tables are in it by identity
     */
    add(item: T): void;
    /**
     * Whether an item is in it: `true`, or `undefined`.
     * @param item any value
     */
    contains(item: unknown): true | undefined;
    /**
     * Whether every item of another set is in it.
     * @since 0.12
     * @param other_set an empty one gives `true`
     */
    contains_set?(other_set: Set<T>): boolean;
    /** The items, in no order. */
    items(): LuaIterable<T>;
    /**
     * Removes an item; one that is not there does no harm.
     * @param item any value
     */
    remove(item: T): void;
    /**
     * Adds the items of an array; `undefined` adds none.
     * @param item_list ends at the first nil
     */
    add_list(item_list: readonly T[] | undefined): void;
    /**
     * Adds the items of another set.
     * @param otherset is left as it is
     */
    include(otherset: Set<T>): void;
    /**
     * Removes the items of another set.
     * @param otherset is left as it is
     */
    exclude(otherset: Set<T>): void;
    /** Whether nothing is in it. */
    empty(): boolean;
    /** The items as keys. Private; see `items()`. */
    readonly _items: LuaTable<T & AnyNotNil, true | undefined>;
  }

  /**
   * A new set, of the items of an array.
   * @param list default: an empty set
   */
  function new_set<T>(this: void, list?: readonly T[]): Set<T>;
  export { new_set as new };
  /**
   * Whether a value is a set.
   * @param o any value
   */
  export function is_set(this: void, o: unknown): o is Set<string | number | object>;
  /**
   * What is in either, as a new set.
   * @param set1 is left as it is
   * @param set2 is left as it is
   */
  export function union<T>(this: void, set1: Set<T>, set2: Set<T>): Set<T>;
  /**
   * What is in the first and not in the second, as a new set.
   * @param set1 is left as it is
   * @param set2 is left as it is
   */
  export function difference<T>(this: void, set1: Set<T>, set2: Set<T>): Set<T>;
  /**
   * What is in both, as a new set.
   * @param set1 is left as it is
   * @param set2 is left as it is
   */
  export function intersection<T>(this: void, set1: Set<T>, set2: Set<T>): Set<T>;
  /**
   * What is in one and not in the other, as a new set.
   * @param set1 is left as it is
   * @param set2 is left as it is
   */
  export function xor<T>(this: void, set1: Set<T>, set2: Set<T>): Set<T>;
}
