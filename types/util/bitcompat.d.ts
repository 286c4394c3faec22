/**
 * Bits of whole numbers, on every Lua. Source: `util/bitcompat.lua`. See https://prosody.im/doc/developers/util/bitcompat
 *
 * @since 0.12
 * @noResolution
 * @noSelfInFile
 */
declare module "util.bitcompat" {
  /**
   * The bits that all numbers have.
   * @param a a whole number
   * @param b a whole number
   * @param more whole numbers
   */
  export function band(this: void, a: number, b: number, ...more: number[]): number;
  /**
   * The bits that any of the numbers has.
   * @param a a whole number
   * @param b a whole number
   * @param more whole numbers
   */
  export function bor(this: void, a: number, b: number, ...more: number[]): number;
  /**
   * The bits that an odd number of the numbers has.
   * @param a a whole number
   * @param b a whole number
   * @param more whole numbers
   */
  export function bxor(this: void, a: number, b: number, ...more: number[]): number;
  /**
   * The bits that a number has not.
   * @since 13.0
   * @param x a whole number
   */
  export const bnot: ((this: void, x: number) => number) | undefined;
  /**
   * The bits moved down by n places.
   * @param a a whole number
   * @param n how many places; the upper bits become 0
   */
  export function rshift(this: void, a: number, n: number): number;
  /**
   * The bits moved up by n places.
   * @param a a whole number
   * @param n how many places; what Lua 5.2 moves beyond bit 31 is lost
   */
  export function lshift(this: void, a: number, n: number): number;
}
