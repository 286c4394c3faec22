/**
 * What this version can do; see also `prosody.features`. Source: `core/features.lua`.
 *
 * @since 0.12
 * @noResolution
 * @noSelfInFile
 */
declare module "core.features" {
  /** Names such as `mod_bookmarks`, `keyval+`, `permissions`. */
  export const available: import("util.set").Set<string>;
}
