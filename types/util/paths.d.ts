/**
 * Paths of files. Source: `util/paths.lua`. See https://prosody.im/doc/developers/util/paths
 *
 * @noResolution
 * @noSelfInFile
 */
declare module "util.paths" {
  /**
   * A path, taken from a folder unless it begins at the root; `undefined` of `undefined`.
   * @param parent_path with or without a slash at its end
   * @param path `./` before it is taken away
   */
  export function resolve_relative_path(
    this: void,
    parent_path: string,
    path: string | undefined,
  ): string | undefined;
  /**
   * The Lua pattern of a name with `*` and `?` in it.
   * @param glob `*` for any characters, slashes too, `?` for one
   */
  export function glob_to_pattern(this: void, glob: string): LuaMultiReturn<[pattern: string, count: number]>;
  /**
   * Parts of a path with `/` between them.
   * @param a the first part
   * @param b nil ends it
   * @param c nil ends it
   * @param parts without a slash before or behind
   */
  export function join(this: void, a: string, b?: string, c?: string, ...parts: string[]): string;
  /**
   * Adds a folder to the paths of Lua's `require`: for the server, not for modules.
   * @since 0.12
   * @param installer_plugin_path the folder of a tree of LuaRocks
   */
  export const complement_lua_path: ((this: void, installer_plugin_path: string) => void) | undefined;
}
