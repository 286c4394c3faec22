/**
 * What Lua 5.1, 5.2, 5.3, 5.4 and LuaJIT have in common. What only some have may be `undefined`: `table.unpack ?? unpack`.
 * A module for one Lua only takes "lua-types/5.4" instead, and says so to the transpiler: `"luaTarget": "5.4"`.
 */

/// <reference types="lua-types/core" />

/** Lua 5.1 and LuaJIT. */
declare const unpack:
  (<T>(this: void, list: readonly T[], first?: number, last?: number) => LuaMultiReturn<T[]>) | undefined;

declare namespace table {
  /** Lua 5.2 and above. */
  const unpack:
    (<T>(this: void, list: readonly T[], first?: number, last?: number) => LuaMultiReturn<T[]>) | undefined;
  /** Lua 5.2 and above. */
  const pack: (<T extends unknown[]>(this: void, ...values: T) => T & { n: number }) | undefined;
}

/** Lua 5.1 and LuaJIT. Prosody has `util.envload` for all. */
declare const loadstring:
  | ((this: void, code: string, name?: string) => LuaMultiReturn<[() => unknown] | [undefined, string]>)
  | undefined;

/** From Lua 5.2 on with a string, too. */
declare function load(
  this: void,
  read: () => string | undefined,
  name?: string,
): LuaMultiReturn<[() => unknown] | [undefined, string]>;

declare function loadfile(this: void, name?: string): LuaMultiReturn<[() => unknown] | [undefined, string]>;

/** From Lua 5.2 on with arguments for the function, too. */
declare function xpcall<R, E>(
  this: void,
  f: (this: void) => R,
  on_error: (this: void, error: unknown) => E,
): LuaMultiReturn<[true, R] | [false, E]>;

/** Kilobytes in use. */
declare function collectgarbage(this: void, option: "count"): number;

declare namespace math {
  function log(this: void, x: number): number;
  function atan(this: void, x: number): number;
  function random(this: void, first?: number, last?: number): number;
  function randomseed(this: void, seed: number): void;
}

declare namespace string {
  function rep(this: void, text: string, times: number): string;
}

declare namespace os {
  function exit(this: void, code?: number): never;
}

declare namespace io {
  /** Lua 5.2 and below want the star. */
  type FileReadFormat = "*n" | "*l" | "*a" | number;
  type FileReadNumberFormat = "*n";
  type FileReadLineFormat = "*l";
}
