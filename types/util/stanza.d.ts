/**
 * Stanzas and elements. Source: `util/stanza.lua`. See https://prosody.im/doc/developers/util/stanza
 *
 * @noResolution
 * @noSelfInFile
 */
declare module "util.stanza" {
  import type { ProsodyError } from "util.error";

  /** What kind of reaction an error asks for (RFC 6120 §8.3.2). */
  export type ErrorType = "auth" | "cancel" | "continue" | "modify" | "wait";

  /** Attributes by name; a name in a namespace is `namespace\1name`. */
  export type Attributes = Record<string, string | undefined>;

  /** Attributes in any table of texts, an interface of one's own too. */
  export type AttributesIn<A> = { readonly [K in keyof A]: string | undefined };

  /** Namespaces by prefix. */
  export type Namespaces = Record<string, string | undefined>;

  /** A stanza as a plain table, fit for storage: what `preserialize()` makes. */
  export interface SerializedStanza extends ReadonlyArray<SerializedStanza | string> {
    /** The element's name. */
    readonly name: string;
    /** Its attributes. */
    readonly attr: Attributes;
  }

  /**
   * An XML element; a stanza is one at the top of a stream. As an array it holds its children, elements and texts.
   *
   * @self stanza
   * @self t
   */
  export interface Stanza extends ReadonlyArray<Stanza | string> {
    /** The element's name, without its namespace. */
    name: string;
    /** Its attributes, `xmlns` among them where it differs from the parent's. */
    readonly attr: Attributes;
    /** Child elements, without text. */
    readonly tags: readonly Stanza[];
    /** Prefixes that were declared on the element; `undefined` without any. */
    readonly namespaces?: Namespaces;
    /** The elements that `tag()` left open, outermost first; `undefined` without any. */
    readonly last_add?: readonly Stanza[];

    /**
     * Appends a child element and moves into it, until `up()`. Returns the stanza itself.
     * @param name without a prefix; the namespace is the attribute `xmlns`
     * @param attr texts by name; the table is kept, not copied. Anything but a text raises an error
     * @param namespaces prefixes to be declared; seldom needed
     */
    tag<A extends AttributesIn<A> = Attributes>(name: string, attr?: A, namespaces?: Namespaces): this;
    /**
     * Appends a child element that holds nothing but text (none: an empty one). Returns the stanza itself.
     * @param name without a prefix; the namespace is the attribute `xmlns`
     * @param text not escaped; nil or empty for an empty element
     * @param attr texts by name
     * @param namespaces prefixes to be declared; seldom needed
     */
    text_tag<A extends AttributesIn<A> = Attributes>(
      name: string,
      text: string | undefined,
      attr?: A,
      namespaces?: Namespaces,
    ): this;
    /**
     * Appends text where `tag()` stands; `undefined` and the empty string do nothing. Returns the stanza itself.
     * @param text not escaped, in UTF-8. Raises an error on control characters and on numbers
     */
    text(text: string | undefined): this;
    /**
     * Appends a `<body/>` with that text. Returns the stanza itself.
     * @param text not escaped; nil or empty for an empty element
     * @param attr texts by name, such as `xml:lang`
     */
    body<A extends AttributesIn<A> = Attributes>(text: string | undefined, attr?: A): this;
    /**
     * Appends a `<query/>` in that namespace and moves into it, until `up()`. Returns the stanza itself.
     * @param xmlns such as `http://jabber.org/protocol/disco#info`
     */
    query(xmlns: string): this;
    /** Moves to the parent of the element that was appended last. Returns the stanza itself. */
    up(): this;
    /**
     * Whether no element is left open.
     * @since 0.12
     */
    at_top?(): boolean;
    /** Moves back to the top of the stanza, closing every element left open. Returns the stanza itself. */
    reset(): this;
    /**
     * Appends an element that exists already, where `tag()` would. Returns the stanza itself.
     * @param child itself, not a copy: `st.clone()` what stands in another stanza
     */
    add_child(child: Stanza | string): this;
    /**
     * Appends a child at the top of the stanza, wherever `tag()` stands.
     * @param child itself, not a copy
     */
    add_direct_child(child: Stanza | string): void;
    /**
     * Appends an `<error/>`, made of its parts or of an error object; the sender `error_by` is left out where it is the
     * stanza's own. Returns the stanza itself.
     * @since 13.0
     * @param error_type what to do about it, or an error of `util.error`
     * @param condition of RFC 6120 §8.3.3, such as `item-not-found`
     * @param error_message for people
     * @param error_by the JID of whom found the error
     */
    add_error?(
      error_type: ErrorType | ProsodyError,
      condition?: string,
      error_message?: string,
      error_by?: string,
    ): this;
    /**
     * Removes the child elements of that name and namespace (defaults: any, the stanza's own). Returns the stanza itself.
     * @param name nil for any
     * @param xmlns nil for the stanza's own
     */
    remove_children(name?: string, xmlns?: string): this;
    /**
     * Replaces each child element by what `callback` returns for it; `undefined` removes it. Returns the stanza itself.
     * @param callback gets each child element, not those below
     */
    maptags(callback: (this: void, tag: Stanza) => Stanza | undefined): this;

