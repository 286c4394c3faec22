/**
 * Calls with a handler of errors, with arguments in every Lua. Source: `util/xpcall.lua`.
 * See https://prosody.im/doc/developers/util/xpcall
 *
 * @noResolution
 * @noSelfInFile
 */
declare module "util.xpcall" {
  /**
   * Calls a function. Returns `true` and what it returns, or `false` and what the handler returns.
   * @param f a function that may raise an error
   * @param handler called with the error before the stack is unwound
   * @param args handed to `f`
   */
  export function xpcall<A extends unknown[]>(
    this: void,
    f: (this: void, ...args: A) => unknown,
    handler: (this: void, err: unknown) => unknown,
    ...args: A
  ): LuaMultiReturn<[ok: boolean, ...results: unknown[]]>;
}
