import { basename } from "node:path";
import type { Tls } from "./login.ts";
import { MECHANISM_NAMES } from "./sasl.ts";
import {
  type Action,
  type Character,
  type ConnectionSettings,
  MATCH_MODES,
  type MatchMode,
  type Problem,
  type Script,
  ScriptError,
} from "./script.ts";
import { blankComments, type ParsedStanza, parseStanzas, StanzaError } from "./stanza-parser.ts";
import { normaliseTag } from "./tags.ts";
import { findValueProblems, namesCapturedBy, namesNeededBy, quoteReferences } from "./values.ts";

/** The choices for an encrypted connection. */
export const TLS_CHOICES: readonly Tls[] = ["none", "starttls", "direct"];
/** What an address of a stream may begin with, for messages. */
export const STREAM_URLS = "ws:, wss:, http: or https:";

interface Line {
  number: number;
  text: string;
}

const DASHES = /^-{3,}\s*$/;
const COMMENT = /^\s*(?:#|\/\/|--(?!>))/;
const INDENTED = /^[ \t]+\S/;
const TAG = /^##(?!#)\s*(.*\S)/;
const CHARACTER = /^\[([^\]]*)\]\s*(.*?)\s*$/;
const PROPERTY = /^\s+([^\s:]+)\s*:\s*(.*?)\s*$/;
const DEED = /^(connects|disconnects|sends|receives)\b\s*:?\s*(.*?)\s*$/i;
const SOMEONES_DEED = /^(.+?)(?<!\s)\s+(?:connects|disconnects|sends|receives)\b/i;
/** A user's JID, or a domain, the resource aside; characters that a local part must not have are those of RFC 7622. */
const JID = /^(?:[^\s"&'/:<>@]+@)?[^\s@/]+$/;
const DOMAIN = /^[^\s@/]+$/;
const BOOLEANS = ["true", "false"];

/** The properties of a character, each with what is wrong with a value, if anything is. */
const PROPERTIES: Readonly<Record<string, (value: string) => string | undefined>> = {
  jid: (value) => (JID.test(value.replace(/\/.*$/, "")) ? undefined : `${value} is not a JID`),
  password: () => undefined,
  resource: () => undefined,
  connect_host: () => undefined,
  connect_port: (value) => (isPort(value) ? undefined : `${value} is not a port`),
  connect_url: (value) => (isStreamUrl(value) ? undefined : `${value} is no address of ${STREAM_URLS}`),
  connect_tls: oneOf(TLS_CHOICES),
  connect_ca: () => undefined,
  connect_insecure: oneOf(BOOLEANS),
  connect_mechanism: oneOf(MECHANISM_NAMES),
};

function oneOf(choices: readonly string[]): (value: string) => string | undefined {
  return (value) => (choices.includes(value) ? undefined : `${value} is none of ${choices.join(", ")}`);
}

/** Whether a text is an address of a stream over WebSocket or HTTP. */
export function isStreamUrl(text: string): boolean {
  return /^(?:wss?|https?):\/\//.test(text) && URL.canParse(text);
}

/**
 * Reads a script.
 *
 * @param text The script's source.
 * @param file The name by which to call it in messages.
 * @throws ScriptError with every problem that was found.
 */
export function parseScript(text: string, file = "script"): Script {
  return new ScriptParser(text, file).parse();
}

function isBlankOrComment({ text }: Line): boolean {
  return text.trim() === "" || COMMENT.test(text);
}

/** Reads a script from its first line to its last, gathering problems rather than stopping at one. */
class ScriptParser {
  readonly #file: string;
  readonly #lines: Line[];
  readonly #problems: Problem[] = [];
  readonly #cast = new Map<string, Map<string, string>>();
  readonly #captured = new Set<string>();
  #next = 0;

  constructor(text: string, file: string) {
    this.#file = file;
    this.#lines = text
      .replace(/^\uFEFF/, "")
      .trimEnd()
      .split(/\r\n?|\n/)
      .map((line, index) => ({ number: index + 1, text: line }));
  }

  parse(): Script {
    const header = this.#readHeader();
    const characters = this.#readCast();
    const actions = this.#readActions();
    if (this.#problems.length > 0) {
      throw new ScriptError(
        this.#file,
        this.#problems.sort((a, b) => a.line - b.line),
      );
    }
    return { file: this.#file, ...header, characters, actions };
  }

  #peek(): Line | undefined {
    return this.#lines[this.#next];
  }

  #take(): Line | undefined {
    const line = this.#peek();
    this.#next += 1;
    return line;
  }

  /** Takes lines for as long as the next one is of a kind. */
  #takeWhile(isWanted: (line: Line) => boolean): Line[] {
    const start = this.#next;
    for (let line = this.#peek(); line && isWanted(line); line = this.#peek()) this.#take();
    return this.#lines.slice(start, this.#next);
  }

  #problem(line: number, message: string): void {
    this.#problems.push({ line, message });
  }

  #readHeader(): Pick<Script, "title" | "description" | "tags" | "match"> {
    const lines = this.#takeWhile((line) => isBlankOrComment(line) && !DASHES.test(line.text));
    const tags = lines.flatMap(({ text }) => TAG.exec(text)?.[1] ?? []).map(normaliseTag);
    const match = this.#readMatchMode(lines);
    const [title, ...description] = lines
      .filter(({ text }) => text.startsWith("#") && !TAG.test(text))
      .map(({ text }) => text.replace(/^#+/, "").trim());
    return {
      title: title ?? basename(this.#file),
      description: description.join("\n"),
      tags,
      ...(match && { match }),
    };
  }

  #readMatchMode(lines: Line[]): MatchMode | undefined {
    for (const { text, number } of lines) {
      const [, wanted] = /^match: (.*)$/i.exec(normaliseTag(TAG.exec(text)?.[1] ?? "")) ?? [];
      if (wanted === undefined) continue;
      const mode = MATCH_MODES.find((each) => each === wanted.toLowerCase());
      if (mode) return mode;
      this.#problem(number, `${wanted} is no way to match; there are ${MATCH_MODES.join(", ")}`);
    }
    return undefined;
  }

  #readCast(): Character[] {
    const characters: Character[] = [];
    for (let line = this.#peek(); line && !DASHES.test(line.text); line = this.#peek()) {
      if (!isBlankOrComment(line) && !CHARACTER.test(line.text) && !this.#hasDashesAhead()) break;
      this.#take();
      if (isBlankOrComment(line)) continue;
      const [, kind = "", name = ""] = CHARACTER.exec(line.text) ?? [];
      if (name) characters.push(this.#readCharacter(line.number, kind, name));
      else
        this.#problem(
          line.number,
          `expected [Client] or [Component] and a name, an indented property, or a line of dashes, not: ${line.text}`,
        );
    }
    this.#readDashes(characters);
    return characters;
  }

  #hasDashesAhead(): boolean {
    return this.#lines.slice(this.#next).some(({ text }) => DASHES.test(text));
  }

  #readDashes(characters: Character[]): void {
    const line = this.#peek();
    const number = line?.number ?? this.#lines.length;
    if (characters.length === 0) this.#problem(number, "the cast is empty: no [Client] and a name");
    if (line && DASHES.test(line.text)) this.#take();
    else this.#problem(number, "a line of three or more dashes is missing between the cast and the actions");
  }

  #readCharacter(line: number, kind: string, name: string): Character {
    const isComponent = /^component$/i.test(kind.trim());
    if (!isComponent && !/^client$/i.test(kind.trim()))
      this.#problem(line, `unknown kind of character [${kind}], expected [Client] or [Component]`);
    if (this.#cast.has(name)) this.#problem(line, `the cast has a character named ${name} already`);
    const properties = this.#readProperties();
    this.#cast.set(name, properties);
    const jid = properties.get("jid");
    if (jid === undefined) this.#problem(line, `${name} has no jid`);
    else if (isComponent && !DOMAIN.test(jid)) this.#problem(line, `${jid} is not a component's domain`);
    const isAnonymous = jid !== undefined && !isComponent && DOMAIN.test(jid.replace(/\/.*$/, ""));
    if (isAnonymous === properties.has("password"))
      this.#problem(
        line,
        isAnonymous ? `${name} has a password, but its jid names no user` : `${name} has no password`,
      );
    return toCharacter(name, isComponent ? "component" : "client", properties);
  }

  #readProperties(): Map<string, string> {
    const properties = new Map<string, string>();
    const lines = this.#takeWhile((line) => INDENTED.test(line.text) || isPlainComment(line));
    for (const line of lines.filter((each) => !isBlankOrComment(each))) {
      const [, written = "", value = ""] = PROPERTY.exec(line.text) ?? [];
      const name = written.toLowerCase();
      const problem = propertyProblem(line.text, name, value, properties);
      if (problem) this.#problem(line.number, problem);
      properties.set(name, value);
    }
    return properties;
  }

  #readActions(): Action[] {
    const actions: Action[] = [];
    const firstLine = this.#next;
    for (let line = this.#take(); line; line = this.#take()) {
      if (!isBlankOrComment(line)) actions.push(...this.#readAction(line));
    }
    const wasAnythingThere = this.#lines.slice(firstLine).some((line) => !isBlankOrComment(line));
    if (!wasAnythingThere) this.#problem(this.#lines.length, "the script has no actions");
    return actions;
  }

  #readAction(line: Line): Action[] {
    if (INDENTED.test(line.text)) {
      this.#takeWhile((each) => INDENTED.test(each.text));
      this.#problem(line.number, `no action holds this: ${line.text.trim()}`);
      return [];
    }
    const character = this.#findCharacter(line.text);
    const [, verb, object = ""] = DEED.exec(line.text.slice(character?.length).trimStart()) ?? [];
    if (character === undefined || verb === undefined) {
      this.#takeWhile((each) => INDENTED.test(each.text) || each.text.trim() === "");
      this.#problem(line.number, actionProblem(line.text, character));
      return [];
    }
    return this.#readDeed({ character, line: line.number }, verb.toLowerCase(), object);
  }

  /** The character whose name a line begins with: of Juliet and Juliet's phone, the longer one. */
  #findCharacter(text: string): string | undefined {
    return [...this.#cast.keys()]
      .filter((name) => text.startsWith(name) && /^\s/.test(text.slice(name.length)))
      .sort((a, b) => b.length - a.length)[0];
  }

  #readDeed(by: { character: string; line: number }, verb: string, object: string): Action[] {
    if (verb === "receives" && object.toLowerCase() === "nothing")
      return [{ ...by, kind: "receives nothing" }];
    if (object.startsWith("<")) {
      this.#problem(by.line, `a stanza stands indented on lines of its own below ${verb}`);
      return [];
    }
    if (object !== "") this.#problem(by.line, `cannot read "${object}" after ${verb}`);
    if (verb === "connects" || verb === "disconnects") return [{ ...by, kind: verb }];
    const kind = verb === "sends" ? "sends" : "receives";
    // Several stanzas are as many actions of one character, one after another.
    return this.#readStanzas(by.line, kind).map(({ element, line }, index) => ({
      character: by.character,
      line: index === 0 ? by.line : line,
      kind,
      stanza: element,
    }));
  }

  #readStanzas(actionLine: number, kind: "sends" | "receives"): ParsedStanza[] {
    this.#takeWhile(isBlankOrComment);
    const lines = this.#takeWhile(
      ({ text }) => INDENTED.test(text) || text.trim() === "" || COMMENT.test(text),
    );
    const [first] = lines;
    if (!first) {
      const isThere = this.#peek()?.text.startsWith("<");
      this.#problem(
        actionLine,
        isThere ? `the stanza below ${kind} is not indented` : `${kind} without an indented stanza below it`,
      );
      if (isThere) this.#takeWhile(({ text }) => /^[\s<]/.test(text));
      return [];
    }
    const source = blankComments(stanzaSource(lines));
    for (const [index, line] of source.split("\n").entries()) {
      const problems = COMMENT.test(line) ? [] : findValueProblems(line, kind, this.#cast.keys());
      for (const message of problems) this.#problem(first.number + index, message);
    }
    try {
      const stanzas = parseStanzas(quoteReferences(source));
      for (const stanza of stanzas) this.#checkCaptures(stanza, source, first.number, kind);
      return stanzas.map(({ element, line }) => ({ element, line: first.number + line - 1 }));
    } catch (error) {
      if (!(error instanceof StanzaError)) throw error;
      this.#problem(first.number + error.line - 1, error.message);
      return [];
    }
  }

  /** Actions follow one another as they are written, so what has been captured is known beforehand. */
  #checkCaptures(
    { element }: ParsedStanza,
    source: string,
    firstLine: number,
    kind: "sends" | "receives",
  ): void {
    const unknown = namesNeededBy(element, kind).filter((name) => !this.#captured.has(name));
    for (const name of new Set(unknown)) {
      const placeholder = `{scansion:capture:${name}}`;
      const index = source.split("\n").findIndex((line) => line.includes(placeholder));
      this.#problem(firstLine + Math.max(0, index), `nothing has been captured as ${name} before`);
    }
    if (kind === "sends") return;
    for (const name of namesCapturedBy(element)) this.#captured.add(name);
  }
}

