/**
 * Lua 5.4, in the place of `prosody-plugin-types/lua`: for a module of which the transpiler is told `"luaTarget": "5.4"`.
 * `lua-types/5.4` itself does not go with these declarations: it has a function `module`, which Lua 5.4 has not.
 *
 * @noSelfInFile
 */

/// <reference types="lua-types/core" />
/// <reference types="lua-types/special/5.2-plus-or-jit" />
/// <reference types="lua-types/special/5.3-plus" />
/// <reference types="lua-types/special/5.4-only" />

/**
 * Keys and values of a table, in no order; of a `LuaSet` its items, and `true`.
 * @param t may change what it has while one goes over it, but not get more
 */
declare function pairs<K extends AnyNotNil, V>(
  this: void,
  t: LuaPairsIterable<K, V>,
): LuaIterable<LuaMultiReturn<[K, NonNullable<V>]>>;
declare function pairs<K extends AnyNotNil>(
  this: void,
  t: LuaPairsKeyIterable<K>,
): LuaIterable<LuaMultiReturn<[K, true]>>;
declare function pairs<T extends object>(
  this: void,
  t: T,
): LuaIterable<LuaMultiReturn<[string extends keyof T ? string : keyof T, NonNullable<T[keyof T]>]>>;

declare namespace table {
  /**
   * The items of a list, from the first to the last, or from and to those indexes.
   * @param list without nil in the middle, where it may end
   */
  function unpack<T extends unknown[]>(this: void, list: T): LuaMultiReturn<T>;
  function unpack<T>(this: void, list: readonly T[], first?: number, last?: number): LuaMultiReturn<T[]>;
  /**
   * The values in a table, with their number as `n`.
   * @param values nil counts too
   */
  function pack<T extends unknown[]>(this: void, ...values: T): T & { n: number };
}

declare namespace coroutine {
  /** The coroutine that runs, and whether it is the main one. */
  function running(this: void): LuaMultiReturn<[thread: LuaThread, is_main: boolean]>;
}

declare namespace string {
  /**
   * What a pattern finds in a text, one after the other: its captures, or the whole.
   * @param s the text
   * @param pattern of Lua, such as `%w+`
   */
  function gmatch(
    this: void,
    s: string,
    pattern: string,
  ): LuaIterable<LuaMultiReturn<[first: string, ...others: string[]]>>;
}
