/**
 * Bytes, bit by bit. Source: `util-src/strbitop.c`. See https://prosody.im/doc/developers/util/strbitop
 *
 * @noResolution
 * @noSelfInFile
 */
declare module "util.strbitop" {
  /**
   * And.
   * @param a any bytes; the result has as many
   * @param b begins again when it ends; empty changes nothing
   */
  export function sand(this: void, a: string, b: string): string;
  /**
   * Or.
   * @param a any bytes; the result has as many
   * @param b begins again when it ends; empty changes nothing
   */
  export function sor(this: void, a: string, b: string): string;
  /**
   * Exclusive or.
   * @param a any bytes; the result has as many
   * @param b begins again when it ends; empty changes nothing
   */
  export function sxor(this: void, a: string, b: string): string;
  /**
   * How many bits are the same at the beginning.
   * @since 13.0
   * @param a any bytes
   * @param b any bytes
   */
  export const common_prefix_bits: ((this: void, a: string, b: string) => number) | undefined;
}
