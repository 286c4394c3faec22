/** @noResolution @noSelfInFile */
declare module "core.configmanager" {
  /** Returns the options of each host, and of all under `*`, by name. */
  export function getconfig(this: void): Record<string, Record<string, unknown> | undefined>;
}
