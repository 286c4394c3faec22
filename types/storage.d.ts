/** @noSelfInFile */

/** The kinds of stores. */
type ProsodyStoreType = "keyval" | "keyval+" | "map" | "archive";

/** Any store. */
type ProsodyStore = ProsodyKeyvalStore | ProsodyKeyvalPlusStore | ProsodyMapStore | ProsodyArchiveStore;

/** A store; or nil, and the reason why it cannot be had. */
type ProsodyOpened<S> = LuaMultiReturn<[store: S, err: string | undefined] | [store: undefined, err: string]>;

/** What a store can keep of a user: a table of strings, numbers, booleans and such tables. */
type ProsodyStored = object;

/**
 * One table for each user. Users may be any names: those of rooms, say; `undefined` for the host itself.
 * Source: `mod_storage_internal.lua`.
 */
interface ProsodyKeyvalStore<T extends ProsodyStored = Record<string, unknown>> {
  /** Its name, or a table: differs by storage. */
  readonly store: string | object;
  /**
   * What is kept of a user; nil if nothing is, nil and the reason on failure.
   * @param user without the host, or any name of yours; nil for the host itself
   */
  get(user: string | undefined): LuaMultiReturn<[data: T | undefined, err: string | undefined]>;
  /**
   * Keeps that of a user, nothing with `undefined`. Returns nil and the reason on failure.
   * @param user without the host, or any name of yours; nil for the host itself
   * @param data replaces all that was there; nil removes it
   */
  set(
    user: string | undefined,
    data: T | undefined,
  ): LuaMultiReturn<[ok: true | undefined, err: string | undefined]>;
  /** The users of whom something is kept. */
  users(): LuaIterable<string>;
}

/**
 * One table for each user, whose fields are set one by one. Source: `core/storagemanager.lua`.
 */
interface ProsodyMapStore<V = unknown> {
  /** Its name; in storages that keep fields themselves, such as `sql`. */
  readonly store?: string;
  /** The store underneath; not in storages that keep fields themselves, such as `sql`. */
  readonly keyval_store?: ProsodyKeyvalStore;
  /** What stands for a removed field in `set_keys()`. */
  readonly remove: object;
  /**
   * A field of a user; nil if there is none, nil and the reason on failure.
   * @param username without the host, or any name of yours; nil for the host itself
   * @param key the field's name
   */
  get(
    username: string | undefined,
    key: string,
  ): LuaMultiReturn<[value: V | undefined, err: string | undefined]>;
  /**
   * Sets a field of a user, or removes it with `undefined`. Returns nil and the reason on failure.
   * @param username without the host, or any name of yours; nil for the host itself
   * @param key the field's name
   * @param data nil removes the field
   */
  set(
    username: string | undefined,
    key: string,
    data: V | undefined,
  ): LuaMultiReturn<[ok: true | undefined, err: string | undefined]>;
  /**
   * Sets some fields of a user. Returns nil and the reason on failure.
   * @param username without the host, or any name of yours; nil for the host itself
   * @param keydatas values by field; `store.remove` removes one, others stay
   */
  set_keys(
    username: string | undefined,
    keydatas: Readonly<Record<string, V | object>>,
  ): LuaMultiReturn<[ok: true | undefined, err: string | undefined]>;
  /**
   * A field of all users by name; nil if none has it, nil and the reason on failure.
   * @since 0.12
   * @param key the field's name
   */
  get_all?(
    key: string,
  ): LuaMultiReturn<[values: Record<string, V | undefined> | undefined, err: string | undefined]>;
  /**
   * Removes a field of all users. Returns nil and the reason on failure.
   * @since 0.12
   * @param key the field's name
   */
  delete_all?(key: string): LuaMultiReturn<[ok: true | undefined, err: string | undefined]>;
}

/**
 * One table for each user, as a whole or field by field. Source: `core/storagemanager.lua`.
 *
 * @since 13.0
 */
