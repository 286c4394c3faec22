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
   * @param names one array of paths: the first that is there, in the first folder that has one, is read
   */
  export function load_file(
    this: void,
    ...names: unknown[]
  ): LuaMultiReturn<[content: string | undefined, path_or_err: string | undefined]>;
  /**
   * A file of a module.
   * @param args the module's name, without `mod_`, and the file's; without that the module's code
   */
  export function load_resource(
    this: void,
    ...args: string[]
  ): LuaMultiReturn<[content: string | undefined, path_or_err: string | undefined]>;
  /**
   * A module's code.
   * @param args the module's name, without `mod_`, the file's or nil, and the global variables of the code
   */
  export function load_code(
    this: void,
    ...args: unknown[]
  ): LuaMultiReturn<[chunk: ((this: void) => unknown) | undefined, path_or_err: string | undefined]>;
  /**
   * A file of a module's code.
   * @param args the module's name, without `mod_`, the file's, its end such as `lib.lua`, and the global variables of the code
   */
  export function load_code_ext(
    this: void,
    ...args: unknown[]
  ): LuaMultiReturn<[chunk: ((this: void) => unknown) | undefined, path_or_err: string | undefined]>;
  /**
   * A loader of one's own.
   * @since 0.12
   * @param options perhaps `load_filter_cb`, which sees each file before it is taken
   */
  export const init: ((this: void, options?: object) => object) | undefined;
}
