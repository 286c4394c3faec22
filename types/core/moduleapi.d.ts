/**
 * The methods of `module`: what is added to them is there for all modules. Source: `core/moduleapi.lua`.
 * See https://prosody.im/doc/developers/core/moduleapi
 *
 * @noResolution
 * @noSelfInFile
 */
declare module "core.moduleapi" {
  /** The library itself. */
  const api: ProsodyModuleApi;
  export = api;
}
