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
   * @paramsSince 13.1 sloc
   */
  export function validate(
    this: void,
    schema: object | boolean,
    data: unknown,
    root?: object,
    ...more: unknown[]
  ): LuaMultiReturn<[ok: boolean, errors: readonly object[] | undefined]>;
}
