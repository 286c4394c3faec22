/**
 * Tables with several keys for each value. Source: `util/multitable.lua`.
 * See https://prosody.im/doc/developers/util/multitable
 *
 * @noResolution
 * @noSelfInFile
 */
declare module "util.multitable" {
  /** Values by several keys. */
  export interface MultiTable<V = unknown> {
    /** The tables underneath. */
    data: LuaTable;
    /**
     * The value of all keys; with fewer keys the table below them.
     * @param keys from the outermost
     */
    get(...keys: unknown[]): V | undefined;
    /**
     * Sets a value, the last argument; `undefined` removes it.
     * @param keys_and_value keys from the outermost, then the value
     */
    set(...keys_and_value: unknown[]): void;
    /**
     * Adds a value, the last argument, to the array of those keys.
     * @param keys_and_value keys from the outermost, then the value
     */
    add(...keys_and_value: unknown[]): void;
    /**
     * Removes the value of those keys, and the tables that are empty then.
     * @param keys from the outermost; nil before the last one stands for any
     */
    remove(...keys: unknown[]): void;
    /**
     * Values of those keys, where `undefined` stands for any; `undefined` if there is none.
     * @param keys from the outermost
     */
    search(...keys: unknown[]): readonly V[] | undefined;
    /**
     * The same, added to an array.
     * @param results nil for a new one
     * @param keys from the outermost; nil stands for any
     */
    search_add(results: V[] | undefined, ...keys: unknown[]): V[] | undefined;
    /**
     * Keys and values; `undefined` stands for any, and the number of arguments says how deep.
     * @param keys from the outermost
     */
    iter(...keys: unknown[]): LuaIterable<LuaMultiReturn<[...keys_and_value: never[]]>>;
  }

  /** A new one. */
  function new_function<V = unknown>(this: void): MultiTable<V>;
  export { new_function as new };
  /**
   * Keys and values; `undefined` stands for any, and the number of arguments says how deep.
   * @param keys from the outermost
   */
  export function iter(
    this: MultiTable,
    ...keys: unknown[]
  ): LuaIterable<LuaMultiReturn<[...keys_and_value: never[]]>>;
}
