/**
 * Clocks. Source: `util-src/time.c`. See https://prosody.im/doc/developers/util/time
 *
 * @noResolution
 * @noSelfInFile
 */
declare module "util.time" {
  /** Seconds since 1970, with fractions. */
  export function now(this: void): number;
  /** Seconds since some moment, with fractions, whatever happens to the clock. */
  export function monotonic(this: void): number;
}
