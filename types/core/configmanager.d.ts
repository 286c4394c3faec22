/**
 * The configuration. In a module, `module.get_option()` and its like are better. Source: `core/configmanager.lua`.
 * See https://prosody.im/doc/developers/core/configmanager
 *
 * @noResolution
 * @noSelfInFile
 */
declare module "core.configmanager" {
  /**
   * An option of a host, or of the server; `*` for the server's.
   *
   * @param host nil or `*` for the server
   * @param key as the administrator writes it
   */
  export function get(this: void, host: string | undefined, key: string): unknown;
  /**
   * An option of a host, without the server's.
   * @param host `*` for the server
   * @param key as the administrator writes it
   */
  export function rawget(this: void, host: string, key: string): unknown;
  /**
   * Sets an option, until the configuration is read again.
   * @param host `*` for the server
   * @param key as the administrator writes it
   * @param value nil removes it
   */
  export function set(this: void, host: string, key: string, value: unknown): boolean;
  /** Options by host, by name. */
  export function getconfig(
    this: void,
  ): Readonly<Record<string, Readonly<Record<string, unknown>> | undefined>>;
  /**
   * Reads a file: for the server, not for modules.
   * @param filename the path of a configuration file
   * @param config_format the only one; default: the end of the file's name
   */
  export function load(
    this: void,
    filename: string,
    config_format?: "lua",
  ): LuaMultiReturn<[ok: true | undefined | false, level_or_warnings: unknown, err: unknown]>;
  /**
   * The files that were read.
   * @since 0.12
   */
  export const files: ((this: void) => readonly string[]) | undefined;
  /**
   * See `util.paths`.
   * @param parent_path the folder that a relative path is taken from
   * @param path nil gives nil; one that begins at the root stays as it is
   */
  export function resolve_relative_path(
    this: void,
    parent_path: string,
    path: string | undefined,
  ): string | undefined;
  /**
   * For the server, not for modules.
   * @since 13.0
   * @param directory its path; nil for none
   */
  export const set_credentials_directory: ((this: void, directory: string | undefined) => void) | undefined;
  /**
   * For the server, not for modules.
   * @since 13.0
   * @param mode `error` makes `Credential()` fail without a folder
   */
  export const set_credential_fallback_mode: ((this: void, mode: string) => void) | undefined;
}
