/**
 * The process (POSIX). Source: `util-src/pposix.c`. See https://prosody.im/doc/developers/util/pposix
 *
 * @noResolution
 * @noSelfInFile
 */
declare module "util.pposix" {
  /** The process's id. */
  export function getpid(this: void): number;
  /** The user's id. */
  export function getuid(this: void): number;
  /** The group's id. */
  export function getgid(this: void): number;
  /**
   * Changes the user: for the server.
   * @param user its number, or its name
   */
  export function setuid(
    this: void,
    user: number | string,
  ): LuaMultiReturn<[ok: boolean, err: string | undefined]>;
  /**
   * Changes the group: for the server.
   * @param group its number, or its name
   */
  export function setgid(
    this: void,
    group: number | string,
  ): LuaMultiReturn<[ok: boolean, err: string | undefined]>;
  /**
   * Takes on a user's groups: for the server.
   * @param user its name
   * @param gid one group more; nil for the user's own
   */
  export function initgroups(
    this: void,
    user: string,
    gid?: number,
  ): LuaMultiReturn<[ok: true | undefined, err: string | undefined]>;
  /**
   * Sets what new files may be. Returns what it was.
   * @param mask in octal digits, such as `027`: rights that new files do not get; raises an error without
   */
  export function umask(this: void, mask?: string): string;
  /**
   * Makes a folder.
   * @param path its parent must be there
   */
  export function mkdir(this: void, path: string): LuaMultiReturn<[ok: boolean, err: string | undefined]>;
  /**
   * A limit of the process.
   * @param name such as `NOFILE`; raises an error of one that is not known
   */
  export function getrlimit(
    this: void,
    name: string,
  ): LuaMultiReturn<[ok: boolean, soft_or_err: number | string, hard: number | string | undefined]>;
  /**
   * Sets it.
   * @param name such as `NOFILE`; raises an error of one that is not known
   * @param soft what holds now
   * @param hard up to where it may be raised; nil leaves it
   */
  export function setrlimit(
    this: void,
    name: string,
    soft: number | "unlimited",
    hard?: number | "unlimited",
  ): LuaMultiReturn<[ok: boolean, err: string | undefined]>;
  /** What the machine is. */
  export function uname(
    this: void,
  ): Readonly<Record<"sysname" | "nodename" | "release" | "version" | "machine", string>>;
  /**
   * Sets a variable of the process.
   * @param name without `=`
   * @param value nil removes it
   */
  export function setenv(this: void, name: string, value?: string): boolean | undefined;
  /** What memory is used, in bytes. */
  export function meminfo(
    this: void,
  ): Readonly<Record<"allocated" | "allocated_mmap" | "used" | "unused" | "returnable", number>>;
  /**
   * Whether a file is a terminal.
   * @since 0.12
   * @param file open
   */
  export const isatty: ((this: void, file: LuaFile) => boolean) | undefined;
  /** Ends the process at once. */
  export function abort(this: void): never;
  /**
   * Adds bytes to a file, all or none.
   * @param file open for writing
   * @param data any bytes
   */
  export function atomic_append(
    this: void,
    file: LuaFile,
    data: string,
  ): LuaMultiReturn<[ok: true | undefined, err: string | undefined]>;
  /** For the server, not for modules. */
  export function daemonize(
    this: void,
  ): LuaMultiReturn<[ok: boolean, pid_or_err: number | string | undefined]>;
  /**
   * For the server, not for modules.
   * @param ident what its lines begin with
   * @param facility such as `daemon`, the default; raises an error of one that is not known
   */
  export function syslog_open(this: void, ident: string, facility?: string): void;
  /** For the server, not for modules. */
  export function syslog_close(this: void): void;
  /**
   * Writes to syslog.
   * @param level `debug`, `info`, `notice`, `warn` or `error`; raises an error of another
   * @param args the message, or a name and the message
   */
  export function syslog_log(this: void, level: string, ...args: string[]): void;
  /**
   * For the server, not for modules.
   * @param level those below are left out
   */
  export function syslog_setminlevel(this: void, level: string): void;
  /**
   * Takes bytes out of a file's middle.
   * @since 13.0
   * @param file open for writing
   * @param offset in bytes, whole blocks of the file system
   * @param length in bytes, whole blocks of the file system
   */
  export const remove_blocks:
    | ((
        this: void,
        file: LuaFile,
        offset: number,
        length: number,
      ) => LuaMultiReturn<[ok: true | undefined, err: string | undefined]>)
    | undefined;
  /**
   * Two ends of a pipe.
   * @since 13.0
   */
  export const pipe: ((this: void) => LuaMultiReturn<[read_fd: number, write_fd: number]>) | undefined;
  /**
   * A file of a descriptor.
   * @since 13.0
   * @param fd its number
   * @param mode as of Lua's `io.open()`
   */
  export const fdopen: ((this: void, fd: number, mode: string) => LuaFile) | undefined;
  /** The error's number: no such file. */
  export const ENOENT: number;
  /** The library's name. */
  export const _NAME: string;
  /** The library's version. */
  export const _VERSION: string;
}
