import { SaxesParser, type SaxesTagNS } from "saxes";
import { Element, NS_CLIENT } from "./xml.ts";

/** XML that must not be in a stream: not well-formed, of a kind that RFC 6120 §11.1 forbids, or without an end. */
export class IllFormedError extends Error {
  constructor(message: string) {
    super(message);
    this.name = "IllFormedError";
  }
}

/** Events of an {@link XmlReader}. */
export interface XmlEvents {
  /** The start tag of the root, without what it holds. */
  root?: (root: Element) => void;
  /** A whole element, which is its own root from here on. */
  element: (element: Element) => void;
  /** The end tag of the root. */
  end?: () => void;
}

/** The elements to read whole: those that the root holds, or the root. */
type Whole = "children" | "root";

/** Most characters that are shown of what is ill-formed. */
const EXCERPT_CHARACTERS = 60;
/** No string can be longer than half a GiB; servers allow much less. */
const MAX_MEBIBYTES = 32;
const CDATA_START_LENGTH = "<![CDATA[".length;
const LONGEST_ENTITY = "&#x10FFFF".length;
/** The namespaces of streams whose stanzas say nothing of it: RFC 6120 §4.8.2, XEP-0114. */
const STREAM_DEFAULTS = [NS_CLIENT, "jabber:component:accept"];

/** Reads XML as it comes, in chunks of bytes or text. Time and memory are linear in what is read. */
export class XmlReader {
  readonly #parser = new SaxesParser({ xmlns: true, forceXMLVersion: true, defaultXMLVersion: "1.0" });
  readonly #decoder = new TextDecoder("utf-8", { fatal: true });
  readonly #events: XmlEvents;
  readonly #whole: Whole;
  /** The namespace of each prefix in each open element, outermost first. */
  readonly #namespaces: Record<string, string>[] = [];
  #current: Element | undefined;
  #started = false;
  #excerpt = "";
  /** Characters that were read before this chunk. */
  #read = 0;
  /** Those of them before the stanza that is open. */
  #stanzaStart = 0;
  #isInCdata = false;
  /** saxes tells of an end tag before it finds that it is the wrong one: what follows from it waits until it reads on. */
  #due: () => void = () => undefined;

