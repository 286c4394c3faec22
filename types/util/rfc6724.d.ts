/**
 * Which of several addresses is best (RFC 6724). Source: `util/rfc6724.lua`.
 *
 * @removed 13.0
 * @noResolution
 * @noSelfInFile
 */
declare module "util.rfc6724" {
  /**
   * The address of this machine's from which another one is best reached.
   * @param dest the other one
   * @param candidates this machine's
   */
  export function source(
    this: void,
    dest: import("util.ip").Ip,
    candidates: readonly import("util.ip").Ip[],
  ): import("util.ip").Ip;
  /**
   * Sorts addresses, those first that are best reached from this machine's. Returns the array itself.
   * @param candidates the other machine's
   * @param sources this machine's
   */
  export function destination(
    this: void,
    candidates: import("util.ip").Ip[],
    sources: readonly import("util.ip").Ip[],
  ): readonly import("util.ip").Ip[];
}
