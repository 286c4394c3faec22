/**
 * What goes over tables and texts in every Lua, for "prosody-plugin-types/lua" and "prosody-plugin-types/lua-5.4".
 *
 * @noSelfInFile
 */

// Of functions that are declared twice, those of the later file are tried first: lua-types comes before this one.
/// <reference types="lua-types/core" />

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
