/**
 * Bytes as hexadecimal digits. Source: `util/hex.lua`.
 *
 * @noResolution
 * @noSelfInFile
 */
declare module "util.hex" {
  /**
   * Bytes as digits in lower case.
   * @param s bytes
   */
  export function to(this: void, s: string): string;
  /**
   * The bytes of digits; what is no digit is skipped.
   * @param s digits in any case
   */
  export function from(this: void, s: string): string;
  /**
   * Bytes as digits in lower case.
   * @since 0.12
   * @param s any bytes
   */
  export const encode: ((this: void, s: string) => string) | undefined;
  /**
   * The bytes of digits; what is no digit is skipped.
   * @since 0.12
   * @param s two digits for each byte
   */
  export const decode: ((this: void, s: string) => string) | undefined;
}
