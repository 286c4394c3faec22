/**
 * Starts Prosody, and plays scansion scripts on it, from code.
 *
 * @module
 */
export { chooseInstallation, CHOICES } from "./choice.ts";
export type { ConfigurationOptions } from "./configuration.ts";
export { Control, type Credentials } from "./control.ts";
export { freePort } from "./free-port.ts";
export { installedProsody, type Installation } from "./installation.ts";
export type { LuaValue } from "./lua-value.ts";
export { type PlayOptions, playScripts } from "./play.ts";
export { fetchRelease, type Release, RELEASES, whyNoReleases } from "./releases.ts";
export { reloadPlugins } from "./reload.ts";
export { type ReloadOptions, reloadOnSave } from "./reload-on-save.ts";
export { playableOn, readScripts, type TestScript } from "./scripts.ts";
export { runSpecs, type SpecsResult } from "./specs.ts";
export type { FolderOptions } from "./server-folder.ts";
export { type Command, type ProsodyServer, type ServerOptions, startProsody } from "./server.ts";
export { MODULES_WITH_SHELL, runShell } from "./shell.ts";
