/**
 * Random bytes, fit for cryptography. Source: `util/random.lua`.
 *
 * @noResolution
 * @noSelfInFile
 */
declare module "util.random" {
  /** So many random bytes. Raises an error if there are none to be had. */
  export function bytes(this: void, n: number): string;
}
