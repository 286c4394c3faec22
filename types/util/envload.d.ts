/**
 * Lua with an environment of one's own. Source: `util/envload.lua`. See https://prosody.im/doc/developers/util/envload
 *
 * @noResolution
 * @noSelfInFile
 */
declare module "util.envload" {
  /**
   * A function of a text; nil and the reason if it is no Lua.
   * @param code Lua, or what returns it piece by piece, and nil at the end
   * @param source its name in messages, with `=` or `@` before it
   * @param env its global variables; nil for the server's
   */
  export function envload(
    this: void,
    code: string | ((this: void) => string | undefined),
    source?: string,
    env?: object,
  ): LuaMultiReturn<
    [chunk: ((this: void, ...args: unknown[]) => unknown) | undefined, err: string | undefined]
  >;
  /**
   * A function of a file; nil and the reason if it cannot be read, or is no Lua.
   * @param file its path
   * @param env its global variables; nil for the server's
   */
  export function envloadfile(
    this: void,
    file: string,
    env?: object,
  ): LuaMultiReturn<
    [
      chunk: ((this: void, ...args: unknown[]) => unknown) | undefined,
      err: string | undefined,
      errno: number | undefined,
    ]
  >;
}
