/**
 * Buffers that grow at the end and shrink at the beginning. Source: `util/dbuffer.lua`.
 *
 * @noResolution
 * @noSelfInFile
 */
declare module "util.dbuffer" {
  /** Bytes in their order. */
  export interface Buffer {
    /** Adds bytes; `undefined` if they are too many. */
    write(data: string): true | undefined;
    /** Removes and returns so many bytes, default: the first chunk; `undefined` if there are not as many. */
    read(requested_bytes?: number): string | undefined;
    /**
     * Removes and returns bytes up to a text and with it; `undefined` if it is not there.
     * @since 0.12
     */
    read_until?(char: string): string | undefined;
    /** Removes and returns up to so many bytes of the first chunk. */
    read_chunk(
      requested_bytes?: number,
    ): LuaMultiReturn<[chunk: string | undefined, length: number | undefined]>;
    /** Removes bytes. */
    discard(requested_bytes?: number): true | undefined;
    /** Bytes from i to j, counted from 1. */
    sub(i?: number, j?: number): string | undefined;
    /** The same as numbers. */
    byte(i?: number, j?: number): LuaMultiReturn<[...bytes: number[]]>;
    /** How many bytes there are. */
    length(): number;
    /** The same under another name. */
    len(): number;
    /** Makes one chunk of the first bytes. */
    collapse(bytes?: number): void;
  }

  /** A new buffer, of so many bytes at most; `undefined` for none. */
  function new_function(this: void, max_size?: number, max_chunks?: number): Buffer | undefined;
  export { new_function as new };
}
