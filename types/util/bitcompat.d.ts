/**
 * Bits of whole numbers, on every Lua. Source: `util/bitcompat.lua`. See https://prosody.im/doc/developers/util/bitcompat
 *
 * @since 0.12
 * @noResolution
 * @noSelfInFile
 */
declare module "util.bitcompat" {
  /** The bits that all numbers have. */
  export function band(this: void, a: number, b: number, ...more: number[]): number;
  /** The bits that any of the numbers has. */
  export function bor(this: void, a: number, b: number, ...more: number[]): number;
  /** The bits that an odd number of the numbers has. */
  export function bxor(this: void, a: number, b: number, ...more: number[]): number;
  /**
   * The bits that a number has not.
   * @since 13.0
   */
  export const bnot: ((this: void, x: number) => number) | undefined;
  /** The bits moved down by n places. */
  export function rshift(this: void, a: number, n: number): number;
  /** The bits moved up by n places. */
  export function lshift(this: void, a: number, n: number): number;
}
