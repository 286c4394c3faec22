/**
 * Caches that forget what was not used for longest. Source: `util/cache.lua`.
 * See https://prosody.im/doc/developers/util/cache
 *
 * @noResolution
 * @noSelfInFile
 */
declare module "util.cache" {
  /** Keys and values, up to a number of them. */
  export interface Cache<K, V> {
    /** How many entries it holds at most. */
    readonly size: number;

    /**
     * The value of a key; `undefined` without one. Does not count as a use.
     * @param k anything but nil
     */
    get(k: K): V | undefined;
    /**
     * Sets a value, or removes it if it is `undefined`. Returns `false` if the cache is full and may not evict.
     * @param k anything but nil; becomes the last used
     * @param v nil removes the entry
     */
    set(k: K, v: V | undefined): boolean;
    /** Keys and values, the last used first. */
    items(): LuaIterable<LuaMultiReturn<[key: K, value: V]>>;
    /** Values, the last used first. */
    values(): LuaIterable<V>;
    /** How many entries there are. */
    count(): number;
    /** The entry that was used last; both `undefined` in an empty cache. */
    head(): LuaMultiReturn<[key: K | undefined, value: V | undefined]>;
    /** The entry to be evicted next; both `undefined` in an empty cache. */
    tail(): LuaMultiReturn<[key: K | undefined, value: V | undefined]>;
    /**
     * Changes the size, evicting what is too much. Returns `false` if that may not be evicted.
     * @param new_size at least 1
     */
    resize(new_size: number): boolean;
    /** A table whose fields are the entries. Setting one raises an error if the cache is full and may not evict. */
    table(): LuaTable<K & (string | number | object), V | undefined>;
    /** Forgets all entries, without evicting them. */
    clear(): void;
  }

  /**
   * Called for an entry about to be evicted; `false` keeps it. `on_evict = false` in the place of the function keeps all.
   */
  export type OnEvict<K, V> = (
    this: void,
    key: K,
    value: V,
    cache: Cache<K, V>,
  ) => boolean | undefined | void;

  /**
   * A new cache. Raises an error on a size below one.
   * @param size how many entries it holds
   * @param on_evict called before an entry is dropped for a new one; `false` keeps all, and `set()` fails
   */
  function new_cache<K, V>(this: void, size: number, on_evict?: OnEvict<K, V> | false): Cache<K, V>;
  export { new_cache as new };
}
