/**
 * Templates filled in from stanzas. Source: `util/xtemplate.lua`. See https://prosody.im/doc/developers/util/xtemplate
 *
 * @since 0.12
 * @noResolution
 * @noSelfInFile
 */
declare module "util.xtemplate" {
  /**
   * A template with what is at paths in a stanza.
   * @param template `{path}` is as of `find()` of stanzas, `{.}` the stanza, `{#}` its text; `|` leads to a filter
   * @param root the stanza
   * @param escape what is put in; nil escapes for XML
   * @param filters besides `each`, `and` and `or`; raises an error of one that is not known
   */
  export function render(
    this: void,
    template: string,
    root: ProsodyStanza,
    escape?: (this: void, value: string) => string,
    filters?: Readonly<Record<string, (this: void, value: never, ...args: never[]) => unknown>>,
  ): string;
}
