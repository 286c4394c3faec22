/**
 * Random bytes, fit for cryptography. Source: `util/random.lua`. See https://prosody.im/doc/developers/util/random
 *
 * @noResolution
 * @noSelfInFile
 */
declare module "util.random" {
  /**
   * So many random bytes. Raises an error if there are none to be had.
   * @param n how many bytes
   */
  export function bytes(this: void, n: number): string;
}
