import { escapeXML, unescapeXML } from "ltx";
import { type Element, mapValues, valuesOf } from "./xml.ts";

/** What the captures of a script (`{scansion:capture:name}`) stand for by now. */
export type Captures = ReadonlyMap<string, string>;

/** What the JIDs of a script's characters are by now, under `Romeo's JID` and `Romeo's full JID`. */
export type Jids = ReadonlyMap<string, string>;

const ANY = "{scansion:any}";
const WHOLE_CAPTURE = /^\{scansion:capture:([^{}]+)\}$/;
/** Values that hold `{scansion:any}` beside something else. */
const PART_OF_VALUE = /=\s*["']([^"']+\{scansion:any\}[^"']*|\{scansion:any\}[^"']+)["']/g;
const CAPTURES = /\{scansion:capture:([^{}]+)\}/g;
/** Anything else between `${` and `}` is text. */
const REFERENCES = /\$\{([^{}]*(?:'|&apos;|&#39;)s (?:full )?JID)\}/g;
const INSTRUCTIONS = /\{scansion:([^{}]*)\}/g;
const DIRECTIVES = /\bscansion:([\w-]+)\s*=\s*(["'])(.*?)\2/g;

/** The name under which a character's bare JID is known in stanzas. */
export function bareJidOf(character: string): string {
  return `${character}'s JID`;
}

/** The name under which a character's full JID is known in stanzas. */
export function fullJidOf(character: string): string {
  return `${character}'s full JID`;
}

/**
 * A copy of a stanza to be sent, with the JIDs filled in, and those captures that have been made.
 *
 * @throws Error where it names a JID that is not known yet.
 */
export function fillInSent(stanza: Element, jids: Jids, captures: Captures): Element {
  return mapValues(stanza, (value) => fillInCaptures(fillInJids(value, jids), captures));
}

/**
 * The same of a stanza to be received. A capture that is a whole value stays: it takes whatever comes.
 *
 * @throws Error where it names a JID that is not known yet.
 */
export function fillInReceived(stanza: Element, jids: Jids, captures: Captures): Element {
  return mapValues(stanza, (value) => {
    const filled = fillInJids(value, jids);
    return captureIn(filled.trim()) === undefined ? fillInCaptures(filled, captures) : filled;
  });
}

function fillInJids(value: string, jids: Jids): string {
  return value.replace(REFERENCES, (_, reference: string) => {
    const jid = jids.get(reference);
    if (jid === undefined) throw new Error(`${reference} is not known before the character connects`);
    return jid;
  });
}

function fillInCaptures(value: string, captures: Captures): string {
  return value.replace(CAPTURES, (placeholder, name: string) => captures.get(name) ?? placeholder);
}

/** The name of the capture that a whole value is, if it is one. */
export function captureIn(value: string): string | undefined {
  return WHOLE_CAPTURE.exec(value)?.[1];
}

/** The names of the captures that stand anywhere in a stanza. */
export function capturesIn(stanza: Element): string[] {
  return valuesOf(stanza).flatMap(namesIn);
}

function namesIn(value: string): string[] {
  return [...value.matchAll(CAPTURES)].map(([, name = ""]) => name);
}

/** Whether a value is what a script expects of it. A capture takes any. */
export function matchesValue(expected: string, received: string): boolean {
  return expected === ANY || captureIn(expected) !== undefined || expected === received;
}

/** The names of the captures that a received stanza makes. */
export function namesCapturedBy(stanza: Element): string[] {
  return valuesOf(stanza).flatMap((value) => captureIn(value) ?? []);
}

/**
 * The names of the captures that must have been made before a stanza: of one to send all, of one to
 * receive those that are a part of a value, as only a whole one can be captured.
 */
export function namesNeededBy(stanza: Element, kind: "sends" | "receives"): string[] {
  if (kind === "sends") return capturesIn(stanza);
  return valuesOf(stanza)
    .filter((value) => captureIn(value) === undefined)
    .flatMap(namesIn);
}

/** What a line of a stanza says in scansion's own terms, and says wrongly. */
export function findValueProblems(
  line: string,
  kind: "sends" | "receives",
  characters: Iterable<string>,
): string[] {
  const known = new Set([...characters].flatMap((name) => [bareJidOf(name), fullJidOf(name)]));
  return [
    ...[...line.matchAll(REFERENCES)]
      .filter(([, reference = ""]) => !known.has(unescapeXML(reference)))
      .map(([placeholder]) => `unknown value ${placeholder}: there is no such character`),
    ...[...line.matchAll(INSTRUCTIONS)]
      .filter(([placeholder]) => placeholder !== ANY && captureIn(placeholder) === undefined)
      .map(([placeholder]) => `unknown value ${placeholder}: expected ${ANY} or {scansion:capture:name}`),
    ...(kind === "sends" ? findSentProblems(line) : findReceivedProblems(line)),
  ];
}

function findSentProblems(line: string): string[] {
  return [...line.matchAll(DIRECTIVES)].map(
    ([directive]) => `${directive} in a stanza that is sent: it says how to match one that is received`,
  );
}

function findReceivedProblems(line: string): string[] {
  return [
    ...[...line.matchAll(PART_OF_VALUE)].map(
      ([, value = ""]) => `${ANY} in ${value}: it stands for a whole value, not for a part of one`,
    ),
    ...[...line.matchAll(DIRECTIVES)]
      .filter(([, name, , value = ""]) => name !== "strict" || !["true", "false"].includes(value))
      .map(([directive]) => `unknown attribute ${directive}: expected scansion:strict='true' or 'false'`),
  ];
}

/** A stanza's source with JIDs such as `'${Romeo's JID}'` made safe inside quotes of both kinds. */
export function quoteReferences(source: string): string {
  return source.replace(REFERENCES, (reference) => escapeXML(unescapeXML(reference)));
}
