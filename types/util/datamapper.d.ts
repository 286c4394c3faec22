/**
 * XML as tables, by a schema. Source: `util/datamapper.lua`. See https://prosody.im/doc/developers/util/datamapper
 *
 * @since 0.12
 * @noResolution
 * @noSelfInFile
 */
declare module "util.datamapper" {
  /**
   * The table of an element.
   * @param schema a JSON schema of an object or an array, with `xml` where names differ; raises an error of another
   * @param s the element that the schema is of
   */
  export function parse(this: void, schema: object, s: ProsodyStanza): LuaMultiReturn<[data: unknown]>;
  /**
   * The element of a table.
   * @param schema a JSON schema of an object or an array, with `xml` where names differ
   * @param t what the schema describes; fields that it does not name are left out
   * @param current_name of the element, unless `xml.name` says it
   * @param current_ns the element's namespace, unless `xml.namespace` says it
   * @param ctx an element to add to; nil for a new one
   * @param root where `$ref` is looked up; nil for `schema`
   */
  export function unparse(
    this: void,
    schema: object,
    t: object,
    current_name?: string,
    current_ns?: string,
    ctx?: ProsodyStanza,
    root?: object,
  ): ProsodyStanza | undefined;
}
