/**
 * Files of modules. Source: `util/pluginloader.lua`.
 *
 * @noResolution
 * @noSelfInFile
 */
declare module "util.pluginloader" {
  /**
   * A file from the folders of modules.
   * @paramRenamed 13.1 x names
   */
  export function load_file(
    this: void,
    ...names: unknown[]
  ): LuaMultiReturn<[content: string | undefined, path_or_err: string | undefined]>;
  /** A file of a module. */
  export function load_resource(
    this: void,
    ...args: string[]
  ): LuaMultiReturn<[content: string | undefined, path_or_err: string | undefined]>;
  /** A module's code. */
  export function load_code(
    this: void,
    ...args: unknown[]
  ): LuaMultiReturn<[chunk: ((this: void) => unknown) | undefined, path_or_err: string | undefined]>;
  /** A file of a module's code. */
  export function load_code_ext(
    this: void,
    ...args: unknown[]
  ): LuaMultiReturn<[chunk: ((this: void) => unknown) | undefined, path_or_err: string | undefined]>;
  /**
   * A loader of one's own.
   * @since 0.12
   */
  export const init: ((this: void, options?: object) => object) | undefined;
}
