/**
 * XML as tables, by a schema. Source: `util/datamapper.lua`. See https://prosody.im/doc/developers/util/datamapper
 *
 * @since 0.12
 * @noResolution
 * @noSelfInFile
 */
declare module "util.datamapper" {
  /** The table of an element. */
  export function parse(this: void, schema: object, s: ProsodyStanza): LuaMultiReturn<[data: unknown]>;
  /** The element of a table. */
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
