/**
 * The collector of memory. Source: `util/gc.lua`.
 *
 * @noResolution
 * @noSelfInFile
 */
declare module "util.gc" {
  /** Says how it works: for the server, not for modules. */
  export function configure(this: void, user?: object, defaults?: object): boolean;
}
