/**
 * Encodings of HTTP. Source: `util/http.lua`. See https://prosody.im/doc/developers/util/http
 *
 * @noResolution
 * @noSelfInFile
 */
declare module "util.http" {
  /** Fields of a form, by name and in their order: `pairs()` gives also the numbers. */
  export type FormFields = Readonly<Record<string, string | undefined>> &
    readonly { readonly name: string; readonly value: string }[];

  /**
   * Text with `%XX` for what is special in a URL; `undefined` of `undefined`.
   * @param s one part of a URL: `/`, `?` and `&` are encoded too
   */
  export function urlencode(this: void, s: string): string;
  /**
   * Text with `%XX` decoded; `undefined` of `undefined`.
   * @param s `+` stays as it is, see `formdecode()`
   */
  export function urldecode(this: void, s: string): string;
  /**
   * Fields by name, or pairs in their order, as `application/x-www-form-urlencoded`.
   * @param form of a table by name the order is not kept
   */
  export function formencode(
    this: void,
    form:
      | Readonly<Record<string, string | number>>
      | readonly { readonly name: string; readonly value: string }[],
  ): string;
  /**
   * The fields of `application/x-www-form-urlencoded`; the text itself if it has no `=`.
   * @param s a body, or what comes behind `?` in a URL
   */
  export function formdecode(this: void, s: string): FormFields | string;
  /**
   * Whether a header's list of tokens, separated by commas, contains one.
   * @param field such as `keep-alive, Upgrade`
   * @param token in any case
   */
  export function contains_token(this: void, field: string, token: string): boolean;
  /**
   * A path with one `/` at its beginning, and one or none at its end.
   * @param path with or without `/` at its ends
   * @param is_dir whether it ends in `/`; default no
   */
  export function normalize_path(this: void, path: string, is_dir?: boolean): string;
  /**
   * Parts of a `Forwarded` header (RFC 7239), first proxy first; `undefined` if it is malformed.
   * @since 13.0
   * @param forwarded the header's text
   */
  export const parse_forwarded:
    | ((this: void, forwarded: string) => readonly Readonly<Record<string, string | undefined>>[] | undefined)
    | undefined;
}
