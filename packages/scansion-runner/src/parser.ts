import { basename } from "node:path";
import { MATCH_MODES, type MatchMode } from "./choices.ts";
import { findDirectiveProblems, takeOutDirectives } from "./directives.ts";
import { didYouMean } from "./nearest.ts";
import {
  problemOfValue,
  problemsOfCharacter,
  type Properties,
  propertiesThatDiffer,
  toCharacter,
  warningOfProperty,
  warningsOfCharacter,
} from "./properties.ts";
import { type Action, type Character, type Problem, type Script, ScriptError } from "./script.ts";
import {
  blankComments,
  type ParsedStanza,
  parseStanzas,
  quoteReferences,
  StanzaError,
  unescapeIfXml,
} from "./stanza-parser.ts";
import { normaliseTag } from "./tags.ts";
import {
  findCaptureProblems,
  findValueProblems,
  findValueWarnings,
  indexMentions,
  type Scope,
  type StanzaKind,
  type ValueProblem,
} from "./value-problems.ts";
import { bareJidOf, fullJidOf, namesCapturedBy } from "./values.ts";

interface Line {
  number: number;
  text: string;
}

const DASHES = /^-{3,}\s*$/;
const COMMENT = /^\s*(?:#|\/\/|--(?!>))/;
const INDENTED = /^[ \t]+\S/;
const TAG = /^##(?!#)\s*(.*\S)/;
const MATCH_TAG = /^match: (.*)$/i;
/** A tag with one sign is a title or a description. */
const HALF_A_MATCH_TAG = new RegExp(`^#\\s*match:\\s*(${MATCH_MODES.join("|")})\\s*$`, "i");
const CHARACTER = /^\[([^\]]*)\]\s*(.*?)\s*$/;
const PROPERTY = /^\s+([^\s:]+)\s*:\s*(.*?)\s*$/;
const VERBS = ["connects", "disconnects", "sends", "receives"] as const;
type Verb = (typeof VERBS)[number];
/** As many characters may be wrong in a verb. */
const FARTHEST_VERB = 3;
const DEED = new RegExp(`^(${VERBS.join("|")})\\b\\s*:?\\s*(.*?)\\s*$`, "i");
const SOMEONES_DEED = new RegExp(`^(.+?)(?<!\\s)\\s+(?:${VERBS.join("|")})\\b`, "i");

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
  readonly #warnings: Problem[] = [];
  readonly #cast = new Map<string, { kind: Character["kind"]; properties: Properties }>();
  readonly #scope = { jids: new Set<string>(), captured: new Set<string>() } satisfies Scope;
  #next = 0;
  #headerEnd = 0;

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
    this.#warnOfIdleTags();
    for (const name of this.#cast.keys()) this.#scope.jids.add(bareJidOf(name)).add(fullJidOf(name));
    const actions = this.#readActions();
    this.#warnOfLeavers(actions);
    const byLine = (a: Problem, b: Problem): number => a.line - b.line;
    if (this.#problems.length > 0) throw new ScriptError(this.#file, this.#problems.sort(byLine));
    return { file: this.#file, ...header, characters, actions, warnings: this.#warnings.sort(byLine) };
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

  #warn(line: number, message: string): void {
    this.#warnings.push({ line, message });
  }

  #readHeader(): Pick<Script, "title" | "description" | "tags" | "match"> {
    const lines = this.#takeWhile((line) => isBlankOrComment(line) && !DASHES.test(line.text));
    this.#headerEnd = this.#next;
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

  /** A tag that says how to match counts only above the cast, and with two signs; else it is a comment. */
  #warnOfIdleTags(): void {
    for (const { number, text } of this.#lines) {
      const tag = normaliseTag(TAG.exec(text)?.[1] ?? "");
      if (MATCH_TAG.test(tag) && number > this.#headerEnd)
        this.#warn(number, `a tag stands above the cast; here ${tag} does nothing`);
      else if (HALF_A_MATCH_TAG.test(text))
        this.#warn(number, `a tag begins with two signs; ${text.trim()} does nothing`);
    }
  }

  #readMatchMode(lines: Line[]): MatchMode | undefined {
    for (const { text, number } of lines) {
      const [, wanted] = MATCH_TAG.exec(normaliseTag(TAG.exec(text)?.[1] ?? "")) ?? [];
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
      if (name) characters.push(...this.#readCharacter(line.number, kind, name));
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

  /** A character; none where one that is alike stands there already, as recordings have it of a device that came back. */
  #readCharacter(line: number, written: string, name: string): Character[] {
    const kind = /^component$/i.test(written.trim()) ? "component" : "client";
    if (kind === "client" && !/^client$/i.test(written.trim()))
      this.#problem(line, `unknown kind of character [${written}], expected [Client] or [Component]`);
    const properties = this.#readProperties();
    const namesake = this.#cast.get(name);
    if (namesake) {
      const differing = [
        ...(namesake.kind === kind ? [] : ["kind"]),
        ...propertiesThatDiffer(namesake.properties, properties),
      ];
      if (differing.length > 0)
        this.#problem(
          line,
          `the cast has a character named ${name} already, with another ${differing.join(" and ")}`,
        );
      return [];
    }
    this.#cast.set(name, { kind, properties });
    for (const message of problemsOfCharacter(name, kind, properties)) this.#problem(line, message);
    for (const message of warningsOfCharacter(name, kind, properties)) this.#warn(line, message);
    return [toCharacter(name, kind, properties)];
  }

  #readProperties(): Properties {
    const properties = new Map<string, string>();
    const lines = this.#takeWhile((line) => INDENTED.test(line.text) || isPlainComment(line));
    for (const { number, text } of lines.filter((each) => !isBlankOrComment(each))) {
      const [, written = "", value = ""] = PROPERTY.exec(text) ?? [];
      const name = written.toLowerCase();
      if (name === "") this.#problem(number, `expected a property and its value, not: ${text.trim()}`);
      else this.#takeProperty(properties, number, name, value);
    }
    return properties;
  }

  #takeProperty(properties: Map<string, string>, line: number, name: string, value: string): void {
    const warning = warningOfProperty(name);
    if (warning !== undefined) {
      this.#warn(line, warning);
      return;
    }
    const isThereAlready = properties.has(name) && properties.get(name) !== value;
    const problem = isThereAlready
      ? `the property ${name} is there twice, with two values`
      : problemOfValue(name, value);
    if (problem !== undefined) this.#problem(line, problem);
    properties.set(name, value);
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

  /** A stanza that is sent by someone who has left goes nowhere. It can break nothing, so this only warns. */
  #warnOfLeavers(actions: readonly Action[]): void {
    const left = new Map<string, number>();
    for (const { character, kind, line } of actions) {
      const leftIn = left.get(character);
      if (kind === "disconnects") left.set(character, line);
      else if (kind === "connects") left.delete(character);
      else if (kind === "sends" && leftIn !== undefined)
        this.#warn(line, `this goes nowhere: ${character} has left in line ${leftIn}`);
    }
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
      this.#problem(line.number, actionProblem(line.text, character, [...this.#cast.keys()]));
      return [];
    }
    return this.#readDeed({ character, line: line.number }, verb.toLowerCase() as Verb, object);
  }

  /** The character whose name a line begins with: of Juliet and Juliet's phone, the longer one. */
  #findCharacter(text: string): string | undefined {
    return [...this.#cast.keys()]
      .filter((name) => text.startsWith(name) && /^\s/.test(text.slice(name.length)))
      .sort((a, b) => b.length - a.length)[0];
  }

  #readDeed(by: { character: string; line: number }, verb: Verb, object: string): Action[] {
    if (verb === "receives" && object.toLowerCase() === "nothing")
      return [{ ...by, kind: "receives nothing" }];
    if (object.startsWith("<")) {
      this.#problem(by.line, `a stanza stands indented on lines of its own below ${verb}`);
      return [];
    }
    if (object !== "") this.#problem(by.line, `cannot read "${object}" after ${verb}`);
    switch (verb) {
      case "connects":
      case "disconnects":
        return [{ ...by, kind: verb }];
      case "sends":
      case "receives":
        // Several stanzas are as many actions of one character, one after another.
        return this.#readStanzas(by.line, verb).map(({ element, line }, index) => ({
          character: by.character,
          line: index === 0 ? by.line : line,
          kind: verb,
          stanza: element,
        }));
    }
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
    this.#warnOfActionsInComments(lines, kind);
    const source = blankComments(stanzaSource(lines));
    try {
      const stanzas = parseStanzas(quoteReferences(source)).map(({ element, line }) => ({
        element,
        line: first.number + line - 1,
      }));
      const lineOf = lineFinder(first.number, source);
      for (const stanza of stanzas) this.#checkStanza(stanza, kind, lineOf);
      return stanzas;
    } catch (error) {
      if (!(error instanceof StanzaError)) throw error;
      this.#problem(first.number + error.line - 1, error.message);
      return [];
    }
  }

  /** Whoever makes a comment of an action forgets the stanza below it, which then belongs to the action above. */
  #warnOfActionsInComments(lines: readonly Line[], kind: StanzaKind): void {
    for (const [index, line] of lines.entries()) {
      const action = line.text.replace(COMMENT, "").trim();
      const next = lines.slice(index + 1).find(({ text }) => text.trim() !== "");
      if (!COMMENT.test(line.text) || !next || isBlankOrComment(next)) continue;
      if (this.#findCharacter(action) === undefined || !SOMEONES_DEED.test(action)) continue;
      this.#warn(
        next.number,
        `this is ${kind === "sends" ? "sent" : "awaited"} too: only the line "${action}" is a comment`,
      );
    }
  }

  /** Actions follow one another as they are written, so what has been captured is known beforehand. */
  #checkStanza({ element, line }: ParsedStanza, kind: StanzaKind, lineOf: LineFinder): void {
    const problems = [
      ...findDirectiveProblems(element, kind),
      ...findValueProblems(element, kind, this.#scope),
      ...findCaptureProblems(element, this.#scope),
    ];
    for (const problem of problems) this.#problem(lineOf(problem, line), problem.message);
    for (const warning of findValueWarnings(element, this.#scope))
      this.#warn(lineOf(warning, line), warning.message);
    if (kind === "sends")
      for (const taken of takeOutDirectives(element)) this.#warn(lineOf(taken, line), taken.message);
    else for (const name of namesCapturedBy(element)) this.#scope.captured.add(name);
  }
}

/** Finds the line of words that stand in a stanza which begins in a line; where they are not found, that line. */
type LineFinder = (words: ValueProblem, stanzaLine: number) => number;

/** Of words that stand in several lines, the next one is found each time. */
function lineFinder(firstLine: number, source: string): LineFinder {
  const texts = source
    .split("\n")
    .map((text, index): [number, string] => [firstLine + index, unescapeIfXml(text)])
    .filter(([, text]) => !COMMENT.test(text));
  const queues = indexMentions(texts);
  const linesWith = (words: string): number[] =>
    texts.flatMap(([line, text]) => (text.includes(words) ? [line] : []));
  return ({ words }, stanzaLine) => {
    const queue = queues.get(words) ?? linesWith(words);
    queues.set(words, queue);
    while ((queue[0] ?? stanzaLine) < stanzaLine) queue.shift();
    return queue.shift() ?? stanzaLine;
  };
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

function actionProblem(text: string, character: string | undefined, cast: readonly string[]): string {
  if (character !== undefined) {
    const action = text.slice(character.length).trim();
    return `unknown action of ${character}: ${action}${didYouMean(action.replace(/[\s:].*/, ""), VERBS, FARTHEST_VERB)}`;
  }
  const stranger = SOMEONES_DEED.exec(text)?.[1];
  return stranger === undefined
    ? `unknown action: ${text}`
    : `unknown character ${stranger}${didYouMean(stranger, cast, Math.floor(stranger.length / 2))}`;
}
