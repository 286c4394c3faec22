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
    /** The value of all keys; with fewer keys the table below them. */
    get(...keys: unknown[]): V | undefined;
    /** Sets a value, the last argument; `undefined` removes it. */
    set(...keys_and_value: unknown[]): void;
    /** Adds a value, the last argument, to the array of those keys. */
    add(...keys_and_value: unknown[]): void;
    /** Removes the value of those keys, and the tables that are empty then. */
    remove(...keys: unknown[]): void;
    /** Values of those keys, where `undefined` stands for any; `undefined` if there is none. */
    search(...keys: unknown[]): readonly V[] | undefined;
    /** The same, added to an array. */
    search_add(results: V[] | undefined, ...keys: unknown[]): V[] | undefined;
    /** Keys and values; `undefined` stands for any, and the number of arguments says how deep. */
    iter(...keys: unknown[]): LuaIterable<LuaMultiReturn<[...keys_and_value: never[]]>>;
  }

  /** A new one. */
  function new_function<V = unknown>(this: void): MultiTable<V>;
  export { new_function as new };
  /** Keys and values; `undefined` stands for any, and the number of arguments says how deep. */
  export function iter(
    this: MultiTable,
    ...keys: unknown[]
  ): LuaIterable<LuaMultiReturn<[...keys_and_value: never[]]>>;
}
