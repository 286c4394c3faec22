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
const REFERENCES = /\$\{([^}]*)\}/g;
const INSTRUCTIONS = /\{scansion:([^}]*)\}/g;
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
 * A copy of a script's stanza with the JIDs filled in, and those captures that have been made.
 *
 * @throws Error where it names a JID that is not known yet.
 */
export function fillIn(stanza: Element, jids: Jids, captures: Captures): Element {
  return mapValues(stanza, (value) =>
    value
      .replace(REFERENCES, (_, reference: string) => {
        const jid = jids.get(reference);
        if (jid === undefined) throw new Error(`${reference} is not known before the character connects`);
        return jid;
      })
      .replace(CAPTURES, (placeholder, name: string) => captures.get(name) ?? placeholder),
  );
}

/** The names a stanza uses of captures that have not been made, once the others are filled in. */
export function openCaptures(stanza: Element): string[] {
  return [...stanza.toString().matchAll(CAPTURES)].map(([, name = ""]) => name);
}

/**
 * Compares a value with what a script expects of it.
 *
 * @returns The captures after the comparison, or undefined where the value does not match.
 */
export function matchValue(expected: string, received: string, captures: Captures): Captures | undefined {
  if (expected === ANY) return captures;
  const name = WHOLE_CAPTURE.exec(expected)?.[1];
  if (name === undefined) return expected === received ? captures : undefined;
  const captured = captures.get(name);
  if (captured === undefined) return new Map([...captures, [name, received]]);
  return captured === received ? captures : undefined;
}

/** What a value is expected to be, in words: a capture that has been made by what it stands for. */
export function describeValue(expected: string, captures: Captures): string {
  const name = WHOLE_CAPTURE.exec(expected)?.[1];
  const captured = name === undefined ? undefined : captures.get(name);
  return captured === undefined ? `"${expected}"` : `"${captured}" (captured as ${name ?? ""})`;
}

/** The names of the captures that a received stanza makes, if they have not been made before. */
export function namesCapturedBy(stanza: Element): string[] {
  return valuesOf(stanza).flatMap((value) => WHOLE_CAPTURE.exec(value)?.[1] ?? []);
}

/**
 * The names of the captures that must have been made before a stanza: of one to send all, of one to
 * receive those that are a part of a value, as only a whole one can be captured.
 */
export function namesNeededBy(stanza: Element, kind: "sends" | "receives"): string[] {
  return valuesOf(stanza)
    .filter((value) => kind === "sends" || !WHOLE_CAPTURE.test(value))
    .flatMap((value) => [...value.matchAll(CAPTURES)])
    .map(([, name = ""]) => name);
}

/** What a line of a stanza to send says that makes sense in one to receive only. */
export function findSentValueProblems(line: string): string[] {
  return [
    ...(line.includes(ANY) ? [`${ANY} in a stanza that is sent: it has no value to send`] : []),
    ...[...line.matchAll(DIRECTIVES)].map(
      ([directive]) => `${directive} in a stanza that is sent: it says how to match one that is received`,
    ),
  ];
}

/** What a line of a stanza says in scansion's own terms, and says wrongly. */
export function findValueProblems(line: string, characters: Iterable<string>): string[] {
  const known = new Set([...characters].flatMap((name) => [bareJidOf(name), fullJidOf(name)]));
  return [
    ...[...line.matchAll(REFERENCES)]
      .filter(([, reference = ""]) => !known.has(reference.replaceAll("&apos;", "'")))
      .map(([placeholder]) => `unknown value ${placeholder}: no such character, or neither JID nor full JID`),
    ...[...line.matchAll(INSTRUCTIONS)]
      .filter(([placeholder]) => placeholder !== ANY && !WHOLE_CAPTURE.test(placeholder))
      .map(([placeholder]) => `unknown value ${placeholder}: expected ${ANY} or {scansion:capture:name}`),
    ...[...line.matchAll(PART_OF_VALUE)].map(
      ([, value = ""]) => `${ANY} in ${value}: it stands for a whole value, not for a part of one`,
    ),
    ...[...line.matchAll(DIRECTIVES)]
      .filter(([, name, , value = ""]) => name !== "strict" || !["true", "false"].includes(value))
      .map(([directive]) => `unknown attribute ${directive}: expected scansion:strict='true' or 'false'`),
  ];
}

/** A stanza's source with JIDs such as `'${Romeo's JID}'` made safe inside single quotes. */
export function quoteReferences(source: string): string {
  return source.replace(REFERENCES, (reference) => reference.replaceAll("'", "&apos;"));
}
