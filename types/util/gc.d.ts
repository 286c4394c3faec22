/**
 * The collector of memory. Source: `util/gc.lua`.
 *
 * @noResolution
 * @noSelfInFile
 */
declare module "util.gc" {
  /**
   * Says how it works: for the server, not for modules.
   * @param user `mode` and numbers; what is not known fails
   * @param defaults for what `user` leaves out
   */
  export function configure(this: void, user?: object, defaults?: object): boolean;
}
