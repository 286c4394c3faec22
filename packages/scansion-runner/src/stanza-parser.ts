import { escapeXML, unescapeXML } from "ltx";
import { SaxesParser } from "saxes";
import { Element, textOf } from "./xml.ts";

/** XML that is no stanza of a script; the line counts from 1 in the source that was given. */
export class StanzaError extends Error {
  readonly line: number;

  constructor(line: number, message: string) {
    super(message);
    this.name = "StanzaError";
    this.line = line;
  }
}

/** A stanza of a source, and the line it starts in, from 1. */
export interface ParsedStanza {
  element: Element;
  line: number;
}

const COMMENT = /^\s*(?:#|\/\/|--(?!>))/;
/** scansion's own prefix needs no declaration. */
const PREDECLARED = { scansion: "https://matthewwild.co.uk/projects/scansion/" };

/**
 * Reads the one element that a source holds. Prefixes must be declared in it, but for `xml:` and
 * `scansion:`.
 *
 * @throws StanzaError
 */
export function parseStanza(source: string): Element {
  const [first, second] = parseStanzas(source);
  if (!first) throw new StanzaError(1, "no stanza found");
  if (second) throw new StanzaError(second.line, "more than one stanza");
  return first.element;
}

/**
 * Reads the elements that a source holds, one after another, with comments of XML's and of scansion's kind among them.
 *
 * @throws StanzaError
 */
export function parseStanzas(source: string): ParsedStanza[] {
  return new StanzaParser().parse(source);
}

/** Takes XML's own comments out of a source, and leaves every line where it is. */
export function blankComments(source: string): string {
  return source.replace(/<!\[CDATA\[[^]*?(?:\]\]>|$)|<!--[^]*?(?:-->|$)/g, (found) =>
    found.startsWith("<!--") && found.endsWith("-->") ? found.replace(/[^\n]/g, " ") : found,
  );
}

/** A stanza's source with references such as `'${Romeo's JID}'` made safe inside quotes of both kinds. */
export function quoteReferences(source: string): string {
  return source.replace(/<!\[CDATA\[[^]*?(?:\]\]>|$)|\$\{[^{}\n]*\}/g, (found) =>
    found.startsWith("<") ? found : escapeXML(unescapeIfXml(found)),
  );
}

/** A text with XML's entities read, or as it is where one of them is none. */
export function unescapeIfXml(text: string): string {
  try {
    return unescapeXML(text);
  } catch {
    return text;
  }
}

/** No default namespace is declared yet. */
const NO_DEFAULT = { "": "" };

class StanzaParser {
  readonly #parser = new SaxesParser({ xmlns: true, fragment: true, additionalNamespaces: PREDECLARED });
  readonly #found: ParsedStanza[] = [];
  readonly #open: ParsedStanza[] = [];
  readonly #namespaces: Record<string, string>[] = [];
  #lines: string[] = [];
  #startLine = 1;

  constructor() {
    this.#parser.on("opentagstart", ({ ns }) => {
      // As in xml-reader.ts: saxes looks for a namespace from the innermost element to the outermost.
      Object.assign(ns, this.#namespaces.at(-1) ?? NO_DEFAULT);
      this.#namespaces.push(ns);
      this.#startLine = this.#parser.line;
    });
    this.#parser.on("opentag", ({ name, attributes }) => {
      const element = new Element(name);
      for (const attribute of Object.values(attributes)) element.attrs[attribute.name] = attribute.value;
      this.#open.at(-1)?.element.cnode(element);
      this.#open.push({ element, line: this.#startLine });
    });
    this.#parser.on("closetag", () => {
      this.#namespaces.pop();
      const closed = this.#open.pop();
      if (!closed) return;
      dropComments(closed.element);
      if (this.#open.length === 0) this.#found.push(closed);
    });
    this.#parser.on("text", (text) => {
      this.#takeText(text);
    });
    this.#parser.on("cdata", (text) => {
      this.#takeText(text);
    });
    this.#parser.on("error", (error) => {
      this.#fail(error.message.replace(/^\d+:\d+: /, "").replace(/\.$/, ""));
    });
    this.#parser.on("doctype", () => {
      this.#fail("a document type declaration");
    });
    this.#parser.on("processinginstruction", () => {
      this.#fail("a processing instruction");
    });
  }

  parse(text: string): ParsedStanza[] {
    const source = blankComments(text);
    this.#lines = source.split("\n");
    this.#checkAmpersands(source);
    this.#parser.write(source);
    const unclosed = this.#open.at(-1);
    if (unclosed)
      throw new StanzaError(unclosed.line, `malformed XML: <${unclosed.element.name}> is not closed`);
    this.#parser.close();
    return this.#found;
  }

  /** saxes reads on from an ampersand to the next semicolon, and complains there. */
  #checkAmpersands(source: string): void {
    const rest = source.replace(/<!\[CDATA\[[^]*?(?:\]\]>|$)/g, (text) => text.replace(/[^\n]/g, ""));
    const index = rest.search(/&(?!#?\w+;)/);
    if (index === -1) return;
    const line = rest.slice(0, index).split("\n").length;
    throw new StanzaError(
      line,
      `malformed XML: an ampersand that begins no entity, in: ${this.#lines[line - 1]?.trim() ?? ""}`,
    );
  }

  #takeText(text: string): void {
    const inner = this.#open.at(-1);
    if (inner) {
      inner.element.t(text);
      return;
    }
    // A text is told of once it has ended: its own lines are those before.
    const lines = text.split("\n");
    const index = lines.findIndex((line) => line.trim() !== "" && !COMMENT.test(line));
    if (index === -1) return;
    const line = this.#parser.line - (lines.length - 1) + index;
    throw new StanzaError(line, `text outside of the stanza: ${lines[index]?.trim() ?? ""}`);
  }

  #fail(message: string): never {
    const line = this.#lines[this.#parser.line - 1]?.trim() ?? "";
    throw new StanzaError(this.#parser.line, `malformed XML: ${message}, in: ${line}`);
  }
}

/** Lines that look like comments are text where an element holds text only, and comments among elements. */
function dropComments(element: Element): void {
  if (textOf(element) === "" || element.getChildElements().length === 0) return;
  element.children = element.children.map((child) =>
    typeof child === "string"
      ? child
          .split("\n")
          .filter((line) => !COMMENT.test(line))
          .join("\n")
      : child,
  );
}
