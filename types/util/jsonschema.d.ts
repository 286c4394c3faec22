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
