/**
 * vCards: as text (RFC 6350), in XML (XEP-0054), and as tables. Source: `util/vcard.lua`.
 *
 * @removed 13.0
 * @noResolution
 * @noSelfInFile
 */
declare module "util.vcard" {
  /** A property, such as `FN`: its values in their order. */
  export interface Property extends ReadonlyArray<string> {
    /** Such as `FN`, `EMAIL`. */
    readonly name: string;
    /** Parameters, such as `TYPE`. */
    readonly [parameter: string]: unknown;
  }

  /** A vCard: its properties in their order. */
  export type Vcard = readonly Property[];

  /**
   * The vCards of a text.
   * @param data one or more, as in a file `.vcf`
   */
  export function from_text(this: void, data: string): readonly Vcard[];
  /**
   * vCards, or one of them, as text.
   * @param vCards an array of several gives them one after the other
   */
  export function to_text(this: void, vCards: Vcard | readonly Vcard[]): string;
  /**
   * The vCards of an element of XEP-0054.
   * @param vCard `<vCard/>`, or `<xCard/>` with several; nil and the reason in another namespace
   */
  export function from_xep54(this: void, vCard: ProsodyStanza): Vcard | readonly Vcard[];
  /**
   * vCards, or one of them, as an element of XEP-0054.
   * @param vCards an array of several gives an `<xCard/>`
   */
  export function to_xep54(this: void, vCards: Vcard | readonly Vcard[]): ProsodyStanza;
  /**
   * vCards, or one of them, as an element of vCard 4 (XEP-0292).
   * @param vCards an array of several gives one element around them
   */
  export function to_vcard4(this: void, vCards: Vcard | readonly Vcard[]): ProsodyStanza;
}
