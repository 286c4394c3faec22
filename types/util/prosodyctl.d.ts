/**
 * Parts of `prosodyctl`, for `module.command()`. Source: `util/prosodyctl.lua`.
 *
 * @noResolution
 * @noSelfInFile
 */
declare module "util.prosodyctl" {
  /** Writes a line. */
  export function show_message(this: void, msg: string, ...args: unknown[]): void;
  /** Writes a warning. */
  export function show_warning(this: void, msg: string, ...args: unknown[]): void;
  /** Writes how a command is called. */
  export function show_usage(this: void, usage: string, desc?: string): void;
  /**
   * Writes how a module is configured.
   * @removed 13.0
   */
  export const show_module_configuration_help: ((this: void, mod_name: string) => void) | undefined;
  /** See `util.human.io`. */
  export function show_yesno(this: void, prompt: string): boolean | undefined;
  /** See `util.human.io`. */
  export function show_prompt(this: void, prompt: string): string | undefined;
  /** See `util.human.io`. */
  export function read_password(this: void): string | undefined;
  /** See `util.human.io`. */
  export function getchar(this: void, n?: number): string | undefined;
  /** See `util.human.io`. */
  export function getline(this: void): string | undefined;
  /** See `util.human.io`. */
  export function getpass(this: void): string | undefined;
  /** Makes an account. */
  export function adduser(
    this: void,
    params: Readonly<Record<"user" | "host" | "password", string>>,
  ): LuaMultiReturn<[ok: boolean, err: string | undefined]>;
  /** Whether there is such a user. */
  export function user_exists(this: void, params: Readonly<Record<"user" | "host", string>>): boolean;
  /** Sets a password. */
  export function passwd(
    this: void,
    params: Readonly<Record<"user" | "host" | "password", string>>,
  ): LuaMultiReturn<[ok: boolean, err: string | undefined]>;
  /** Deletes an account. */
  export function deluser(
    this: void,
    params: Readonly<Record<"user" | "host", string>>,
  ): LuaMultiReturn<[ok: boolean, err: string | undefined]>;
  /** The process id of the server. */
  export function getpid(
    this: void,
  ): LuaMultiReturn<[ok: boolean, pid_or_err: number | string, reason: string | undefined]>;
  /** Whether the server runs. */
  export function isrunning(this: void): LuaMultiReturn<[ok: boolean, running_or_err: boolean | string]>;
}
