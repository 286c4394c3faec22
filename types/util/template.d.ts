/**
 * Stanzas of templates of XML. Source: `util/template.lua`.
 *
 * @noResolution
 * @noSelfInFile
 */
declare module "util.template" {
  /** The library itself. */
  function template(this: void, text: string): { apply(values: object): ProsodyStanza };
  export = template;
}
