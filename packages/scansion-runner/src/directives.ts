import { readYesNo, YES_NO_WORDS } from "./choices.ts";
import { didYouMean } from "./nearest.ts";
import type { ValueProblem } from "./value-problems.ts";
import { attributesOf, type Element, elementsOf } from "./xml.ts";

/** Elements and attributes with this prefix are meant for the runner. */
const PREFIX = "scansion:";
/** The attribute that says whether an element is matched strictly. */
const STRICT = "scansion:strict";
const DECLARATION = "xmlns:scansion";

/**
 * Reads whether an element says that it is to be matched strictly, or that it is not.
 *
 * @throws Error where it says neither yes nor no.
 */
export function readStrict(element: Element): boolean | undefined {
  const word = attributesOf(element)[STRICT];
  if (word === undefined) return undefined;
  const strict = readYesNo(word);
  if (strict === undefined) throw new Error(problemOfStrict(word));
  return strict;
}

/** Takes what is meant for the runner out of a stanza to be sent. Returns a warning for each attribute. */
export function takeOutDirectives(stanza: Element): ValueProblem[] {
  const taken: ValueProblem[] = [];
  for (const element of elementsOf(stanza)) {
    for (const [name, value = ""] of directivesOf(element)) {
      element.attrs[name] = undefined;
      taken.push({
        words: name,
        message: `${name}='${value}' is not sent: it says how to match what is received; is a line "… receives:" missing above?`,
      });
    }
    if (attributesOf(element)[DECLARATION] !== undefined) element.attrs[DECLARATION] = undefined;
  }
  return taken;
}

/** Finds what says nothing to the runner, though it has the runner's prefix. */
export function findDirectiveProblems(stanza: Element, kind: "sends" | "receives"): ValueProblem[] {
  const elements = [...elementsOf(stanza)];
  return [
    ...elements
      .filter(({ name }) => name.startsWith(PREFIX))
      .map(({ name }) => ({ words: name, message: `<${name}>: only attributes have the prefix scansion:` })),
    ...(kind === "receives" ? elements.flatMap(directivesOf).flatMap(problemOfDirective) : []),
  ];
}

function directivesOf(element: Element): [name: string, value: string | undefined][] {
  return Object.entries(attributesOf(element)).filter(([name]) => name.startsWith(PREFIX));
}

function problemOfDirective([name, value = ""]: [string, string | undefined]): ValueProblem[] {
  if (name !== STRICT)
    return [{ words: name, message: `unknown attribute ${name}${didYouMean(name, [STRICT])}` }];
  return readYesNo(value) === undefined ? [{ words: name, message: problemOfStrict(value) }] : [];
}

function problemOfStrict(word: string): string {
  return `${STRICT}='${word}' says neither yes nor no; expected one of ${YES_NO_WORDS}`;
}