/** A comment or an empty line, but not the dashes that end the cast. */
function isPlainComment(line: Line): boolean {
  return isBlankOrComment(line) && !DASHES.test(line.text);
}

/** A stanza's lines without the comments among and after them; its text may look like one, indented. */
function stanzaSource(lines: Line[]): string {
  const last = lines.findLastIndex((line) => !isBlankOrComment(line));
  return lines
    .slice(0, last + 1)
    .map(({ text }) => (INDENTED.test(text) ? text : ""))
    .join("\n");
}

function propertyProblem(
  text: string,
  name: string,
  value: string,
  others: Map<string, string>,
): string | undefined {
  const check = Object.hasOwn(PROPERTIES, name) ? PROPERTIES[name] : undefined;
  if (name === "") return `expected a property and its value, not: ${text.trim()}`;
  if (!check) return `unknown property ${name}, expected one of ${Object.keys(PROPERTIES).join(", ")}`;
  if (others.has(name)) return `the property ${name} is there twice`;
  if (value === "") return `the property ${name} has no value`;
  return check(value);
}

/** Whether a text is the number of a TCP port. */
export function isPort(text: string): boolean {
  return /^\d+$/.test(text) && Number(text) >= 1 && Number(text) <= 65535;
}

function toCharacter(name: string, kind: Character["kind"], properties: Map<string, string>): Character {
  const [, jid = "", jidResource] = /^([^/]*)(?:\/(.*))?$/.exec(properties.get("jid") ?? "") ?? [];
  const resource = properties.get("resource") ?? jidResource;
  return {
    name,
    kind,
    jid,
    password: properties.get("password") ?? "",
    ...(resource && { resource }),
    connection: toConnection(properties),
  };
}

function toConnection(properties: Map<string, string>): ConnectionSettings {
  const host = properties.get("connect_host");
  const port = properties.get("connect_port");
  const url = properties.get("connect_url");
  const tls = TLS_CHOICES.find((choice) => choice === properties.get("connect_tls"));
  const caFile = properties.get("connect_ca");
  const insecure = properties.get("connect_insecure");
  const mechanism = properties.get("connect_mechanism");
  return {
    ...(host && { host }),
    ...(port && { port: Number(port) }),
    ...(url && { url }),
    ...(tls && { tls }),
    ...(caFile && { caFile }),
    ...(insecure && { insecure: insecure === "true" }),
    ...(mechanism && { mechanism }),
  };
}

function actionProblem(text: string, character: string | undefined): string {
  if (character !== undefined)
    return `unknown action of ${character}: ${text.slice(character.length).trim()}`;
  const stranger = SOMEONES_DEED.exec(text)?.[1];
  return stranger === undefined ? `unknown action: ${text}` : `unknown character ${stranger}`;
}
