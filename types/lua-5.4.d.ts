/**
 * Lua 5.4, in the place of `prosody-plugin-types/lua`: for a module of which the transpiler is told `"luaTarget": "5.4"`.
 * `lua-types/5.4` itself does not go with these declarations: it has a function `module`, which Lua 5.4 has not.
 *
 * @noSelfInFile
 */

/// <reference path="./lua-iterators.d.ts" />
/// <reference types="lua-types/special/5.2-plus-or-jit" />
/// <reference types="lua-types/special/5.3-plus" />
/// <reference types="lua-types/special/5.4-only" />

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
