/**
 * Bytes on their way, up to a number of them. Source: `util-src/ringbuffer.c`; from 0.12 on `util.dbuffer` is better.
 * See https://prosody.im/doc/developers/util/ringbuffer
 *
 * @noResolution
 * @noSelfInFile
 */
declare module "util.ringbuffer" {
  /** First in, first out. */
  export interface RingBuffer {
    /**
     * Adds bytes. Returns how many; `undefined` if they do not fit.
     * @param data bytes
     */
    write(data: string): number | undefined;
    /**
     * Removes and returns so many bytes; `undefined` if there are not so many. With `peek` they stay.
     * @param bytes how many
     * @param peek `true` leaves them there
     */
    read(bytes: number, peek?: boolean): string | undefined;
    /**
     * Removes and returns all up to a text, that included; `undefined` if it is not there.
     * @param text not a pattern
     */
    readuntil(text: string): string | undefined;
    /**
     * Where a text ends, from 1, in 13.1 where it begins; `undefined` if it is not there.
     * @param text not a pattern
     */
    find(text: string): number | undefined;
    /**
     * The bytes from i to j, counted from 1, or from the end if negative; they stay.
     * @since 0.12
     * @param i the first byte
     * @param j the last byte; default -1, the end
     */
    sub?(i: number, j?: number): string;
    /**
     * The numbers of the bytes from i to j; they stay.
     * @since 0.12
     * @param i the first byte; default 1
     * @param j the last byte; default `i`
     */
    byte?(i?: number, j?: number): LuaMultiReturn<[...bytes: number[]]>;
    /**
     * Removes so many bytes. Returns whether there were so many.
     * @param bytes how many; if there are less, nothing is removed
     */
    discard(bytes: number): boolean;
    /** How many bytes it holds at most. */
    size(): number;
    /** How many bytes it holds. */
    length(): number;
    /** How many more bytes fit. */
    free(): number;
  }

  /**
   * A new buffer; of as many bytes as a page of memory has by default.
   * @param size in bytes, above zero; it does not grow
   */
  function new_function(this: void, size?: number): RingBuffer;
  export { new_function as new };
}
