/**
 * Numbers as bytes. Source: `util-src/struct.c`.
 *
 * @since 0.12
 * @noResolution
 * @noSelfInFile
 */
declare module "util.struct" {
  /**
   * Bytes of values.
   * @param format such as `>I2`: two bytes, the highest first; `s` is a text that ends with a zero
   * @param values one for each item of the format
   */
  export function pack(this: void, format: string, ...values: unknown[]): string;
  /**
   * Values of bytes, and where the rest begins.
   * @param format such as `>I2`: two bytes, the highest first; `s` is a text that ends with a zero
   * @param data raises an error if it is too short
   * @param position the first byte; default 1
   */
  export function unpack(
    this: void,
    format: string,
    data: string,
    position?: number,
  ): LuaMultiReturn<[...values: unknown[]]>;
  /**
   * How many bytes a format takes.
   * @param format raises an error with `s`, which has no size of its own
   */
  export function size(this: void, format: string): number;
}
