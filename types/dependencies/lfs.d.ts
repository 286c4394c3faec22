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

  /**
   * What is known of a file, or one part of that; nil and the reason if there is none. Of a link: what it leads to.
   * @param path from the folder that the server runs in, unless it begins at the root
   */
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
  /**
   * The same of a link itself, with its `target`.
   * @param path of the link
   */
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
  /**
   * The names in a folder, `.` and `..` among them. Raises an error if there is no such folder.
   * @param path of a folder that may be read
   */
  export function dir(this: void, path: string): LuaIterable<string>;
  /**
   * Makes a folder.
   * @param path its parent must be there; fails if it is there itself
   */
  export function mkdir(this: void, path: string): Outcome;
  /**
   * Removes an empty folder.
   * @param path fails unless the folder is empty
   */
  export function rmdir(this: void, path: string): Outcome;
  /**
   * Sets when a file was read and changed; default: now.
   * @param path of a file that is there
   * @param atime when it was read, in seconds since 1970; nil for now
   * @param mtime when it was changed, in seconds since 1970; nil for `atime`
   */
  export function touch(this: void, path: string, atime?: number, mtime?: number): Outcome;
  /**
   * Makes another name for a file, or a link to it.
   * @param old what the new name leads to
   * @param new_ fails if it is there
   * @param symlink `true` for a symbolic link
   */
  export function link(this: void, old: string, new_: string, symlink?: boolean): Outcome;
  /**
   * Locks an open file, or a part of it, for reading (`r`) or writing (`w`). Returns nil and the reason on failure.
   * @param file open for what `mode` says
   * @param mode `r` lets others lock it for reading, `w` nobody; who does not lock it is not stopped
   * @param start the first byte, from 0; default 0
   * @param length in bytes; default: to the end
   */
  export function lock(
    this: void,
    file: LuaFile,
    mode: "r" | "w",
    start?: number,
    length?: number,
  ): LuaMultiReturn<[ok: true | undefined, err: string | undefined]>;
  /**
   * Takes that back.
   * @param file the one that was locked
   * @param start the first byte, from 0; default 0
   * @param length in bytes; default: to the end
   */
  export function unlock(
    this: void,
    file: LuaFile,
    start?: number,
    length?: number,
  ): LuaMultiReturn<[ok: true | undefined, err: string | undefined]>;
  /** The folder that the server works in. */
  export function currentdir(this: void): LuaMultiReturn<[path: string | undefined, err: string | undefined]>;
  /**
   * Changes that, for the whole server.
   * @param path nil and the reason if it is no folder
   */
  export function chdir(
    this: void,
    path: string,
  ): LuaMultiReturn<[ok: true | undefined, err: string | undefined]>;
}