interface ProsodyKeyvalPlusStore<V = unknown> {
  /** The store underneath, for tables. */
  readonly keyval_store: ProsodyKeyvalStore<Record<string, V | undefined>>;
  /** The store underneath, for fields. */
  readonly map_store: ProsodyMapStore<V>;
  /** What stands for a removed field in `set_keys()`. */
  readonly remove: object;
  /**
   * What is kept of a user; nil if nothing is, nil and the reason on failure.
   * @param name of a user, without the host, or any of yours; nil for the host itself
   */
  get(
    name: string | undefined,
  ): LuaMultiReturn<[data: Record<string, V | undefined> | undefined, err: string | undefined]>;
  /**
   * Keeps that of a user, nothing with `undefined`. Returns nil and the reason on failure.
   * @param name of a user, without the host, or any of yours; nil for the host itself
   * @param data replaces all that was there; nil removes it
   */
  set(
    name: string | undefined,
    data: Readonly<Record<string, V>> | undefined,
  ): LuaMultiReturn<[ok: true | undefined, err: string | undefined]>;
  /** The users of whom something is kept. */
  items(): LuaIterable<string>;
  /**
   * A field of a user; nil if there is none, nil and the reason on failure.
   * @param name of a user, without the host, or any of yours; nil for the host itself
   * @param key the field's name
   */
  get_key(
    name: string | undefined,
    key: string,
  ): LuaMultiReturn<[value: V | undefined, err: string | undefined]>;
  /**
   * Sets a field of a user, or removes it with `undefined`. Returns nil and the reason on failure.
   * @param name of a user, without the host, or any of yours; nil for the host itself
   * @param key the field's name
   * @param value nil removes the field
   */
  set_key(
    name: string | undefined,
    key: string,
    value: V | undefined,
  ): LuaMultiReturn<[ok: true | undefined, err: string | undefined]>;
  /**
   * Sets some fields of a user. Returns nil and the reason on failure.
   * @param name of a user, without the host, or any of yours; nil for the host itself
   * @param map values by field; `store.remove` removes one, others stay
   */
  set_keys(
    name: string | undefined,
    map: Readonly<Record<string, V | object>>,
  ): LuaMultiReturn<[ok: true | undefined, err: string | undefined]>;
  /**
   * A field of all users by name; nil if none has it, nil and the reason on failure.
   * @param key the field's name
   */
  get_key_from_all(
    key: string,
  ): LuaMultiReturn<[values: Record<string, V | undefined> | undefined, err: string | undefined]>;
  /**
   * Removes a field of all users. Returns nil and the reason on failure.
   * @param key the field's name
   */
  delete_key_from_all(key: string): LuaMultiReturn<[ok: true | undefined, err: string | undefined]>;
}

/** Which items of an archive are meant. */
interface ProsodyArchiveQuery {
  /** The item with that key. */
  readonly key?: string;
  /** Items with those keys; not in all storages. */
  readonly ids?: readonly string[];
  /** Items with that `with`. */
  readonly with?: string;
  /** None before, in seconds since 1970. */
  readonly start?: number;
  /** None after, in seconds since 1970. */
  readonly end?: number;
  /** Those after the item with that key. */
  readonly after?: string;
  /** Those before the item with that key. */
  readonly before?: string;
  /** At most so many. */
  readonly limit?: number;
  /** The last first. */
  readonly reverse?: boolean;
  /** Also counts all, whatever the limit. */
  readonly total?: boolean;
  /** For `delete()`: the last so many stay. */
  readonly truncate?: number;
}

/**
 * What is in an archive, by `with`.
 *
 * @since 0.12
 */
interface ProsodyArchiveSummary {
  /** How many items there are. */
  readonly counts: Readonly<Record<string, number | undefined>>;
  /** When the first came, in seconds since 1970. */
  readonly earliest: Readonly<Record<string, number | undefined>>;
  /** When the last came, in seconds since 1970. */
  readonly latest: Readonly<Record<string, number | undefined>>;
  /** The text of the last message that has one. */
  readonly body: Readonly<Record<string, string | undefined>>;
}

/**
 * What an archive can do besides.
 *
 * @since 0.12
 */
interface ProsodyArchiveCapabilities {
  /** Whether it counts with `total`. */
  readonly total?: boolean;
  /** How many items a user may have. */
  readonly quota?: number;
  /** Whether `delete()` knows `truncate`. */
  readonly truncate?: boolean | number;
  /** Whether it finds by `ids`. */
  readonly ids?: boolean;
  /**
   * Whether `delete()` removes items of all users, with `true` in the place of one.
   * @since 13.0
   * @sometimes
   */
  readonly wildcard_delete?: boolean;
  /** Whether it finds between `after` and `before`. */
  readonly full_id_range?: boolean;
}

