import { type Comparison, compareElements, type ValueComparison } from "./compare.ts";
import { codePointsThatDiffer } from "./look-alikes.ts";
import { attributesOf, type Element, namespaceOf, NS_CLIENT } from "./xml.ts";

/** Most characters that are shown of a long value. */
const SHOWN_CHARACTERS = 60;

/** Says of everything that differs where it is, and how; `outer` is the path of what holds it. */
export function explain(comparison: Comparison, outer = ""): string[] {
  if (comparison.faults === 0) return [];
  const { outcome, expected, received, attributes, text, children } = comparison;
  if (!received) return [`${startTag(expected)} is missing${inside(outer)}`];
  if (outcome === "unexpected") return [`${startTag(received)} is not expected${inside(outer)}`];
  if (outcome === "other" || !expected)
    return [`${startTag(received)} instead of ${startTag(expected)}${inside(outer)}`];
  const path = pathOf(expected, outer);
  const values = [...attributes, ...(text ? [text] : [])].filter(({ differs }) => differs);
  return [
    ...values.map((value) => `${pathOfValue(path, value)}: ${explainValue(value)}`),
    ...explainChildren(children, path),
  ];
}

/** A child that is missing in one place and is there, unexpected, in another is told of once; so is one of another namespace. */
function explainChildren(children: readonly Comparison[], path: string): string[] {
  const displaced = new Set<Comparison>();
  const lines: string[] = [];
  for (const child of children.filter(({ outcome }) => outcome === "missing")) {
    const there = children.find((other) => !displaced.has(other) && isThere(other, child.expected));
    const namesake = there ? undefined : children.find((other) => isNamesake(other, child.expected));
    if (!there && !namesake) continue;
    const place = there ? "stands in another place" : "is missing";
    const hint = namesake
      ? `; there is ${startTag(namesake.received)}${codePointsOfNamespaces(child, namesake)}`
      : "";
    displaced.add(child).add(there ?? child);
    lines.push(`${startTag(child.expected)} ${place}${inside(path)}${hint}`);
  }
  const others = children.filter((child) => !displaced.has(child));
  return [...lines, ...others.flatMap((child) => explain(child, path))];
}

/** Namespaces too may look the same and differ. */
function codePointsOfNamespaces({ expected }: Comparison, { received }: Comparison): string {
  const differing =
    expected && received && codePointsThatDiffer(namespaceOf(expected), namespaceOf(received));
  return differing ? ` (${differing.join(" and ")})` : "";
}

function isNamesake({ outcome, received }: Comparison, expected: Element | undefined): boolean {
  const isLeft = outcome === "unexpected" || outcome === "extra";
  return isLeft && received?.getName() === expected?.getName();
}

function isThere({ outcome, received }: Comparison, expected: Element | undefined): boolean {
  if (outcome !== "unexpected" || !expected || !received) return false;
  return compareElements(expected, received, true).faults === 0;
}

function explainValue({ expected, received }: ValueComparison): string {
  if (expected === undefined) return `not expected, received ${quote(received ?? "")}`;
  if (received === undefined) return `expected ${quote(expected)}, is missing`;
  const start = firstDifference(expected, received);
  const codePoints = codePointsThatDiffer(expected, received);
  const differing = codePoints ? ` (${codePoints.join(" and ")})` : "";
  return `expected ${quote(expected, start)}, received ${quote(received, start)}${differing}`;
}

function firstDifference(a: string, b: string): number {
  let index = 0;
  while (index < a.length && a[index] === b[index]) index += 1;
  return index;
}

/** A value in quotes: of a long one the part that differs. */
function quote(value: string, from = 0): string {
  if (value.length <= SHOWN_CHARACTERS) return `"${showInvisible(value)}"`;
  const start = Math.max(0, Math.min(from - SHOWN_CHARACTERS / 2, value.length - SHOWN_CHARACTERS));
  const end = start + SHOWN_CHARACTERS;
  return `"${start > 0 ? "…" : ""}${showInvisible(value.slice(start, end))}${end < value.length ? "…" : ""}"`;
}

/** White space but for spaces, and characters without a shape, by their numbers. */
function showInvisible(text: string): string {
  return text.replace(
    /[^\S ]|\p{Cf}/gu,
    (character) => `\\u{${(character.codePointAt(0) ?? 0).toString(16)}}`,
  );
}

function pathOf(element: Element, outer: string): string {
  return `${outer === "" ? "" : `${outer}/`}${element.getName()}${whichOne(element)}`;
}

/** Tells an element from others of its name beside it: by its first attribute, or by its number. */
function whichOne(element: Element): string {
  const others = element.parent?.getChildElements().filter((each) => each.name === element.name) ?? [];
  if (others.length < 2) return "";
  const [first] = Object.entries(attributesOf(element)).filter(
    ([name]) => !/^(?:xmlns|scansion:)/.test(name),
  );
  return first ? `[${first[0]}=${quote(first[1] ?? "")}]` : `[${others.indexOf(element) + 1}]`;
}

/** The path to a value of an expected element, from the stanza on. */
export function placeOf(element: Element, value: ValueComparison): string {
  return pathOfValue(wholePathOf(element), value);
}

function wholePathOf(element: Element): string {
  return pathOf(element, element.parent ? wholePathOf(element.parent) : "");
}

function pathOfValue(path: string, { name }: ValueComparison): string {
  return name === "" ? `${path} text` : `${path} @${name}`;
}

function inside(path: string): string {
  return path === "" ? "" : ` in ${path}`;
}

function startTag(element: Element | undefined): string {
  if (!element) return "nothing";
  const namespace = namespaceOf(element);
  const attributes = Object.entries(attributesOf(element)).filter(([name]) => !name.startsWith("xmlns"));
  const all = [...(namespace === NS_CLIENT ? [] : [["xmlns", namespace] as const]), ...attributes];
  return `<${[element.name, ...all.map(([name, value = ""]) => `${name}=${quote(value)}`)].join(" ")}>`;
}
