/**
 * The queue of stanzas that wait for an acknowledgement (XEP-0198). Source: `util/smqueue.lua`.
 *
 * @since 0.12
 * @noResolution
 * @noSelfInFile
 */
declare module "util.smqueue" {
  /** Items that are numbered, until they are acknowledged. */
  export interface AckQueue<T> {
    /**
     * Adds an item. The oldest is forgotten if there are too many: then the session cannot be resumed.
     * @param v not nil
     */
    push(v: T): void;
    /**
     * Removes items up to a number. Returns them; nil and the reason if that number cannot be.
     * @param h counted from the first item of all, as in XEP-0198
     */
    ack(
      h: number,
    ): LuaMultiReturn<[acked: readonly T[] | undefined, err: "tail" | "head" | "pop" | undefined]>;
    /** How many wait. */
    count_unacked(): number;
    /** How many were acknowledged. */
    count_acked(): number;
    /** Whether none of those that wait was forgotten. */
    resumable(): boolean;
    /** Those that wait, the oldest first. */
    resume(): LuaIterable<LuaMultiReturn<[index: number, item: T]>>;
    /** Those that wait, each removed as it is handed over. */
    consume(): LuaIterable<T>;
    /** Those that wait, as an array. */
    table(): readonly T[];
  }

  /**
   * A new queue; raises an error unless the size is above zero.
   * @param size how many items are kept for a session that resumes
   */
  function new_function<T>(this: void, size: number): AckQueue<T>;
  export { new_function as new };
  /** The methods of all such queues. */
  export const smqueue: AckQueue<unknown>;
}
