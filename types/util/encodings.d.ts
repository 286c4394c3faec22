/**
 * Encodings of text. Source: `util-src/encodings.c`. See https://prosody.im/doc/developers/util/encodings
 *
 * @noResolution
 * @noSelfInFile
 */
declare module "util.encodings" {
  /** Base64 (RFC 4648 §4). */
  export interface Base64 {
    /**
     * Bytes as Base64.
     * @param data any bytes
     */
    encode: (this: void, data: string) => string;
    /**
     * The bytes of Base64; `undefined` if it is none.
     * @param data without its padding the last bytes are lost
     */
    decode: (this: void, data: string) => string | undefined;
  }

  /** Profiles of stringprep (RFC 3454). Each gives `undefined` for a text that is not allowed. */
  export interface Stringprep {
    /**
     * A domain, normalized. `strict` (since 0.12) also refuses unassigned code points.
     * @param text `undefined` comes back if it cannot be, or is over 1023 bytes
     * @param strict refuses unassigned code points
     */
    nameprep: (this: void, text: string, strict?: boolean) => string | undefined;
    /**
     * The part of a JID before `@`, normalized.
     * @param text `undefined` comes back if it cannot be, or is over 1023 bytes
     * @param strict refuses unassigned code points
     */
    nodeprep: (this: void, text: string, strict?: boolean) => string | undefined;
    /**
     * A resource or a nick, normalized.
     * @param text `undefined` comes back if it cannot be, or is over 1023 bytes
     * @param strict refuses unassigned code points
     */
    resourceprep: (this: void, text: string, strict?: boolean) => string | undefined;
    /**
     * A user name or password for SASL, normalized.
     * @param text `undefined` comes back if it cannot be, or is over 1023 bytes
     * @param strict refuses unassigned code points
     */
    saslprep: (this: void, text: string, strict?: boolean) => string | undefined;
  }

  /** Domains in other scripts than Latin. */
  export interface Idna {
    /**
     * A domain in ASCII (`xn--…`); `undefined` if it cannot be.
     * @param domain in UTF-8
     */
    to_ascii: (this: void, domain: string) => string | undefined;
    /**
     * A domain in its own script; `undefined` if it cannot be.
     * @param domain in ASCII; one in its own script stays
     */
    to_unicode: (this: void, domain: string) => string | undefined;
  }

  /** UTF-8. */
  export interface Utf8 {
    /**
     * Whether a text is valid UTF-8.
     * @param text any bytes
     */
    valid: (this: void, text: string) => boolean;
    /**
     * How many code points a text has; `undefined` if it is not valid.
     * @param text any bytes
     */
    length: (this: void, text: string) => number | undefined;
  }

  /**
   * Texts that look alike (Unicode TR 39).
   *
   * @since 0.12
   */
  export interface Confusable {
    /**
     * What all texts that look alike have in common; `undefined` if the text is not valid.
     * @param text such as a nick
     */
    skeleton: (this: void, text: string) => string | undefined;
  }

  /** Bytes as text. */
  export const base64: Base64;
  /** Text normalized for JIDs and passwords. */
  export const stringprep: Stringprep;
  /** Domains in other scripts. */
  export const idna: Idna;
  /** Texts in UTF-8. */
  export const utf8: Utf8;
  /**
   * Texts that look alike.
   * @since 0.12
   */
  export const confusable: Confusable | undefined;
  /** The version of the library. */
  export const version: string;
}
