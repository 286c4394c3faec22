/**
 * Parts of `prosodyctl`, for `module.command()`. Source: `util/prosodyctl.lua`.
 *
 * @noResolution
 * @noSelfInFile
 */
declare module "util.prosodyctl" {
  /**
   * Writes a line.
   * @paramRenamed 0.12 msg fmt
   * @param fmt as of Lua's `string.format()`
   * @param args for the `%` in it
   */
  export function show_message(this: void, fmt: string, ...args: unknown[]): void;
  /**
   * Writes a warning.
   * @paramRenamed 0.12 msg fmt
   * @param fmt as of Lua's `string.format()`
   * @param args for the `%` in it
   */
  export function show_warning(this: void, fmt: string, ...args: unknown[]): void;
  /**
   * Writes how a command is called.
   * @param usage what follows the program's name
   * @param desc one line; nil for none
   */
  export function show_usage(this: void, usage: string, desc?: string): void;
  /**
   * Writes how a module is configured.
   * @since 0.12
   * @param mod_name with `mod_`
   */
  export const show_module_configuration_help: ((this: void, mod_name: string) => void) | undefined;
  /**
   * See `util.human.io`.
   * @removed 0.12
   * @param prompt a blank is put behind it
   */
  export const show_yesno: ((this: void, prompt: string) => boolean | undefined) | undefined;
  /**
   * See `util.human.io`.
   * @removed 0.12
   * @param prompt a blank is put behind it
   */
  export const show_prompt: ((this: void, prompt: string) => string | undefined) | undefined;
  /**
   * See `util.human.io`.
   * @removed 0.12
   */
  export const read_password: ((this: void) => string | undefined) | undefined;
  /**
   * See `util.human.io`.
   * @removed 0.12
   * @param n how many; default 1
   */
  export const getchar: ((this: void, n?: number) => string | undefined) | undefined;
  /**
   * See `util.human.io`.
   * @removed 0.12
   */
  export const getline: ((this: void) => string | undefined) | undefined;
  /**
   * See `util.human.io`.
   * @removed 0.12
   */
  export const getpass: ((this: void) => string | undefined) | undefined;
  /**
   * Makes an account.
   * @param params prepared here; the host must be one of the configuration
   */
  export function adduser(
    this: void,
    params: Readonly<Record<"user" | "host" | "password", string>>,
  ): LuaMultiReturn<[ok: boolean, err: string | undefined]>;
  /**
   * Whether there is such a user.
   * @param params prepared here; raises an error if there is no such host
   */
  export function user_exists(this: void, params: Readonly<Record<"user" | "host", string>>): boolean;
  /**
   * Sets a password.
   * @param params prepared here; fails if there is no such user
   */
  export function passwd(
    this: void,
    params: Readonly<Record<"user" | "host" | "password", string>>,
  ): LuaMultiReturn<[ok: boolean, err: string | undefined]>;
  /**
   * Deletes an account.
   * @param params prepared here; fails if there is no such user
   */
  export function deluser(
    this: void,
    params: Readonly<Record<"user" | "host", string>>,
  ): LuaMultiReturn<[ok: boolean, err: string | undefined]>;
  /** The process id of the server. */
  export function getpid(
    this: void,
  ): LuaMultiReturn<[ok: boolean, pid_or_err: number | string, reason: string | undefined]>;
  /**
   * Starts the server.
   * @paramsSince 0.12 lua
   * @param source_dir Prosody's code, in whose place its `bin` is found; nil for the folder one is in
   * @param lua the interpreter; nil for what the program names
   */
  export function start(
    this: void,
    source_dir?: string,
    lua?: string,
  ): LuaMultiReturn<[ok: boolean, err: string | undefined]>;
  /** Stops the server. */
  export function stop(this: void): LuaMultiReturn<[ok: boolean, err: string | undefined]>;
  /** Has the server read its configuration again. */
  export function reload(this: void): LuaMultiReturn<[ok: boolean, err: string | undefined]>;
  /**
   * Calls LuaRocks.
   * @since 0.12
   * @param operation such as `install`
   * @param mod the module's name; nil for none
   * @param server where LuaRocks looks; nil for its own
   */
  export const call_luarocks:
    ((this: void, operation: string, mod?: string, server?: string) => unknown) | undefined;
  /**
   * What went wrong, for people.
   * @since 0.12
   */
  export const error_messages: Readonly<Record<string, string>> | undefined;
  /** Whether the server runs. */
  export function isrunning(this: void): LuaMultiReturn<[ok: boolean, running_or_err: boolean | string]>;
}
