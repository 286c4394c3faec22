/**
 * Stanzas of templates of XML. Source: `util/template.lua`.
 *
 * @noResolution
 * @noSelfInFile
 */
declare module "util.template" {
  /**
   * The library itself.
   * @param text one element, with `{name}` in texts and attributes; raises an error if it is no XML
   */
  function template(
    this: void,
    text: string,
  ): {
    /**
     * A new element.
     * @param values by name; what is missing becomes empty
     */
    apply(values: object): ProsodyStanza;
  };
  export = template;
}
