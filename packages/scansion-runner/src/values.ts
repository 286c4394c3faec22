import { type Element, mapValues, valuesOf } from "./xml.ts";

/** The texts that the captures of a script (`{scansion:capture:name}`) stand for by now. */
export type Captures = ReadonlyMap<string, string>;

/** The JIDs of a script's characters by now, under `Romeo's JID` and `Romeo's full JID`. */
export type Jids = ReadonlyMap<string, string>;

/** The placeholder for any value. */
export const ANY = "{scansion:any}";

const WHOLE_CAPTURE = /^\{scansion:capture:([^{}]+)\}$/;
const CAPTURES = /\{scansion:capture:([^{}]+)\}/g;
/** Matches `${Romeo's JID}`, `${name}` and `{scansion:capture:name}`. */
const PLACEHOLDERS = /\$\{([^{}]*)\}|\{scansion:capture:([^{}]+)\}/g;

/** The name under which a character's bare JID is known in stanzas. */
export function bareJidOf(character: string): string {
  return `${character}'s JID`;
}

/** The name under which a character's full JID is known in stanzas. */
export function fullJidOf(character: string): string {
  return `${character}'s full JID`;
}

/**
 * A copy of a stanza to be sent, with JIDs and captures filled in.
 *
 * @throws Error where it names something that is not known yet.
 */
export function fillInSent(stanza: Element, jids: Jids, captures: Captures): Element {
  return mapValues(stanza, (value) => fillIn(value, jids, captures));
}

/**
 * The same of a stanza to be received. `{scansion:capture:name}` stays where it is a whole value: it takes whatever comes.
 *
 * @throws Error where it names something that is not known yet.
 */
export function fillInReceived(stanza: Element, jids: Jids, captures: Captures): Element {
  return mapValues(stanza, (value) => {
    if (captureIn(value.trim()) !== undefined) return value;
    const filled = fillIn(value, jids, captures);
    // What a server has said must not say how it is matched.
    if (filled !== value && takesAny(filled.trim()))
      throw new Error(`${value.trim()} stands for ${filled.trim()} by now, which would match any value`);
    return filled;
  });
}

function fillIn(value: string, jids: Jids, captures: Captures): string {
  return value.replace(
    PLACEHOLDERS,
    (_, reference: string | undefined, capture: string | undefined) =>
      (reference === undefined ? undefined : jids.get(reference)) ??
      captures.get(reference ?? capture ?? "") ??
      failUnknown(reference ?? capture ?? ""),
  );
}

function failUnknown(name: string): never {
  if (/'s (?:full )?JID$/.test(name)) throw new Error(`${name} is not known before the character connects`);
  throw new Error(`nothing has been captured as ${name} yet`);
}

/** The name of the capture that a whole value is, if it is one. */
export function captureIn(value: string): string | undefined {
  return WHOLE_CAPTURE.exec(value)?.[1];
}

/** The names of the captures that stand in a value, by `{scansion:capture:name}`. */
export function capturesIn(value: string): string[] {
  return [...value.matchAll(CAPTURES)].map(([, name = ""]) => name);
}

/** A capture takes any value. */
export function matchesValue(expected: string, received: string): boolean {
  return takesAny(expected) || expected === received;
}

function takesAny(expected: string): boolean {
  return expected === ANY || captureIn(expected) !== undefined;
}

/** The names of the captures that a received stanza makes. */
export function namesCapturedBy(stanza: Element): string[] {
  return valuesOf(stanza).flatMap((value) => captureIn(value) ?? []);
}
