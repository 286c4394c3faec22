/**
 * Checks data against JSON schemas. Source: `util/jsonschema.lua`.
 *
 * @since 0.12
 * @noResolution
 * @noSelfInFile
 */
declare module "util.jsonschema" {
  /**
   * Whether data is what the schema says; from 13.0 on also what is wrong.
   * @paramsSince 13.0 sloc, iloc, errs
   * @param schema `true` takes all, `false` nothing
   * @param data as `json.decode()` returns it
   * @param root where `$ref` is looked up; nil for `schema`. This and what follows is for its own calls
   * @param sloc where in the schema it is
   * @param iloc where in the data it is
   * @param errs what was wrong before
   */
  export function validate(
    this: void,
    schema: object | boolean,
    data: unknown,
    root?: object,
    sloc?: string,
    iloc?: string,
    errs?: object[],
  ): LuaMultiReturn<[ok: boolean, errors: readonly object[] | undefined]>;
  /** What stands for XML in schemas. */
  export const xml_t: object;
}