    /**
     * First child element of that name and namespace (default: the stanza's own); `undefined` without one.
     * @param name nil for any
     * @param xmlns nil for the stanza's own; for most payloads it must be given
     */
    get_child(name?: string, xmlns?: string): Stanza | undefined;
    /**
     * Text of that child; `undefined` without one, or if it has child elements.
     * @param name nil for any
     * @param xmlns nil for the stanza's own
     */
    get_child_text(name?: string, xmlns?: string): string | undefined;
    /**
     * An attribute of that child; `undefined` without either.
     * @since 13.0
     * @param name nil for any
     * @param xmlns nil for the stanza's own
     * @param attr the attribute's name
     */
    get_child_attr?(name: string | undefined, xmlns: string | undefined, attr: string): string | undefined;
    /**
     * First such child element whose attribute, after `normalize`, has that value; `undefined` without one.
     * @since 0.12
     * @param name nil for any
     * @param xmlns nil for the stanza's own
     * @param attr_name such as `node`
     * @param attr_value is compared as it is
     * @param normalize such as `jid.prep`, applied to what is found
     */
    get_child_with_attr?(
      name: string | undefined,
      xmlns: string | undefined,
      attr_name: string,
      attr_value: string,
      normalize?: (this: void, value: string | undefined) => string | undefined,
    ): Stanza | undefined;
    /**
     * First child element of that name in any namespace; `undefined` without one.
     * @param name without a prefix
     */
    child_with_name(name: string): Stanza | undefined;
    /**
     * First child element in that namespace; `undefined` without one.
     * @param ns such as `urn:xmpp:delay`
     */
    child_with_ns(ns: string): Stanza | undefined;
    /** All children, elements and texts. */
    children(): LuaIterable<Stanza | string>;
    /**
     * Child elements of that name and namespace (defaults: any, the stanza's own).
     * @param name nil for any
     * @param xmlns nil for the stanza's own
     */
    childtags(name?: string, xmlns?: string): LuaIterable<Stanza>;
    /**
     * What is at a path such as `{namespace}name/child#` (its text), `…/child@attr` (an attribute) or `…/child` (the
     * element); `undefined` if nothing is there.
     * @param path `{namespace}` may be left out, for the parent's; so may a name, for any
     */
    find(path: `${string}#` | `${string}@${string}`): string | undefined;
    find<P extends string>(path: P): string extends P ? Stanza | string | undefined : Stanza | undefined;
    /** The text of an element without child elements; `undefined` for one that has any. */
    get_text(): string | undefined;
    /** What an error stanza says; all `undefined` if it carries no `<error/>`. */
    get_error(): LuaMultiReturn<
      [
        error_type: ErrorType | undefined,
        condition: string | undefined,
        text: string | undefined,
        extra_tag: Stanza | undefined,
      ]
    >;

