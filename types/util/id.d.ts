/**
 * Random identifiers, safe in URLs. Source: `util/id.lua`. See https://prosody.im/doc/developers/util/id
 *
 * @noResolution
 * @noSelfInFile
 */
declare module "util.id" {
  /**
   * Four characters: for what lives shortly.
   * @since 0.12
   */
  export const tiny: ((this: void) => string) | undefined;
  /** Twelve characters (eight before 0.12): for what lives shortly. */
  export function short(this: void): string;
  /** 24 characters (16 before 0.12): hard to guess. */
  export function medium(this: void): string;
  /** 36 characters (32 before 0.12): as long as a UUID, and harder to guess. */
  export function long(this: void): string;
  /**
   * A function that makes identifiers of so many random bytes.
   * @param size bytes; a multiple of 3 gives 4 characters for each 3
   */
  export function custom(this: void, size: number): (this: void) => string;
}
