/**
 * Hosts. Source: `core/hostmanager.lua`. See https://prosody.im/doc/developers/core/hostmanager
 *
 * @noResolution
 * @noSelfInFile
 */
declare module "core.hostmanager" {
  /**
   * Puts a host of the configuration into service; nil and the reason on failure.
   * @param host not in service yet
   * @param host_config its options by name; nil takes those of the configuration file, and fails if it has none
   */
  export function activate(
    this: void,
    host: string,
    host_config?: object,
  ): LuaMultiReturn<[ok: true | undefined, err: string | undefined]>;
  /**
   * Takes a host out of service; nil and the reason on failure.
   * @param host in service: its sessions are closed, its modules unloaded
   * @param reason what sessions are told: a text, or a table with `condition` and `text`; nil for `host-gone`
   */
  export function deactivate(
    this: void,
    host: string,
    reason?: unknown,
  ): LuaMultiReturn<[ok: true | undefined, err: string | undefined]>;
  /**
   * Components below a host, by name.
   * @param host `*` for hosts of which the configuration has no parent domain
   */
  export function get_children(
    this: void,
    host: string,
  ): Readonly<Record<string, string | boolean | undefined>>;
}
