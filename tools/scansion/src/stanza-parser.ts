import { Parser } from "@xmpp/xml";
import type { Element } from "./xml.ts";

/** XML that is not one well-formed element; the line counts from 1 in the source that was given. */
export class StanzaError extends Error {
  readonly line: number;

  constructor(line: number, message: string) {
    super(message);
    this.name = "StanzaError";
    this.line = line;
  }
}

const NAME = "[\\p{L}_][\\p{L}\\p{N}_:.\\-]*";
const ATTRIBUTE = `\\s+${NAME}\\s*=\\s*(?:"[^"<]*"|'[^'<]*')`;
const TAGS = new RegExp(`</?${NAME}(?:${ATTRIBUTE})*\\s*/?>`, "gu");
const COMMENTS_AND_CDATA = /<!--[^]*?-->|<!\[CDATA\[[^]*?\]\]>/g;

/**
 * Reads the one element that a source holds. Prefixes must be declared in it, but for `xml:` and
 * `scansion:`.
 *
 * @throws StanzaError
 */
export function parseStanza(source: string): Element {
  checkTags(source);
  return new StanzaParser().parse(source);
}

/** ltx reads on over an unquoted value or an unfinished tag, so tags are looked at first. */
function checkTags(source: string): void {
  const rest = source.replace(COMMENTS_AND_CDATA, keepLineBreaks).replace(TAGS, keepLineBreaks);
  const malformed = rest.indexOf("<");
  if (malformed === -1) return;
  const line = rest.slice(0, malformed).split("\n").length;
  const tag = /[^\n]*/.exec(rest.slice(malformed))?.[0] ?? "";
  throw new StanzaError(line, `malformed XML at ${tag.trim()}`);
}

/** Prefixes that need no declaration: those of XML itself and scansion's own. */
const PREDECLARED = ["xml", "xmlns", "scansion"];

interface OpenElement {
  name: string;
  attributes: Record<string, string>;
  line: number;
}

function keepLineBreaks(text: string): string {
  return text.replace(/[^\n]/g, "");
}

/** Feeds ltx line by line, inside a root of its own, so as to know the line of what goes wrong. */
class StanzaParser {
  readonly #parser = new Parser();
  readonly #found: Element[] = [];
  readonly #open: OpenElement[] = [];
  #line = 0;

  constructor() {
    this.#parser.on("element", (element: Element) => this.#found.push(element));
    this.#parser.on("error", (error: Error) => {
      throw error;
    });
    this.#parser.write("<root>");
    this.#parser.parser.on("startElement", (name: string, attributes: Record<string, string>) => {
      this.#open.push({ name, attributes, line: this.#line });
      this.#checkPrefixes([name, ...Object.keys(attributes)]);
    });
    this.#parser.parser.on("endElement", () => this.#open.pop());
  }

  parse(source: string): Element {
    for (const line of source.split("\n")) {
      this.#line += 1;
      this.#feed(`${line}\n`);
    }
    this.#checkAllClosed();
    this.#feed("</root>");
    this.#checkNoTextOutside(source);
    return this.#onlyElement();
  }

  #feed(xml: string): void {
    try {
      this.#parser.write(xml);
    } catch (error) {
      throw new StanzaError(this.#line, `malformed XML: ${(error as Error).message}`);
    }
    if (this.#found.length > 1) throw new StanzaError(this.#line, "more than one stanza in one action");
  }

  /** ltx takes any prefix; a server closes the stream on one that is not declared. */
  #checkPrefixes(names: string[]): void {
    for (const name of names) {
      const [prefix] = /^[^:]+(?=:)/.exec(name) ?? [];
      if (prefix === undefined || PREDECLARED.includes(prefix)) continue;
      const isDeclared = this.#open.some(({ attributes }) => attributes[`xmlns:${prefix}`]);
      if (!isDeclared) throw new Error(`the prefix of ${name} is not declared`);
    }
  }

  #checkNoTextOutside(source: string): void {
    const [text] = this.#parser.root?.getText().trim().split("\n") ?? [];
    if (!text) return;
    const line = source.split("\n").findIndex((each) => each.includes(text)) + 1;
    throw new StanzaError(line, `text outside of the stanza: ${text}`);
  }

  #checkAllClosed(): void {
    const unclosed = this.#open.at(-1);
    if (unclosed) throw new StanzaError(unclosed.line, `malformed XML: <${unclosed.name}> is not closed`);
  }

  #onlyElement(): Element {
    const [element] = this.#found;
    if (!element) throw new StanzaError(1, "no stanza found");
    element.parent = null;
    return element;
  }
}
