/**
 * XML texts. Source: `util/xml.lua`. See https://prosody.im/doc/developers/util/xml
 *
 * @noResolution
 * @noSelfInFile
 */
declare module "util.xml" {
  /** What a text may hold besides elements. */
  export interface ParseOptions {
    /** Whether comments are skipped, in the place of an error. */
    readonly allow_comments?: boolean;
    /** Whether processing instructions are skipped, in the place of an error. */
    readonly allow_processing_instructions?: boolean;
  }

  /**
   * The element of an XML text; nil and the reason if it is not well-formed, or holds what is not allowed.
   * @param xml one element, with or without `<?xml …?>`
   * @param options what else it may hold
   */
  export function parse(
    this: void,
    xml: string,
    options?: ParseOptions,
  ): LuaMultiReturn<[stanza: import("util.stanza").Stanza | undefined, err: string | undefined]>;
}
