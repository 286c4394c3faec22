import { didYouMean } from "./nearest.ts";
import { ANY, captureIn, capturesIn } from "./values.ts";
import { attributesOf, type Element, elementsOf, textOf } from "./xml.ts";

/** The names that a stanza may refer to at its place in a script. */
export interface Scope {
  /** The names under which JIDs are known. */
  jids: ReadonlySet<string>;
  /** The names under which something has been captured before. */
  captured: ReadonlySet<string>;
}

/** Something that a stanza says in scansion's own terms, and says wrongly. */
export interface ValueProblem {
  /** The words that are wrong, as they stand in the stanza. */
  words: string;
  message: string;
}

export type StanzaKind = "sends" | "receives";

/** A value, and where it stands. */
interface Place {
  value: string;
  /** Of a text all that its element has. */
  whole: string;
  kind: "attribute" | "namespace" | "text";
}

/** All that looks as if something stood in the place of it, whether or not it is written as it should be. */
const MENTIONS = /\$\{([^{}]*)(\}?)|\{(\s*scansion\b[^{}]*)(\}?)|\{([^{}]*)\}/gi;

/** Finds what a stanza refers to and there is not, and placeholders that would stand for themselves. */
export function findValueProblems(stanza: Element, kind: StanzaKind, scope: Scope): ValueProblem[] {
  const problems = new Map<string, ValueProblem>();
  for (const place of placesIn(stanza)) {
    for (const [words, name, end, instruction, , other] of place.value.matchAll(MENTIONS)) {
      const message =
        name !== undefined
          ? problemOfReference(words, name, end !== "", scope)
          : instruction !== undefined
            ? problemOfInstruction(words, place, kind, scope)
            : problemOfBraces(words, other ?? "", scope);
      if (message !== undefined) problems.set(words, { words, message });
    }
  }
  return [...problems.values()];
}

/** Finds names of JIDs that stand for themselves: in an attribute, or behind a `$` in a text. */
export function findValueWarnings(stanza: Element, { jids }: Scope): ValueProblem[] {
  return [...placesIn(stanza)].flatMap(({ value, kind }) => {
    const rest = value.replace(MENTIONS, "");
    return [...jids]
      .filter((name) => rest.includes(kind === "text" ? `$${name}` : name) || rest.includes(`$(${name}`))
      .map((words) => ({ words, message: `${words} stands for itself; did you mean \${${words}}?` }));
  });
}

/** The lines in which words stand that {@link findValueProblems} may find something wrong with. */
export function indexMentions(lines: Iterable<[line: number, text: string]>): Map<string, number[]> {
  const index = new Map<string, number[]>();
  for (const [line, text] of lines) {
    for (const [words] of text.matchAll(MENTIONS)) {
      const known = index.get(words);
      if (known) known.push(line);
      else index.set(words, [line]);
    }
  }
  return index;
}

function* placesIn(stanza: Element): Generator<Place> {
  for (const element of elementsOf(stanza)) {
    for (const [name, value = ""] of Object.entries(attributesOf(element)))
      yield { value, whole: value, kind: /^xmlns(?:$|:)/.test(name) ? "namespace" : "attribute" };
    const whole = textOf(element);
    for (const child of element.children)
      if (typeof child === "string") yield { value: child, whole, kind: "text" };
  }
}

function problemOfReference(
  words: string,
  name: string,
  isClosed: boolean,
  scope: Scope,
): string | undefined {
  if (!isClosed) return `${words.trim()} has no } at its end`;
  if (scope.jids.has(name) || scope.captured.has(name)) return undefined;
  return `unknown value ${words}: it is neither somebody's JID nor captured before${didYouMean(words, knownValues(scope))}`;
}

function problemOfInstruction(
  words: string,
  { whole, kind: where }: Place,
  kind: StanzaKind,
  { captured }: Scope,
): string | undefined {
  const name = captureIn(words);
  if (words !== ANY && name === undefined)
    return `unknown value ${words.trim()}: expected ${ANY} or {scansion:capture:name}`;
  if (kind === "receives" && where === "namespace")
    return `${words} as a namespace: namespaces are compared as they stand`;
  if (name === undefined) {
    // In a part of a text it is text, as the original has it.
    const isPart = kind === "receives" && where === "attribute" && whole !== ANY;
    return isPart ? `${ANY} in ${whole}: it stands for a whole value, not for a part of one` : undefined;
  }
  const makesCapture = kind === "receives" && whole === words;
  if (makesCapture || captured.has(name)) return undefined;
  return `nothing has been captured as ${name} before${didYouMean(words, [...captured].map(captureOf))}`;
}

/** Braces are text, unless they hold what stands for a JID. */
function problemOfBraces(words: string, name: string, { jids }: Scope): string | undefined {
  return jids.has(name) ? `${words} without a $ would stand for itself; did you mean $${words}?` : undefined;
}

function captureOf(name: string): string {
  return `{scansion:capture:${name}}`;
}

function knownValues({ jids, captured }: Scope): string[] {
  return [...[...jids, ...captured].map((name) => `\${${name}}`), ...[...captured].map(captureOf), ANY];
}

/** Finds captures under a name that is somebody's JID already. */
export function findCaptureProblems(stanza: Element, { jids }: Scope): ValueProblem[] {
  const names = [...placesIn(stanza)].flatMap(({ value }) => capturesIn(value));
  return [...new Set(names)]
    .filter((name) => jids.has(name))
    .map((name) => ({
      words: captureOf(name),
      message: `cannot capture something as ${name}: that is somebody's JID already`,
    }));
}
