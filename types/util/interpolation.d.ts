/**
 * Templates with `{name}`, `{name|filter}`, `{list#…}` in them. Source: `util/interpolation.lua`.
 * See https://prosody.im/doc/developers/util/interpolation
 *
 * @noResolution
 * @noSelfInFile
 */
declare module "util.interpolation" {
  /**
   * A function that fills in templates: `pat` is the Lua pattern of a field, such as `%b{}`; `funcs` are filters by
   * name.
   * @param pat the Lua pattern of a field with its brackets, such as `%b{}`
   * @param escape is applied to each value, unless `{name!}`
   * @param funcs filters by name, for `{name|filter}`
   */
  function new_function(
    this: void,
    pat: string,
    escape: (this: void, value: string) => string,
    funcs?: Readonly<Record<string, (this: void, value: never) => unknown>>,
  ): (this: void, template: string, values: object) => string;
  export { new_function as new };
}
