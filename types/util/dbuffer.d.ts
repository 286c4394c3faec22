/**
 * Buffers that grow at the end and shrink at the beginning. Source: `util/dbuffer.lua`.
 *
 * @noResolution
 * @noSelfInFile
 */
declare module "util.dbuffer" {
  /** Bytes in their order. */
  export interface Buffer {
    /**
     * Adds bytes; `undefined` if they are too many.
     * @param data bytes
     */
    write(data: string): true | undefined;
    /**
     * Removes and returns so many bytes, default: the first chunk; `undefined` if there are not as many.
     * @param requested_bytes nil for what was written first, as far as it is still there
     */
    read(requested_bytes?: number): string | undefined;
    /**
     * Removes and returns bytes up to a text and with it; `undefined` if it is not there.
     * @since 0.12
     * @param char one or more characters, not a pattern; not found where it stands in two chunks
     */
    read_until?(char: string): string | undefined;
    /**
     * Removes and returns up to so many bytes of the first chunk.
     * @param requested_bytes at most; nil for the whole chunk
     */
    read_chunk(
      requested_bytes?: number,
    ): LuaMultiReturn<[chunk: string | undefined, length: number | undefined]>;
    /**
     * Removes bytes.
     * @param requested_bytes nil for all
     */
    discard(requested_bytes?: number): true | undefined;
    /**
     * Bytes from i to j, counted from 1.
     * @param i the first byte; from the end if negative
     * @param j the last byte; nil for the end
     */
    sub(i?: number, j?: number): string | undefined;
    /**
     * The same as numbers.
     * @param i the first byte; default 1
     * @param j the last byte; default `i`
     */
    byte(i?: number, j?: number): LuaMultiReturn<[...bytes: number[]]>;
    /** How many bytes there are. */
    length(): number;
    /** The same under another name. */
    len(): number;
    /**
     * Makes one chunk of the first bytes.
     * @param bytes from the beginning; nil for all
     */
    collapse(bytes?: number): void;
  }

  /**
   * A new buffer, of so many bytes at most; `undefined` for none.
   * @param max_size in bytes; nil for no limit
   * @param max_chunks more are put together; default 32
   */
  function new_function(this: void, max_size?: number, max_chunks?: number): Buffer | undefined;
  export { new_function as new };
}