    /** The start tag as text, for the log. */
    top_tag(): string;
    /** The whole stanza as text, in colours where the terminal has them. */
    pretty_print(): string;
    /** The start tag as text, in colours where the terminal has them. */
    pretty_top_tag(): string;
    /**
     * A copy with line breaks and indentation, for people.
     * @since 0.12
     * @param level how deep it lies; default 1
     * @param indent default: a tab
     */
    indent?(level?: number, indent?: string): Stanza;
  }

  /** The metatable of all stanzas, whose methods are theirs. */
  export const stanza_mt: Stanza;

  /**
   * A new element. Raises an error on a name or an attribute that XML cannot hold.
   * @param name without a prefix; the namespace is the attribute `xmlns`
   * @param attr texts by name; the table is kept, not copied. Anything but a text raises an error
   * @param namespaces prefixes to be declared; seldom needed
   */
  export function stanza<A extends AttributesIn<A> = Attributes>(
    this: void,
    name: string,
    attr?: A,
    namespaces?: Namespaces,
  ): Stanza;
  /**
   * A new `<presence/>`.
   * @param attr texts by name: `to`, `from`, `type`
   */
  export function presence<A extends AttributesIn<A> = Attributes>(this: void, attr?: A): Stanza;
  /**
   * A new `<message/>`, with a `<body/>` if one is given.
   * @param attr texts by name: `to`, `from`, `type`, `id`
   * @param body not escaped
   */
  export function message<A extends AttributesIn<A> = Attributes>(
    this: void,
    attr?: A,
    body?: string,
  ): Stanza;
  /**
   * A new `<iq/>`. Raises an error without an `id` and a `type`.
   * @param attr texts by name: `id` and `type`, `to` and `from`
   */
  export function iq<A extends AttributesIn<A>>(
    this: void,
    attr: A & { readonly id: string; readonly type: string },
  ): Stanza;
  /**
   * The answer to a stanza: addresses swapped, its `id` mirrored, `result` for an iq.
   * @param orig is left as it is
   */
  export function reply(this: void, orig: Stanza): Stanza;
  /**
   * The error that answers a stanza: addresses swapped, its `id` mirrored, its payload left out. Raises an error if the
   * stanza is an error itself. From 0.12 on an error object may stand for type, condition and message.
   *
   * @paramsSince 0.12 error_by
   * @param orig is left as it is
   * @param error_type what to do about it, or an error of `util.error`
   * @param condition of RFC 6120 §8.3.3, such as `item-not-found`
   * @param error_message for people
   * @param error_by the JID of whom found the error
   */
  export function error_reply(
    this: void,
    orig: Stanza,
    error_type: ErrorType | ProsodyError,
    condition?: string,
    error_message?: string,
    error_by?: string,
  ): Stanza;
  /**
   * A deep copy, or from 0.12 on a copy of the start tag alone.
   *
   * @paramsSince 0.12 only_top
   * @param stanza anything else raises an error
   * @param only_top leaves out what is in it
   */
  export function clone(this: void, stanza: Stanza, only_top?: boolean): Stanza;
  /**
   * Whether a value is a stanza.
   * @param s any value
   */
  export function is_stanza(this: void, s: unknown): s is Stanza;
  /**
   * The stanza as a plain table, fit for storage.
   * @param stanza its attributes are shared with the table
   */
  export function preserialize(this: void, stanza: Stanza): SerializedStanza;
  /**
   * The stanza of a plain table; `undefined` of `undefined`.
   * @param serialized what `preserialize()` made, as a store gives it back
   */
  export function deserialize(this: void, serialized: SerializedStanza): Stanza;
  export function deserialize(this: void, serialized: SerializedStanza | undefined): Stanza | undefined;
  /**
   * A text with the characters that are special in XML escaped.
   * @param str for XML that one writes oneself; stanzas escape theirs
   */
  export function xml_escape(this: void, str: string): string;
  /**
   * XML text in colours; `undefined` on a server without them.
   * @since 0.12
   * @param s XML
   */
  export const pretty_print: ((this: void, s: string) => string) | undefined;
}
