/**
 * Tables in files, one for each user: what `mod_storage_internal` uses. In a module, `module.open_store()` is
 * better. Source: `util/datamanager.lua`. See https://prosody.im/doc/developers/util/datamanager
 *
 * @noResolution
 * @noSelfInFile
 */
declare module "util.datamanager" {
  /** Success; or nil, and the reason why not. */
  export type Outcome = LuaMultiReturn<[ok: true | undefined, err: string | undefined]>;

  /** Called before something is stored; returns what is to be stored where, or `false` for nothing. */
  export type Callback = (
    this: void,
    username: string | undefined,
    host: string | undefined,
    datastore: string,
    data: unknown,
  ) =>
    | LuaMultiReturn<
        [username: string | undefined, host: string | undefined, datastore: string, data: unknown]
      >
    | false;

  /**
   * Says in which folder all is kept: for the server, not for modules.
   * @param path for all hosts
   */
  export function set_data_path(this: void, path: string): void;
  /**
   * Has a function called before something is stored. Returns nothing if it was there already.
   * @param func is called for all modules
   */
  export function add_callback(this: void, func: Callback): true | undefined;
  /**
   * Takes that back.
   * @param func the very function that was added
   */
  export function remove_callback(this: void, func: Callback): true | undefined;
  /**
   * The path of a file, whether or not it is there; `create` makes its folders.
   * @param username without the host; nil for the host itself
   * @param host nil for the server itself
   * @param datastore its name, such as `roster`
   * @param ext of the file; default `dat`
   * @param create makes the folders
   */
  export function getpath(
    this: void,
    username: string | undefined,
    host: string | undefined,
    datastore: string,
    ext?: string,
    create?: boolean,
  ): string;
  /**
   * What is kept of a user; nil if nothing is, nil and the reason on failure.
   * @param username without the host; nil for the host itself
   * @param host nil for the server itself
   * @param datastore its name, such as `roster`
   */
  export function load(
    this: void,
    username: string | undefined,
    host: string | undefined,
    datastore: string,
  ): LuaMultiReturn<[data: object | undefined, err: string | undefined]>;
  /**
   * Keeps that of a user, nothing with `undefined` or an empty table.
   * @param username without the host; nil for the host itself
   * @param host nil for the server itself
   * @param datastore its name, such as `roster`
   * @param data replaces all that was there; nil or an empty table removes the file
   */
  export function store(
    this: void,
    username: string | undefined,
    host: string | undefined,
    datastore: string,
    data: object | undefined,
  ): Outcome;
  /**
   * Adds an item to a user's list.
   * @param username without the host; nil for the host itself
   * @param host nil for the server itself
   * @param datastore its name
   * @param data one item
   */
  export function list_append(
    this: void,
    username: string | undefined,
    host: string | undefined,
    datastore: string,
    data: object,
  ): Outcome;
  /**
   * Keeps a whole list.
   * @param username without the host; nil for the host itself
   * @param host nil for the server itself
   * @param datastore its name
   * @param data all items; nil or an empty array removes the file
   */
  export function list_store(
    this: void,
    username: string | undefined,
    host: string | undefined,
    datastore: string,
    data: readonly object[] | undefined,
  ): Outcome;
  /**
   * A user's list; nil if there is none, nil and the reason on failure.
   * @param username without the host; nil for the host itself
   * @param host nil for the server itself
   * @param datastore its name
   */
  export function list_load(
    this: void,
    username: string | undefined,
    host: string | undefined,
    datastore: string,
  ): LuaMultiReturn<[items: readonly object[] | undefined, err: string | undefined]>;
  /**
   * A user's list, whose items are read when they are looked at; nil if there is none, nil and the reason on
   * failure.
   * @since 13.0
   * @param username without the host; nil for the host's own list
   * @param host nil for the server's own list
   * @param datastore its name
   */
  export const list_open:
    | ((
        this: void,
        username: string | undefined,
        host: string | undefined,
        datastore: string,
      ) => LuaMultiReturn<
        [items: readonly object[] | undefined, err: string | undefined, errno: number | undefined]
      >)
    | undefined;
  /**
   * Removes items from the beginning of a list, up to the one of that index.
   * @since 13.0
   * @param username without the host; nil for the host's own list
   * @param host nil for the server's own list
   * @param datastore its name
   * @param trim_to the first that stays, counted from 1; beyond the end the list is removed
   */
  export const list_shift:
    | ((
        this: void,
        username: string | undefined,
        host: string | undefined,
        datastore: string,
        trim_to: number,
      ) => LuaMultiReturn<[ok: true | string | undefined, err: string | undefined]>)
    | undefined;
  /**
   * Where the items of a list are in its file.
   * @since 13.0
   * @param username without the host; nil for the host's own list
   * @param host nil for the server's own list
   * @param datastore its name
   * @param items an older index, to be gone on with; nil for a new one
   */
  export const build_list_index:
    | ((
        this: void,
        username: string | undefined,
        host: string | undefined,
        datastore: string,
        items?: readonly object[],
      ) => LuaMultiReturn<
        [index: readonly object[] | undefined, err: string | undefined, errno: number | undefined]
      >)
    | undefined;
  /**
   * Adds bytes to a file. Returns where they begin.
   * @param username without the host; nil for the host itself
   * @param host nil for the server itself
   * @param datastore its name
   * @param ext of the file, such as `list`
   * @param data bytes
   */
  export function append_raw(
    this: void,
    username: string | undefined,
    host: string | undefined,
    datastore: string,
    ext: string,
    data: string,
  ): LuaMultiReturn<
    [ok: true | undefined, position_or_err: number | string | undefined, where_: string | undefined]
  >;
  /**
   * Replaces a file as a whole.
   * @param filename a path, such as `getpath()` gives
   * @param data bytes
   */
  export function store_raw(
    this: void,
    filename: string,
    data: string,
  ): LuaMultiReturn<[ok: true | undefined, err: string | undefined]>;
  /**
   * Removes all that is kept of a user.
   * @param username without the host
   * @param host where the user was
   */
  export function purge(
    this: void,
    username: string,
    host: string,
  ): LuaMultiReturn<[ok: boolean | undefined, errors: string]>;
  /**
   * The users of whom something is kept in a store.
   * @param host where they are
   * @param datastore its name
   * @param typ the kind of store; default `keyval`
   */
  export function users(
    this: void,
    host: string,
    datastore: string,
    typ?: "keyval" | "list" | (string & {}),
  ): LuaIterable<string>;
  /**
   * The names of the stores of a user, or of the host.
   * @param username nil for the host itself, `true` for any user
   * @param host where they are
   * @param typ the kind of store; default `keyval`
   */
  export function stores(
    this: void,
    username: string | true | undefined,
    host: string,
    typ?: string,
  ): LuaIterable<string>;
  /**
   * A name of its file's.
   * @param s such as `d%27artagnan`
   */
  export function path_decode(this: void, s: string): string;
  /**
   * A file's name of a name.
   * @param s such as `d'artagnan`
   */
  export function path_encode(this: void, s: string): string;
}
