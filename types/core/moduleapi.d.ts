/**
 * The methods of `module`: what is added to them is there for all modules. Source: `core/moduleapi.lua`.
 *
 * @noResolution
 * @noSelfInFile
 */
declare module "core.moduleapi" {
  const api: ProsodyModuleApi;
  export = api;
}
