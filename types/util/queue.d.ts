/**
 * Queues of a fixed size. Source: `util/queue.lua`. See https://prosody.im/doc/developers/util/queue
 *
 * @noResolution
 * @noSelfInFile
 */
declare module "util.queue" {
  /** First in, first out. */
  export interface Queue<T> {
    /** How many items it holds at most. */
    readonly size: number;
    /** How many items it holds. */
    count(): number;
    /**
     * Adds an item; nil and the reason if it is full, unless the oldest may be dropped.
     * @param item not nil
     */
    push(item: T): LuaMultiReturn<[ok: true | undefined, err: "queue full" | undefined]>;
    /** Removes and returns the oldest item; `undefined` if there is none. */
    pop(): T | undefined;
    /** The oldest item; `undefined` if there is none. */
    peek(): T | undefined;
    /**
     * Replaces the oldest item, or adds the first.
     * @param data not nil
     */
    replace(data: T): LuaMultiReturn<[ok: true | undefined, err: "queue full" | undefined]>;
    /** Indexes from 1 and items, the oldest first. */
    items(): LuaIterable<LuaMultiReturn<[index: number, item: T]>>;
    /**
     * Items, the oldest first, each removed as it is handed over.
     * @since 0.12
     */
    consume?(): LuaIterable<T>;
  }

  /**
   * A new queue; with `allow_wrapping` a full one drops its oldest item for a new one.
   * @param size how many items it holds
   * @param allow_wrapping drops the oldest item of a full one
   */
  function new_function<T>(this: void, size: number, allow_wrapping?: boolean): Queue<T>;
  export { new_function as new };
}