  constructor(whole: Whole, events: XmlEvents) {
    this.#whole = whole;
    this.#events = events;
    const forbid = (what: string) => () => {
      throw new IllFormedError(`${what} must not be in an XMPP stream`);
    };
    this.#parser.on("doctype", forbid("a document type declaration"));
    this.#parser.on("processinginstruction", forbid("a processing instruction"));
    this.#parser.on("comment", forbid("a comment"));
    this.#parser.on("opentagstart", ({ ns }) => {
      // saxes looks for a namespace from the innermost element to the outermost, each time anew.
      Object.assign(ns, this.#namespaces.at(-1));
    });
    this.#parser.on("opentag", (tag) => {
      this.#open(tag);
    });
    this.#parser.on("closetag", () => {
      this.#close();
    });
    this.#parser.on("text", (text) => {
      if (this.#current) this.#current.t(text);
      else if (text.trim() !== "") throw new IllFormedError("text outside of a stanza");
    });
    this.#parser.on("cdata", (text) => this.#current?.t(text));
    this.#parser.on("error", (error) => {
      throw new IllFormedError(error.message.replace(/^\d+:\d+: /, "").replace(/\.$/, ""));
    });
  }

  /** The element that has begun and not ended, of those that are read as a whole. */
  get unfinished(): Element | undefined {
    let outermost = this.#current;
    while (outermost?.parent) outermost = outermost.parent;
    return outermost;
  }

  /**
   * Reads on.
   *
   * @throws IllFormedError, whose message shows where; nothing can be read after it.
   */
  write(chunk: Uint8Array | string): void {
    const text = this.#decode(chunk);
    try {
      this.#parser.write(text);
      this.#deliver();
      this.#checkAmpersand(text);
      this.#checkLength(text);
    } catch (error) {
      if (!(error instanceof IllFormedError)) throw error;
      const read = this.#excerpt + text.slice(0, this.#parser.position - this.#read);
      throw new IllFormedError(`${error.message}, at the end of: ${shorten(read)}`);
    }
    this.#read += text.length;
    this.#excerpt = (this.#excerpt + text).slice(-EXCERPT_CHARACTERS);
  }

  /** saxes reads on from an ampersand to the next semicolon, however far that is, before it complains. */
  #checkAmpersand(text: string): void {
    const recent = this.#excerpt + text;
    const newest = recent.slice(-(text.length + CDATA_START_LENGTH - 1));
    for (const [marker] of newest.matchAll(/<!\[CDATA\[|\]\]>/g)) this.#isInCdata = marker !== "]]>";
    if (this.#isInCdata) return;
    const entity = /&[^;]*$/.exec(recent.slice(-EXCERPT_CHARACTERS).replace(/^.*\]\]>/s, ""))?.[0] ?? "";
    if (entity.length > LONGEST_ENTITY || /[^&#\w]/.test(entity))
      throw new IllFormedError("an ampersand that begins no entity");
  }

  #checkLength(text: string): void {
    if (this.#current && this.#read + text.length - this.#stanzaStart > MAX_MEBIBYTES * 2 ** 20)
      throw new IllFormedError(`more than ${MAX_MEBIBYTES} MiB in one stanza`);
  }

  #decode(chunk: Uint8Array | string): string {
    const text = typeof chunk === "string" ? chunk : this.#decodeBytes(chunk);
    if (this.#started) return text;
    // A server may keep the connection alive with white space before it opens a stream anew.
    const start = text.trimStart();
    this.#started = start !== "";
    return start;
  }

  #decodeBytes(bytes: Uint8Array): string {
    try {
      return this.#decoder.decode(bytes, { stream: true });
    } catch {
      throw new IllFormedError(
        `not UTF-8: ${JSON.stringify(Buffer.from(bytes).toString("latin1").slice(0, EXCERPT_CHARACTERS))}`,
      );
    }
  }

  #deliver(): void {
    const due = this.#due;
    this.#due = () => undefined;
    due();
  }

  #open(tag: SaxesTagNS): void {
    this.#deliver();
    const depth = this.#namespaces.push(tag.ns);
    const element = toElement(tag);
    if (this.#current) this.#current.cnode(element);
    else if (depth === 1) this.#events.root?.(element);
    if (depth > 1 || this.#whole === "root") {
      if (!this.#current) {
        this.#stanzaStart = this.#parser.position;
        this.#makeRoot(element, tag);
      }
      this.#current = element;
    }
    this.#declareOuter(element, tag);
  }

  /** An element that no longer stands in its stream: it says nothing of the stream's own namespace. */
  #makeRoot(element: Element, tag: SaxesTagNS): void {
    if (tag.prefix !== "") return;
    if (STREAM_DEFAULTS.includes(tag.uri)) delete element.attrs.xmlns;
    else element.attrs.xmlns ??= tag.uri;
  }

  /** Prefixes that the stream's header has declared are declared by the stanza that is taken out of it. */
  #declareOuter(element: Element, tag: SaxesTagNS): void {
    const outer = this.#namespaces[0];
    if (!outer || this.#whole === "root" || !this.#current) return;
    for (const { prefix, uri } of [tag, ...Object.values(tag.attributes)]) {
      if (prefix === "" || prefix === "xmlns" || prefix === "xml" || outer[prefix] !== uri) continue;
      const attribute = `xmlns:${prefix}`;
      if (element.attrs[attribute] === undefined) element.attrs[attribute] = uri;
    }
  }

  #close(): void {
    this.#deliver();
    this.#namespaces.pop();
    const closed = this.#current;
    const isRoot = this.#namespaces.length === 0;
    this.#current = closed?.parent ?? undefined;
    this.#due = () => {
      if (closed && !closed.parent) this.#events.element(closed);
      if (isRoot) this.#events.end?.();
    };
  }
}

/**
 * Reads a document that is one element.
 *
 * @throws IllFormedError
 */
export function readDocument(text: string): Element {
  const found: Element[] = [];
  const reader = new XmlReader("root", { element: (element) => found.push(element) });
  reader.write(text);
  const [element] = found;
  if (!element) throw new IllFormedError(`an element is not closed: ${shorten(text)}`);
  return element;
}

function toElement(tag: SaxesTagNS): Element {
  const element = new Element(tag.name);
  for (const { name, value } of Object.values(tag.attributes)) element.attrs[name] = value;
  return element;
}

function shorten(text: string): string {
  return text.length > EXCERPT_CHARACTERS ? `…${text.slice(-EXCERPT_CHARACTERS)}` : text;
}
