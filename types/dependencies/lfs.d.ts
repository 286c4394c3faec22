/**
 * Files and folders: LuaFileSystem, which Prosody depends on. See https://lunarmodules.github.io/luafilesystem/manual.html
 *
 * @noResolution
 * @noSelfInFile
 */
declare module "lfs" {
  /** What is known of a file; times are in seconds since 1970, sizes in bytes. */
  export interface FileAttributes {
    /** What it is. */
    readonly mode:
      "file" | "directory" | "link" | "socket" | "named pipe" | "char device" | "block device" | "other";
    /** Its size. */
    readonly size: number;
    /** When it was changed. */
    readonly modification: number;
    /** When it was read. */
    readonly access: number;
    /** When its attributes were changed. */
    readonly change: number;
    /** Who may do what, such as `rw-r-----`. */
    readonly permissions: string;
    /** Its inode. */
    readonly ino: number;
    /** The device that it is on. */
    readonly dev: number;
    /** How many names it has. */
    readonly nlink: number;
    /** The number of its owner. */
    readonly uid: number;
    /** The number of its group. */
    readonly gid: number;
  }

  /** Success; or nil, the reason, and the system's number of it. */
  export type Outcome = LuaMultiReturn<
    [ok: true | undefined, err: string | undefined, errno: number | undefined]
  >;

  /** What is known of a file, or one part of that; nil and the reason if there is none. Of a link: what it leads to. */
  export function attributes(
    this: void,
    path: string,
  ): LuaMultiReturn<
    [attributes: FileAttributes | undefined, err: string | undefined, errno: number | undefined]
  >;
  export function attributes<K extends keyof FileAttributes>(
    this: void,
    path: string,
    name: K,
  ): LuaMultiReturn<
    [value: FileAttributes[K] | undefined, err: string | undefined, errno: number | undefined]
  >;
  /** The same of a link itself, with its `target`. */
  export function symlinkattributes(
    this: void,
    path: string,
  ): LuaMultiReturn<
    [
      attributes: (FileAttributes & { readonly target?: string }) | undefined,
      err: string | undefined,
      errno: number | undefined,
    ]
  >;
  /** The names in a folder, `.` and `..` among them. Raises an error if there is no such folder. */
  export function dir(this: void, path: string): LuaIterable<string>;
  /** Makes a folder. */
  export function mkdir(this: void, path: string): Outcome;
  /** Removes an empty folder. */
  export function rmdir(this: void, path: string): Outcome;
  /** Sets when a file was read and changed; default: now. */
  export function touch(this: void, path: string, atime?: number, mtime?: number): Outcome;
  /** Makes another name for a file, or a link to it. */
  export function link(this: void, old: string, new_: string, symlink?: boolean): Outcome;
  /** Locks an open file, or a part of it, for reading (`r`) or writing (`w`). Returns nil and the reason on failure. */
  export function lock(
    this: void,
    file: LuaFile,
    mode: "r" | "w",
    start?: number,
    length?: number,
  ): LuaMultiReturn<[ok: true | undefined, err: string | undefined]>;
  /** Takes that back. */
  export function unlock(
    this: void,
    file: LuaFile,
    start?: number,
    length?: number,
  ): LuaMultiReturn<[ok: true | undefined, err: string | undefined]>;
  /** The folder that the server works in. */
  export function currentdir(this: void): LuaMultiReturn<[path: string | undefined, err: string | undefined]>;
  /** Changes that, for the whole server. */
  export function chdir(
    this: void,
    path: string,
  ): LuaMultiReturn<[ok: true | undefined, err: string | undefined]>;
}
