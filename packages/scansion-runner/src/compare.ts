import { readStrict } from "./directives.ts";
import { matchesValue } from "./values.ts";
import { attributeNamespaceOf, attributesOf, type Element, namespaceOf, NS_CLIENT, textOf } from "./xml.ts";

/** An attribute or a text, on both sides of a comparison. */
export interface ValueComparison {
  /** An attribute's name, or nothing for a text. */
  name: string;
  expected?: string;
  received?: string;
  differs: boolean;
}

/**
 * Two elements side by side, or one that the other side has not: `missing` was expected, `unexpected` must not be
 * there, `extra` may be there, `other` is another element in its place.
 */
export interface Comparison {
  outcome: "compared" | "missing" | "unexpected" | "extra" | "other";
  expected?: Element;
  received?: Element;
  /** In the expected order; those that are only received come last. */
  attributes: ValueComparison[];
  text?: ValueComparison;
  /** In the expected order, those that are only received in their places or last. */
  children: Comparison[];
  /** Counts all differences, those of the children too. */
  faults: number;
}

/**
 * Compares a received element with an expected one. Captures take any value.
 *
 * @param strict Set by an element with a namespace of its own, or by scansion:strict, for what that holds.
 */
export function compareElements(expected: Element, received: Element, strict?: boolean): Comparison {
  if (!isSameElement(expected, received))
    return { outcome: "other", expected, received, attributes: [], children: [], faults: 1 };
  const isStrict = strictnessOf(expected, strict);
  const attributes = compareAttributes(expected, received, isStrict === true);
  const text = compareText(expected, received);
  const children =
    isStrict === true
      ? compareInOrder(expected.getChildElements(), received.getChildElements())
      : compareInAnyOrder(expected.getChildElements(), received.getChildElements(), isStrict);
  const faults =
    attributes.filter(({ differs }) => differs).length +
    (text?.differs ? 1 : 0) +
    children.reduce((sum, child) => sum + child.faults, 0);
  return { outcome: "compared", expected, received, attributes, ...(text && { text }), children, faults };
}

function isSameElement(expected: Element, received: Element): boolean {
  return expected.getName() === received.getName() && namespaceOf(expected) === namespaceOf(received);
}

function strictnessOf(expected: Element, inherited: boolean | undefined): boolean | undefined {
  return readStrict(expected) ?? inherited ?? (namespaceOf(expected) === NS_CLIENT ? undefined : true);
}

function compareAttributes(expected: Element, received: Element, strict: boolean): ValueComparison[] {
  const wanted = comparableAttributes(expected, strict);
  const present = comparableAttributes(received, strict);
  const compared = [...wanted].map(([key, { name, value }]): ValueComparison => {
    const found = present.get(key)?.value;
    if (found === undefined) return { name, expected: value, differs: true };
    return { name, expected: value, received: found, differs: !matchesValue(value, found) };
  });
  const others = [...present].filter(([key]) => !wanted.has(key));
  return [...compared, ...others.map(([, { name, value }]) => ({ name, received: value, differs: strict }))];
}

/**
 * Attributes by namespace and local name, but for the declarations of namespaces, which are compared
 * by what they mean, and scansion's own.
 */
function comparableAttributes(
  element: Element,
  strict: boolean,
): Map<string, { name: string; value: string }> {
  const attributes = new Map<string, { name: string; value: string }>();
  for (const [name, value] of Object.entries(attributesOf(element))) {
    const isSetAside = /^(?:xmlns$|xmlns:|scansion:)/.test(name) || (strict && name === "xml:lang");
    if (value === undefined || isSetAside) continue;
    const namespace = attributeNamespaceOf(element, name);
    // A prefix alone does not tell its namespace.
    if (namespace === undefined) attributes.set(name, { name, value });
    else
      attributes.set(`{${namespace}}${name.slice(name.indexOf(":") + 1)}`, {
        name: `${name} (${namespace})`,
        value,
      });
  }
  return attributes;
}

function compareText(expected: Element, received: Element): ValueComparison | undefined {
  const wanted = textOf(expected);
  const found = textOf(received);
  if (wanted === "") return found === "" ? undefined : { name: "", received: found, differs: false };
  return { name: "", expected: wanted, received: found, differs: !matchesValue(wanted, found) };
}

/** Pairs children one by one, going on after one that only one side has. */
function compareInOrder(wanted: Element[], present: Element[]): Comparison[] {
  const comparisons: Comparison[] = [];
  let next = 0;
  for (const child of wanted) {
    const found = indexFrom(present, next, (other) => isSameElement(child, other));
    const partner = present[found];
    if (!partner) {
      comparisons.push(missing(child));
      continue;
    }
    comparisons.push(...present.slice(next, found).map((other) => onlyReceived(other, true)));
    comparisons.push(compareElements(child, partner, true));
    next = found + 1;
  }
  return [...comparisons, ...present.slice(next).map((other) => onlyReceived(other, true))];
}

/** Finds the next element of a kind; the length where there is none. */
function indexFrom(elements: Element[], start: number, isWanted: (element: Element) => boolean): number {
  let index = start;
  for (let each = elements[index]; each && !isWanted(each); each = elements[index]) index += 1;
  return index;
}

/** Finds for each child one that matches, none serving twice; those that are left go to what is most like them. */
function compareInAnyOrder(wanted: Element[], present: Element[], strict: boolean | undefined): Comparison[] {
  const table = wanted.map((child) =>
    present.map((other) => (isSameElement(child, other) ? compareElements(child, other, strict) : undefined)),
  );
  const partners = assign(table);
  const free = new Set(present.keys());
  for (const partner of partners) if (partner !== undefined) free.delete(partner);
  const comparisons = wanted.map((child, index) => {
    const row = table[index] ?? [];
    const partner = partners[index] ?? nearest(row, free);
    if (partner === undefined) return missing(child);
    free.delete(partner);
    return row[partner] ?? missing(child);
  });
  const others = present.filter((_, index) => free.has(index));
  return [...comparisons, ...others.map((other) => onlyReceived(other, false))];
}

/** As many pairs without a fault as there can be: the received index for each expected one, by augmenting paths. */
function assign(table: (Comparison | undefined)[][]): (number | undefined)[] {
  const owners = new Map<number, number>();
  const findPartner = (row: number, tried: Set<number>): boolean => {
    for (const [column, comparison] of (table[row] ?? []).entries()) {
      if (comparison?.faults !== 0 || tried.has(column)) continue;
      tried.add(column);
      const owner = owners.get(column);
      if (owner !== undefined && !findPartner(owner, tried)) continue;
      owners.set(column, row);
      return true;
    }
    return false;
  };
  for (const row of table.keys()) findPartner(row, new Set());
  const partners = Array<number | undefined>(table.length);
  for (const [column, row] of owners) partners[row] = column;
  return partners;
}

function nearest(row: (Comparison | undefined)[], free: ReadonlySet<number>): number | undefined {
  const [best] = [...free]
    .flatMap((index) => (row[index] ? [{ index, faults: row[index].faults }] : []))
    .sort((a, b) => a.faults - b.faults);
  return best?.index;
}

function missing(expected: Element): Comparison {
  return { outcome: "missing", expected, attributes: [], children: [], faults: 1 };
}

function onlyReceived(received: Element, isFault: boolean): Comparison {
  const outcome = isFault ? "unexpected" : "extra";
  return { outcome, received, attributes: [], children: [], faults: isFault ? 1 : 0 };
}