/**
 * Stanzas in the order in which they came, for each user; archives of rooms as users. What is not in a storage other than
 * `internal` is `undefined` there. Source: `mod_storage_internal.lua`.
 */
interface ProsodyArchiveStore {
  /** Its name, or a table: differs by storage. */
  readonly store: string | object;
  /** That it is an archive. */
  readonly type?: string;
  /**
   * `null` for one that keeps nothing, and cannot be searched: what `mod_storage_none` gives.
   * @sometimes
   */
  readonly name?: string;
  /**
   * What it can do besides.
   * @since 0.12
   */
  readonly caps?: ProsodyArchiveCapabilities;
  /**
   * Adds an item, at a time in whole seconds (0.12 fails on others); without a key it gets one. Returns its key, or nil and the reason on failure.
   * @param username without the host, or a room's node; nil for the host itself
   * @param key an id of your own; an item that has it is replaced. Nil for a new one
   * @param value is copied
   * @param when in seconds since 1970; default now
   * @param with_ by what items are found: in archives of users the other's bare JID
   */
  append(
    username: string | undefined,
    key: string | undefined,
    value: ProsodyStanza,
    when?: number,
    with_?: string,
  ): LuaMultiReturn<[key: string | undefined, err: string | undefined]>;
  /**
   * Finds items: an iterator, and how many there are if that was asked; nil and the reason on failure.
   * @param username without the host, or a room's node; nil for the host itself
   * @param query default: all items
   */
  find(
    username: string | undefined,
    query?: ProsodyArchiveQuery,
  ): LuaMultiReturn<
    [
      items:
        | LuaIterable<LuaMultiReturn<[key: string, value: ProsodyStanza, when: number, with_: string]>>
        | undefined,
      total_or_err: number | string | undefined,
    ]
  >;
  /**
   * Removes items, all without a query. Returns how many, or nil and the reason on failure.
   * @param username without the host, or a room's node; nil for the host itself
   * @param query default: all items
   */
  delete(
    username: string | undefined,
    query?: ProsodyArchiveQuery,
  ): LuaMultiReturn<[count: number | true | undefined, err: string | undefined]>;
  /**
   * The days on which there are items; nil and the reason on failure.
   * @param username without the host, or a room's node; nil for the host itself
   */
  dates?(
    username: string | undefined,
  ): LuaMultiReturn<[dates: readonly string[] | undefined, err: string | undefined]>;
  /**
   * An item by its key, when it came and `with`; nil and the reason if there is none.
   * @since 0.12
   * @param username without the host, or a room's node; nil for the host itself
   * @param wanted_key what `append()` returned
   */
  get?(
    username: string | undefined,
    wanted_key: string,
  ): LuaMultiReturn<
    [value: ProsodyStanza | undefined, when_or_err: number | string | undefined, with_: string | undefined]
  >;
  /**
   * Replaces an item. Returns nil and the reason if there is none.
   * @since 0.12
   * @param username without the host, or a room's node; nil for the host itself
   * @param key what `append()` returned
   * @param new_value in the place of the old one
   * @param new_when in seconds since 1970; default: as before
   * @param new_with default: as before
   */
  set?(
    username: string | undefined,
    key: string,
    new_value: ProsodyStanza,
    new_when?: number,
    new_with?: string,
  ): LuaMultiReturn<[ok: true | undefined, err: string | undefined]>;
  /**
   * What there is, by `with`; nil and the reason on failure.
   * @since 0.12
   * @param username without the host, or a room's node; nil for the host itself
   * @param query default: all items
   */
  summary?(
    username: string | undefined,
    query?: ProsodyArchiveQuery,
  ): LuaMultiReturn<[summary: ProsodyArchiveSummary | undefined, err: string | undefined]>;
  /**
   * The users of whom something is kept.
   * @since 0.12
   */
  users?(): LuaIterable<string>;
  /**
   * Removes items up to a moment. Returns how many, or nil and the reason on failure.
   * @since 13.0
   * @sometimes
   * @param username without the host, or a room's node; nil for the host itself
   * @param to_when in seconds since 1970
   */
  trim?(
    username: string | undefined,
    to_when: number,
  ): LuaMultiReturn<[count: number | true | undefined, err: string | undefined]>;
}
