import { basename } from "node:path";
import { type Action, type Character, type Problem, type Script, ScriptError } from "./script.ts";
import { parseStanza, StanzaError } from "./stanza-parser.ts";
import { normaliseTag } from "./tags.ts";
import {
  findSentValueProblems,
  findValueProblems,
  namesCapturedBy,
  namesNeededBy,
  quoteReferences,
} from "./values.ts";
import type { Element } from "./xml.ts";

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
const DEED = /^(connects|disconnects|sends|receives)\b\s*:?\s*(.*?)\s*$/;
const SOMEONES_DEED = /^(.+?)\s+(?:connects|disconnects|sends|receives)\b/;
/** A user's JID, the resource aside; characters that a local part must not have are those of RFC 7622. */
const USER_JID = /^[^\s"&'/:<>@]+@[^\s@/]+$/;
const PROPERTIES = ["jid", "password", "connect_host", "connect_port", "resource"];

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
      .split(/\r?\n/)
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

  #readHeader(): Pick<Script, "title" | "description" | "tags"> {
    const lines = this.#takeWhile((line) => isBlankOrComment(line) && !DASHES.test(line.text));
    const tags = lines.flatMap(({ text }) => TAG.exec(text)?.[1] ?? []).map(normaliseTag);
    const [title, ...description] = lines
      .filter(({ text }) => text.startsWith("#") && !TAG.test(text))
      .map(({ text }) => text.replace(/^#+/, "").trim());
    return { title: title ?? basename(this.#file), description: description.join("\n"), tags };
  }

  #readCast(): Character[] {
    const characters: Character[] = [];
    for (let line = this.#peek(); line && !DASHES.test(line.text); line = this.#peek()) {
      if (!isBlankOrComment(line) && !CHARACTER.test(line.text) && !this.#hasDashesAhead()) break;
      this.#take();
      if (isBlankOrComment(line)) continue;
      const [, kind = "", name = ""] = CHARACTER.exec(line.text) ?? [];
      if (name) characters.push(this.#readCharacter(line.number, kind, name));
      else this.#problem(line.number, `expected [Client] and a name, or a line of dashes, not: ${line.text}`);
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
    if (kind.trim() !== "Client")
      this.#problem(line, `unknown kind of character [${kind}], expected [Client]`);
    if (this.#cast.has(name)) this.#problem(line, `the cast has a character named ${name} already`);
    const properties = this.#readProperties();
    this.#cast.set(name, properties);
    for (const needed of ["jid", "password"]) {
      if (!properties.has(needed)) this.#problem(line, `${name} has no ${needed}`);
    }
    return toCharacter(name, properties);
  }

  #readProperties(): Map<string, string> {
    const properties = new Map<string, string>();
    const lines = this.#takeWhile((line) => INDENTED.test(line.text) || isPlainComment(line));
    for (const line of lines.filter((each) => !isBlankOrComment(each))) {
      const [, name = "", value = ""] = PROPERTY.exec(line.text) ?? [];
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
      if (isBlankOrComment(line)) continue;
      const action = this.#readAction(line);
      if (action) actions.push(action);
    }
    const wasAnythingThere = this.#lines.slice(firstLine).some((line) => !isBlankOrComment(line));
    if (!wasAnythingThere) this.#problem(this.#lines.length, "the script has no actions");
    return actions;
  }

  #readAction(line: Line): Action | undefined {
    if (INDENTED.test(line.text)) {
      this.#takeWhile((each) => INDENTED.test(each.text));
      this.#problem(line.number, `no action holds this: ${line.text.trim()}`);
      return undefined;
    }
    const character = this.#findCharacter(line.text);
    const [, verb, object = ""] = DEED.exec(line.text.slice(character?.length).trimStart()) ?? [];
    if (character === undefined || verb === undefined) {
      this.#takeWhile((each) => INDENTED.test(each.text) || each.text.trim() === "");
      this.#problem(line.number, actionProblem(line.text, character));
      return undefined;
    }
    return this.#readDeed({ character, line: line.number }, verb, object);
  }

  /** The character whose name a line begins with: of Juliet and Juliet's phone, the longer one. */
  #findCharacter(text: string): string | undefined {
    return [...this.#cast.keys()]
      .filter((name) => text.startsWith(name) && /^\s/.test(text.slice(name.length)))
      .sort((a, b) => b.length - a.length)[0];
  }

  #readDeed(by: { character: string; line: number }, verb: string, object: string): Action | undefined {
    if (verb === "receives" && object === "nothing") return { ...by, kind: "receives nothing" };
    if (object !== "") this.#problem(by.line, `cannot read "${object}" after ${verb}`);
    if (verb === "connects" || verb === "disconnects") return { ...by, kind: verb };
    const kind = verb === "sends" ? "sends" : "receives";
    const stanza = this.#readStanza(by.line, kind);
    return stanza && { ...by, kind, stanza };
  }

  #readStanza(actionLine: number, kind: "sends" | "receives"): Element | undefined {
    this.#takeWhile(isBlankOrComment);
    const lines = this.#takeWhile(
      ({ text }) => INDENTED.test(text) || text.trim() === "" || COMMENT.test(text),
    );
    const [first] = lines;
    if (!first) {
      this.#problem(actionLine, `${kind} without an indented stanza below it`);
      return undefined;
    }
    const source = stanzaSource(lines);
    this.#checkValues(source, first.number, kind);
    try {
      const stanza = parseStanza(quoteReferences(source));
      this.#checkCaptures(stanza, source, first.number, kind);
      return stanza;
    } catch (error) {
      if (!(error instanceof StanzaError)) throw error;
      this.#problem(first.number + error.line - 1, error.message);
      return undefined;
    }
  }

  #checkValues(source: string, firstLine: number, kind: "sends" | "receives"): void {
    for (const [index, line] of source.split("\n").entries()) {
      const problems = findValueProblems(line, this.#cast.keys());
      if (kind === "sends") problems.push(...findSentValueProblems(line));
      for (const message of problems) this.#problem(firstLine + index, message);
    }
  }

  /** Actions follow one another as they are written, so what has been captured is known beforehand. */
  #checkCaptures(stanza: Element, source: string, firstLine: number, kind: "sends" | "receives"): void {
    const unknown = namesNeededBy(stanza, kind).filter((name) => !this.#captured.has(name));
    for (const name of new Set(unknown)) {
      const placeholder = `{scansion:capture:${name}}`;
      const index = source.split("\n").findIndex((line) => line.includes(placeholder));
      this.#problem(firstLine + Math.max(0, index), `nothing has been captured as ${name} before`);
    }
    if (kind === "sends") return;
    for (const name of namesCapturedBy(stanza)) this.#captured.add(name);
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
  if (name === "") return `expected a property and its value, not: ${text.trim()}`;
  if (!PROPERTIES.includes(name)) return `unknown property ${name}, expected one of ${PROPERTIES.join(", ")}`;
  if (others.has(name)) return `the property ${name} is there twice`;
  if (value === "") return `the property ${name} has no value`;
  if (name === "jid" && !USER_JID.test(value.replace(/\/.*$/, "")))
    return `${value} is not the JID of a user`;
  if (name === "connect_port" && !isPort(value)) return `${value} is not a port`;
  return undefined;
}

/** Whether a text is the number of a TCP port. */
export function isPort(text: string): boolean {
  return /^\d+$/.test(text) && Number(text) >= 1 && Number(text) <= 65535;
}

function toCharacter(name: string, properties: Map<string, string>): Character {
  const [, jid = "", jidResource] = /^([^/]*)(?:\/(.*))?$/.exec(properties.get("jid") ?? "") ?? [];
  const resource = properties.get("resource") ?? jidResource;
  const host = properties.get("connect_host");
  const port = properties.get("connect_port");
  return {
    name,
    jid,
    password: properties.get("password") ?? "",
    ...(resource && { resource }),
    ...(host && { host }),
    ...(port && { port: Number(port) }),
  };
}

function actionProblem(text: string, character: string | undefined): string {
  if (character !== undefined)
    return `unknown action of ${character}: ${text.slice(character.length).trim()}`;
  const stranger = SOMEONES_DEED.exec(text)?.[1];
  return stranger === undefined ? `unknown action: ${text}` : `unknown character ${stranger}`;
}
