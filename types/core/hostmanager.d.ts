/**
 * Hosts. Source: `core/hostmanager.lua`. See https://prosody.im/doc/developers/core/hostmanager
 *
 * @noResolution
 * @noSelfInFile
 */
declare module "core.hostmanager" {
  /** Puts a host of the configuration into service; nil and the reason on failure. */
  export function activate(
    this: void,
    host: string,
    host_config?: object,
  ): LuaMultiReturn<[ok: true | undefined, err: string | undefined]>;
  /** Takes a host out of service; nil and the reason on failure. */
  export function deactivate(
    this: void,
    host: string,
    reason?: unknown,
  ): LuaMultiReturn<[ok: true | undefined, err: string | undefined]>;
  /** Components below a host, by name. */
  export function get_children(
    this: void,
    host: string,
  ): Readonly<Record<string, string | boolean | undefined>>;
}
