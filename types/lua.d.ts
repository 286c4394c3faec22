/**
 * What Lua 5.1, 5.2, 5.3, 5.4 and LuaJIT have in common. What only some have may be `undefined`: `table.unpack ?? unpack`.
 * A module for one Lua only takes "prosody-plugin-types/lua-5.4" instead, and says so to the transpiler: `"luaTarget": "5.4"`.
 *
 * @noSelfInFile
 */

/// <reference path="./lua-iterators.d.ts" />

/**
 * Lua 5.1 and LuaJIT.
 * @param list nil may stand in the middle, if the last index is given
 * @param first default 1
 * @param last default: as many as it has
 */
declare const unpack:
  (<T>(this: void, list: readonly T[], first?: number, last?: number) => LuaMultiReturn<T[]>) | undefined;

declare namespace table {
  /**
   * Lua 5.2 and above.
   * @param list nil may stand in the middle, if the last index is given
   * @param first default 1
   * @param last default: as many as it has
   */
  const unpack:
    (<T>(this: void, list: readonly T[], first?: number, last?: number) => LuaMultiReturn<T[]>) | undefined;
  /**
   * Lua 5.2 and above.
   * @param values nil counts too
   */
  const pack: (<T extends unknown[]>(this: void, ...values: T) => T & { n: number }) | undefined;
}

/**
 * Lua 5.1 and LuaJIT. Prosody has `util.envload` for all.
 * @param code Lua
 * @param name for messages, with `=` or `@` before it
 */
declare const loadstring:
  | ((this: void, code: string, name?: string) => LuaMultiReturn<[() => unknown] | [undefined, string]>)
  | undefined;

/**
 * From Lua 5.2 on with a string, too.
 * @param read called for piece after piece of Lua, until it returns nil or an empty text
 * @param name for messages, with `=` or `@` before it
 */
declare function load(
  this: void,
  read: () => string | undefined,
  name?: string,
): LuaMultiReturn<[() => unknown] | [undefined, string]>;

/**
 * Compiles a file. Returns nothing and the error when the file cannot be read or compiled.
 * @param name its path; nil reads what the server gets as its input
 */
declare function loadfile(this: void, name?: string): LuaMultiReturn<[() => unknown] | [undefined, string]>;

/**
 * From Lua 5.2 on with arguments for the function, too.
 * @param f called without arguments
 * @param on_error called with the error before the stack is unwound: what it returns is returned
 */
declare function xpcall<R, E>(
  this: void,
  f: (this: void) => R,
  on_error: (this: void, error: unknown) => E,
): LuaMultiReturn<[true, R] | [false, E]>;

/**
 * Kilobytes in use.
 * @param option other options change how the whole server runs
 */
declare function collectgarbage(this: void, option: "count"): number;

declare namespace math {
  /**
   * Natural logarithm. From Lua 5.2 on with a base, too.
   * @param x above zero
   */
  function log(this: void, x: number): number;
  /**
   * Arc tangent, in radians. From Lua 5.3 on with two arguments, too.
   * @param x any number
   */
  function atan(this: void, x: number): number;
  /**
   * Without arguments a number from 0 up to 1, otherwise a whole number from `first` (or 1) to `last`.
   * @param first without it a fraction; alone it is `last`
   * @param last not below `first`: raises an error if it is
   */
  function random(this: void, first?: number, last?: number): number;
  /**
   * Starts the series of random numbers that belongs to `seed`.
   * @param seed the same one gives the same series
   */
  function randomseed(this: void, seed: number): void;
}

declare namespace string {
  /**
   * `text`, `times` times over. From Lua 5.2 on with a separator, too.
   * @param text any bytes
   * @param times 0 or less gives an empty text
   */
  function rep(this: void, text: string, times: number): string;
}

declare namespace os {
  /**
   * Ends the process, and with it the server.
   * @param code 0 for success, the default
   */
  function exit(this: void, code?: number): never;
}

declare namespace io {
  /** Lua 5.2 and below want the star. */
  type FileReadFormat = "*n" | "*l" | "*a" | number;
  type FileReadNumberFormat = "*n";
  type FileReadLineFormat = "*l";
}
