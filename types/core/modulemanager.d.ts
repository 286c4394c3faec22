/**
 * Modules that are loaded. Source: `core/modulemanager.lua`. See https://prosody.im/doc/developers/core/modulemanager
 *
 * @noResolution
 * @noSelfInFile
 */
declare module "core.modulemanager" {
  /** The environment of a loaded module: its globals, `module` among them. */
  export interface ModuleEnvironment {
    /** The module API of the module. */
    readonly module: ProsodyModuleApi;
  }

  /**
   * Loads a module on a host (`*`: for the server). Returns its environment; nil or `false`, and the reason, on failure.
   * @param host `*` for the server
   * @param name without `mod_`
   */
  export function load(
    this: void,
    host: string,
    name: string,
  ): LuaMultiReturn<[mod: ModuleEnvironment | false | undefined, err: string | undefined]>;
  /**
   * Unloads a module. Returns nil and the reason on failure.
   * @param host `*` for the server
   * @param name without `mod_`
   */
  export function unload(
    this: void,
    host: string,
    name: string,
  ): LuaMultiReturn<[ok: boolean | undefined, err: string | undefined]>;
  /**
   * Reloads a module. Returns its environment; nil or `false`, and the reason, on failure.
   * @param host `*` for the server
   * @param name without `mod_`
   */
  export function reload(
    this: void,
    host: string,
    name: string,
  ): LuaMultiReturn<[mod: ModuleEnvironment | false | undefined, err: string | undefined]>;
  /**
   * Whether a module is loaded on a host: `undefined` for no.
   * @param host `*` for the server
   * @param name without `mod_`
   */
  export function is_loaded(this: void, host: string, name: string): boolean | undefined;
  /**
   * The environment of a module on a host; `undefined` if it is not loaded.
   * @param host `*` for the server
   * @param name without `mod_`
   */
  export function get_module(this: void, host: string, name: string): ModuleEnvironment | undefined;
  /**
   * The environments of all modules on a host, by name; `undefined` on an unknown one.
   * @param host `*` for the server
   */
  export function get_modules(
    this: void,
    host: string,
  ): Record<string, ModuleEnvironment | undefined> | undefined;
  /**
   * The names of the modules that the configuration wants on a host, and of the component's own.
   * @param host `*` for the server
   */
  export function get_modules_for_host(
    this: void,
    host: string,
  ): LuaMultiReturn<[modules: import("util.set").Set<string>, component: string | undefined]>;
  /**
   * Loads them.
   * @param host `*` for the server
   */
  export function load_modules_for_host(this: void, host: string): void;
  /**
   * What modules on a host told others of; `undefined` if it is not told what, or where.
   * @param key the kind, such as `feature`
   * @param host `*` for the server
   */
  export function get_items<K extends keyof ProsodyItems>(
    this: void,
    key: K,
    host: string,
  ): ProsodyItems[K][] | undefined;
  /**
   * Whether a module defines a callback such as `unload`.
   * @param module what `get_module()` returns
   * @param method the name of a function of `module`, such as `unload`
   */
  export function module_has_method(this: void, module: ModuleEnvironment, method: string): boolean;
  /**
   * Calls it. Returns what it returns; `false` and the reason on failure.
   * @param module what `get_module()` returns
   * @param method the name of a function of `module`, such as `unload`; `false` and a reason if it is not there
   * @param args handed to it
   */
  export function call_module_method(
    this: void,
    module: ModuleEnvironment,
    method: string,
    ...args: unknown[]
  ): LuaMultiReturn<[ok: boolean, result: unknown, ...results: unknown[]]>;
  /**
   * What finds the files of modules.
   * @since 0.12
   */
  export const loader: object | undefined;
}
