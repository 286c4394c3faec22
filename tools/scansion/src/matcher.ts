import { type Captures, describeValue, matchValue } from "./values.ts";
import { attributeNamespaceOf, attributesOf, type Element, namespaceOf, NS_CLIENT, textOf } from "./xml.ts";

/** How a stanza compares with what a script expects. */
export interface Match {
  matched: boolean;
  /** What differs, in words, an entry for each difference; empty where it matches. */
  differences: string[];
  /** The captures after the comparison; those from before where it does not match. */
  captures: Captures;
}

interface Outcome {
  differences: string[];
  captures: Captures;
}

/** Where in the stanza a comparison is. */
interface Context {
  /** Set by an element with a namespace of its own, or by scansion:strict, for what that holds. */
  strict: boolean | undefined;
  path: string;
}

/**
 * Compares a received stanza with one from a script, in which JIDs have been filled in.
 *
 * @param captures What has been captured before.
 */
export function matchStanza(expected: Element, received: Element, captures: Captures = new Map()): Match {
  const root: Context = { strict: undefined, path: "" };
  const outcome = matchElement(expected, received, captures, root);
  const matched = outcome.differences.length === 0;
  return { ...outcome, matched, captures: matched ? outcome.captures : captures };
}

function matchElement(expected: Element, received: Element, captures: Captures, outer: Context): Outcome {
  if (!isSameElement(expected, received)) {
    return {
      captures,
      differences: [`${startTag(received)} instead of ${startTag(expected)}${inside(outer.path)}`],
    };
  }
  const path = outer.path ? `${outer.path}/${expected.getName()}` : expected.getName();
  const context = { path, strict: strictnessOf(expected, outer.strict) };
  return inTurn(captures, [
    (soFar) => matchAttributes(expected, received, soFar, context),
    (soFar) => matchText(expected, received, soFar, context),
    (soFar) =>
      context.strict
        ? matchChildrenInOrder(expected, received, soFar, context)
        : matchChildrenInAnyOrder(expected, received, soFar, context),
  ]);
}

/** Runs comparisons one after another; each sees what those before it have captured. */
function inTurn(captures: Captures, comparisons: ((captures: Captures) => Outcome)[]): Outcome {
  return comparisons.reduce<Outcome>(
    (before, compare) => {
      const outcome = compare(before.captures);
      return { captures: outcome.captures, differences: [...before.differences, ...outcome.differences] };
    },
    { captures, differences: [] },
  );
}

function isSameElement(expected: Element, received: Element): boolean {
  return expected.getName() === received.getName() && namespaceOf(expected) === namespaceOf(received);
}

function strictnessOf(expected: Element, inherited: boolean | undefined): boolean | undefined {
  const override = attributesOf(expected)["scansion:strict"];
  if (override !== undefined) return override === "true";
  return inherited ?? (namespaceOf(expected) === NS_CLIENT ? undefined : true);
}

function matchAttributes(
  expected: Element,
  received: Element,
  captures: Captures,
  { strict, path }: Context,
): Outcome {
  const wanted = comparableAttributes(expected, strict);
  const present = comparableAttributes(received, strict);
  const outcome = inTurn(
    captures,
    [...wanted].map(
      ([key, { label, value }]) =>
        (soFar: Captures) =>
          matchAttribute(`${path} @${label}`, value, present.get(key)?.value, soFar),
    ),
  );
  if (strict) {
    const unexpected = [...present].filter(([key]) => !wanted.has(key));
    outcome.differences.push(
      ...unexpected.map(([, { label, value }]) => `${path} @${label}: not expected, came "${value}"`),
    );
  }
  return outcome;
}

interface ComparableAttribute {
  value: string;
  /** What to call it in messages: a prefix alone does not tell its namespace. */
  label: string;
}

/**
 * Attributes by namespace and local name, but for the declarations of namespaces, which are compared
 * by what they mean, and scansion's own.
 */
function comparableAttributes(
  element: Element,
  strict: boolean | undefined,
): Map<string, ComparableAttribute> {
  const attributes = new Map<string, ComparableAttribute>();
  for (const [name, value] of Object.entries(attributesOf(element))) {
    const isSetAside = /^(?:xmlns$|xmlns:|scansion:)/.test(name) || (strict && name === "xml:lang");
    if (value === undefined || isSetAside) continue;
    const namespace = attributeNamespaceOf(element, name);
    if (namespace === undefined) attributes.set(name, { value, label: name });
    else attributes.set(expandedName(name, namespace), { value, label: `${name} (${namespace})` });
  }
  return attributes;
}

