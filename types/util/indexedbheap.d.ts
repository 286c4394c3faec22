/**
 * Heaps: what comes first can be taken out at any time. Source: `util/indexedbheap.lua`.
 *
 * @noResolution
 * @noSelfInFile
 */
declare module "util.indexedbheap" {
  /** Items by priority: the lowest number first. */
  export interface Heap<T> {
    /**
     * Adds an item. Returns its id.
     * @param item any value
     * @param priority the least comes out first
     * @param id one that is not in use; nil for a new one
     */
    insert(item: T, priority: number, id?: unknown): unknown;
    /** Removes and returns what comes first. */
    pop(): LuaMultiReturn<[priority: number | undefined, item: T | undefined, id: number | undefined]>;
    /** What comes first. */
    peek(): LuaMultiReturn<[priority: number | undefined, item: T | undefined, id: number | undefined]>;
    /**
     * Changes an item's priority.
     * @param id one that is not there changes nothing
     * @param priority the new one
     */
    reprioritize(id: number, priority: number): void;
    /**
     * Removes an item.
     * @param id as `insert()` returned it
     */
    remove(
      id: number,
    ): LuaMultiReturn<[priority: number | undefined, item: T | undefined, id: number | undefined]>;
  }

  /** A new heap. */
  export function create<T>(this: void): Heap<T>;
}
