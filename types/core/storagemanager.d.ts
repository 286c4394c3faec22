/**
 * Storage of any host; in a module, `module.open_store()` is shorter. Source: `core/storagemanager.lua`.
 * See https://prosody.im/doc/developers/core/storagemanager
 *
 * @noResolution
 * @noSelfInFile
 */
declare module "core.storagemanager" {
  /** What keeps data: `mod_storage_*`. */
  export interface Driver {
    /** Its name, such as `internal`; the one that keeps nothing has none. */
    readonly name?: string;
    /**
     * Opens a store; nil and the reason, such as `unsupported-store`, on failure.
     * @param store its name, such as `roster`
     * @param typ nil for `keyval`
     */
    open(
      store: string,
      typ?: ProsodyStoreType,
    ): LuaMultiReturn<[store: ProsodyStore | undefined, err: string | undefined]>;
    /**
     * The names of the stores that hold something of a user, or of the host with `true`.
     * @param username without the host; `true` for what is kept of the host itself
     */
    stores?(username: string | true): LuaIterable<string>;
    /**
     * Removes what is kept of a user; not in all storages.
     * @param user without the host
     */
    purge?(user: string): LuaMultiReturn<[ok: boolean | undefined, err: string | undefined]>;
  }

  /**
   * Opens a store of a host; nil and the reason on failure.
   * @param host of this server
   * @param store its name
   * @param typ default `keyval`
   */
  export function open<T extends object = Record<string, unknown>>(
    this: void,
    host: string,
    store: string,
    typ?: "keyval",
  ): ProsodyOpened<ProsodyKeyvalStore<T>>;
  export function open<V = unknown>(
    this: void,
    host: string,
    store: string,
    typ: "map",
  ): ProsodyOpened<ProsodyMapStore<V>>;
  export function open<V = unknown>(
    this: void,
    host: string,
    store: string,
    typ: "keyval+",
  ): ProsodyOpened<ProsodyKeyvalPlusStore<V>>;
  export function open(
    this: void,
    host: string,
    store: string,
    typ: "archive",
  ): ProsodyOpened<ProsodyArchiveStore>;
  /**
   * Removes all that is kept of a user.
   * @param user without the host
   * @param host of this server
   */
  export function purge(this: void, user: string, host: string): boolean;
  /**
   * What keeps a store of a host, and its name.
   * @param host of this server
   * @param store its name; nil for a store that the configuration does not name
   */
  export function get_driver(
    this: void,
    host: string,
    store?: string,
  ): LuaMultiReturn<[driver: Driver, driver_name: string]>;
  /**
   * A driver by its name, loaded if need be; `undefined` if there is none.
   * @param host of this server
   * @param driver_name such as `internal` or `sql`; `null` for the one that keeps nothing
   */
  export function load_driver(this: void, host: string, driver_name: string): Driver | undefined;
  /**
   * Prepares a host: for the server, not for modules.
   * @param host of this server, just put into service
   */
  export function initialize_host(this: void, host: string): void;
  /** What `util.datamanager` was before this library took its place in it: files, whichever storage is configured. */
  export const olddm: typeof import("util.datamanager");
}