/** The same for all prefixes that stand for a namespace. */
function expandedName(name: string, namespace: string): string {
  return `{${namespace}}${name.slice(name.indexOf(":") + 1)}`;
}

function matchAttribute(
  where: string,
  expected: string,
  received: string | undefined,
  captures: Captures,
): Outcome {
  if (received === undefined)
    return { captures, differences: [`${where}: expected "${expected}", is missing`] };
  return compareValue(where, expected, received, captures);
}

function matchText(expected: Element, received: Element, captures: Captures, { path }: Context): Outcome {
  const text = textOf(expected);
  if (text === "") return { captures, differences: [] };
  return compareValue(`${path} text`, text, textOf(received), captures);
}

function compareValue(where: string, expected: string, received: string, captures: Captures): Outcome {
  const after = matchValue(expected, received, captures);
  if (after) return { captures: after, differences: [] };
  const wanted = describeValue(expected, captures);
  return { captures, differences: [`${where}: expected ${wanted}, came "${received}"`] };
}

function matchChildrenInOrder(
  expected: Element,
  received: Element,
  captures: Captures,
  context: Context,
): Outcome {
  const wanted = expected.getChildElements();
  const present = received.getChildElements();
  const outcome = inTurn(
    captures,
    wanted.map((child, index) => (soFar: Captures) => {
      const counterpart = present[index];
      if (!counterpart) return { captures: soFar, differences: [missing(child, context)] };
      return matchElement(child, counterpart, soFar, context);
    }),
  );
  const unexpected = present.slice(wanted.length);
  outcome.differences.push(
    ...unexpected.map((child) => `${startTag(child)} not expected${inside(context.path)}`),
  );
  return outcome;
}

function matchChildrenInAnyOrder(
  expected: Element,
  received: Element,
  captures: Captures,
  context: Context,
): Outcome {
  const wanted = expected.getChildElements();
  const present = received.getChildElements();
  const after = assignChildren(wanted, present, captures, context);
  if (after) return { captures: after, differences: [] };
  return { captures, differences: explainChildren(wanted, present, captures, context) };
}

/** An expected child with the received ones that match it, and the captures that come of each. */
interface Choice {
  child: Element;
  candidates: { received: Element; captures: Captures }[];
}

/**
 * Finds a received child for each expected one, no child serving twice. Goes back on a choice that
 * leaves none for another, and begins with the child that has the fewest: one without any ends the
 * search at once.
 */
function assignChildren(
  wanted: Element[],
  present: Element[],
  captures: Captures,
  context: Context,
): Captures | undefined {
  if (wanted.length === 0) return captures;
  if (wanted.length > present.length) return undefined;
  const choices = wanted.map((child) => findCandidates(child, present, captures, context));
  const hardest = choices.reduce((a, b) => (b.candidates.length < a.candidates.length ? b : a));
  const others = wanted.filter((child) => child !== hardest.child);
  for (const { received, captures: captured } of hardest.candidates) {
    const left = present.filter((child) => child !== received);
    const after = assignChildren(others, left, captured, context);
    if (after) return after;
  }
  return undefined;
}

/** Of received children that read the same one is enough: where it does not help, no other does. */
function findCandidates(child: Element, present: Element[], captures: Captures, context: Context): Choice {
  const different = [...new Map(present.map((each) => [each.toString(), each])).values()];
  const candidates = different.flatMap((received) => {
    const outcome = matchElement(child, received, captures, context);
    return outcome.differences.length === 0 ? [{ received, captures: outcome.captures }] : [];
  });
  return { child, candidates };
}

/** Says of each expected child that nothing matches how the likeliest one differs. */
function explainChildren(
  wanted: Element[],
  present: Element[],
  captures: Captures,
  context: Context,
): string[] {
  const differences = wanted.flatMap((child) => {
    const attempts = present
      .filter((candidate) => isSameElement(child, candidate))
      .map((candidate) => matchElement(child, candidate, captures, context).differences);
    const [nearest] = attempts.sort((a, b) => a.length - b.length);
    return nearest ?? [missing(child, context)];
  });
  return differences.length > 0
    ? differences
    : [`fewer matching children than expected${inside(context.path)}`];
}

function missing(child: Element, { path }: Context): string {
  return `${startTag(child)} is missing${inside(path)}`;
}

function inside(path: string): string {
  return path ? ` in ${path}` : "";
}

function startTag(element: Element): string {
  const namespace = namespaceOf(element);
  return namespace === NS_CLIENT ? `<${element.name}>` : `<${element.name} xmlns="${namespace}">`;
}
