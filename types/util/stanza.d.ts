/**
 * Stanzas and elements. Source: `util/stanza.lua`.
 *
 * @noResolution
 * @noSelfInFile
 */
declare module "util.stanza" {
  /** What kind of reaction an error asks for (RFC 6120 §8.3.2). */
  type ErrorType = "auth" | "cancel" | "continue" | "modify" | "wait";

  /** Attributes by name; a name in a namespace is `namespace\1name`. */
  type Attributes = Record<string, string | undefined>;

  /** An XML element; a stanza is one at the top of a stream. */
  interface Stanza {
    /** The element's name, without its namespace. */
    readonly name: string;
    /** Its attributes, `xmlns` among them where it differs from the parent's. */
    readonly attr: Attributes;
    /** Child elements, without text. */
    readonly tags: readonly Stanza[];

    /** Appends a child element and moves into it, until `up()`. Returns the stanza itself. */
    tag(name: string, attr?: Attributes): this;
    /** Moves to the parent of the element that was appended last. Returns the stanza itself. */
    up(): this;
    /** Appends an element that exists already, where `tag()` would. Returns the stanza itself. */
    add_child(child: Stanza | string): this;
    /** Appends a child at the top of the stanza, wherever `tag()` stands. */
    add_direct_child(child: Stanza | string): void;
    /** Moves back to the top of the stanza, closing every element left open. Returns the stanza itself. */
    reset(): this;
    /** First child element of that name and namespace (default: the stanza's own); `undefined` without one. */
    get_child(name?: string, xmlns?: string): Stanza | undefined;
  }

  /** A new element. Raises an error on a name or an attribute that XML cannot hold. */
  function stanza(this: void, name: string, attr?: Attributes): Stanza;
  /** A new `<presence/>`. */
  function presence(this: void, attr?: Attributes): Stanza;
  /** A deep copy. */
  function clone(this: void, stanza: Stanza): Stanza;
  /**
   * The error that answers a stanza: addresses swapped, its `id` mirrored, its payload left out. Raises an error if the
   * stanza is an error itself.
   */
  function error_reply(
    this: void,
    orig: Stanza,
    error_type: ErrorType,
    condition: string,
    error_message?: string,
  ): Stanza;
}
