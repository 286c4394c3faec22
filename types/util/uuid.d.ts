/**
 * UUIDs. Source: `util/uuid.lua`. See https://prosody.im/doc/developers/util/uuid
 *
 * @noResolution
 * @noSelfInFile
 */
declare module "util.uuid" {
  /** A random UUID (version 4). */
  export function generate(this: void): string;
  /**
   * So many random hexadecimal digits.
   * @param n how many digits
   */
  export function get_nibbles(this: void, n: number): string;
  /**
   * A random UUID, under the name of its version.
   * @since 13.0
   */
  export const v4: ((this: void) => string) | undefined;
  /**
   * A UUID that sorts by time (version 7).
   * @since 13.0
   */
  export const v7: ((this: void) => string) | undefined;
}
