/**
 * Starts Prosody, and plays scansion scripts on it, from code.
 *
 * @module
 */
export { chooseInstallation, CHOICES } from "./choice.ts";
export { type ConfigurationOptions, USER_HOST } from "./configuration.ts";
export { type Features, missingFeatures } from "./features.ts";
export { Control, type Credentials } from "./control.ts";
export { freePort, isFree, LOOPBACK } from "./free-port.ts";
export { installedProsody, type Installation, readInstallation } from "./installation.ts";
export { type LuaValue, toLua } from "./lua-value.ts";
export { type PlayOptions, playScripts } from "./play.ts";
export { onProcessEnd } from "./process-end.ts";
export {
  fetchOrStandIn,
  fetchPackages,
  fetchRelease,
  isDebian,
  NEWEST,
  NEWEST_STABLE,
  pickReleases,
  type Release,
  RELEASE_NAMES,
  RELEASES,
  STABLE_RELEASES,
  whyNoReleases,
} from "./releases.ts";
export { reloadPlugins } from "./reload.ts";
export { type ReloadOptions, reloadOnSave } from "./reload-on-save.ts";
export { groupByOptions, playableOn, readScripts, type TestScript } from "./scripts.ts";
export { runSpecs, type SpecsResult } from "./specs.ts";
export type { FolderOptions } from "./server-folder.ts";
export { type Command, type ProsodyServer, type ServerOptions, startProsody } from "./server.ts";
export { MODULES_WITH_SHELL, runShell } from "./shell.ts";
export { isAtLeast, isOf } from "./versions.ts";
