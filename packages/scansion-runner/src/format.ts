import type { Comparison, ValueComparison } from "./compare.ts";
import { attributesOf, type Element, escapeText, escapeValue, serialise, textOf } from "./xml.ts";

/** A line of two elements side by side; the mark says what is wrong with it. */
export interface Row {
  /** Both have it, and it differs; only expected; only received, and not allowed. */
  mark: " " | "!" | "-" | "+";
  expected: string;
  received: string;
}

const INDENT = "  ";
/** From this length on a start tag has its attributes on lines of their own. */
const LONG_TAG = 60;
/** Elements that are deeper are shown as `…`. */
const MAX_DEPTH = 30;

/** A stanza over several lines, for reading. */
export function indentStanza(stanza: Element): string {
  return layOut(stanza, 0).join("\n");
}

/** A stanza on one line, without the indentation it may have had. */
export function flattenStanza(stanza: Element): string {
  return serialise(stanza).replace(/\s*\n\s*/g, "");
}

/** Two elements in two columns, one line each for what they have in common. */
export function layOutComparison(comparison: Comparison): Row[] {
  return rowsOf(comparison, 0);
}

function rowsOf(comparison: Comparison, depth: number): Row[] {
  const { outcome, expected, received } = comparison;
  if (outcome !== "compared" || !expected || !received) return rowsOfOneSide(comparison, depth);
  const indent = INDENT.repeat(depth);
  const children = comparison.children.flatMap((child) => rowsOf(child, depth + 1));
  const isEmpty = (element: Element): boolean =>
    element.getChildElements().length === 0 && textOf(element) === "";
  const closings = { expected: isEmpty(expected) ? "/>" : ">", received: isEmpty(received) ? "/>" : ">" };
  const start = rowsOfStart(comparison, indent, closings);
  const text = rowOfText(comparison.text, indent + INDENT);
  const end = { mark: " " as const, expected: endOf(expected, indent), received: endOf(received, indent) };
  const [first] = start;
  if (first && text && start.length === 1 && children.length === 0) return [joinRows(first, text, end)];
  return [
    ...start,
    ...(text ? [text] : []),
    ...children,
    ...(end.expected + end.received === "" ? [] : [end]),
  ];
}

/** Lays out an element that only one side has, or that stands in the place of another. */
function rowsOfOneSide({ outcome, expected, received }: Comparison, depth: number): Row[] {
  const left = expected ? layOut(expected, depth) : [];
  const right = received ? layOut(received, depth) : [];
  const mark = ({ missing: "-", unexpected: "+", other: "!", extra: " ", compared: " " } as const)[outcome];
  return Array.from({ length: Math.max(left.length, right.length) }, (_, index) => ({
    mark,
    expected: left[index] ?? "",
    received: right[index] ?? "",
  }));
}

function rowsOfStart(
  { expected, received, attributes }: Comparison,
  indent: string,
  closings: { expected: string; received: string },
): Row[] {
  const all = [...declarationOf(expected, received), ...attributes];
  const write = (side: "expected" | "received") =>
    all.flatMap((value) => (value[side] === undefined ? [] : writeAttribute(value.name, value[side])));
  const line = (side: "expected" | "received", element: Element | undefined) =>
    [`${indent}<${element?.name ?? ""}`, ...write(side)].join(" ") + closings[side];
  const short = { expected: line("expected", expected), received: line("received", received) };
  if (short.expected.length <= LONG_TAG && short.received.length <= LONG_TAG)
    return [{ mark: worstMark(attributes), ...short }];
  const rows = all.map((value): Row => ({
    mark: markOf(value),
    expected:
      value.expected === undefined
        ? ""
        : indent + INDENT + INDENT + writeAttribute(value.name, value.expected),
    received:
      value.received === undefined
        ? ""
        : indent + INDENT + INDENT + writeAttribute(value.name, value.received),
  }));
  const head: Row = {
    mark: " ",
    expected: `${indent}<${expected?.name ?? ""}`,
    received: `${indent}<${received?.name ?? ""}`,
  };
  const whole = [head, ...rows];
  for (const side of ["expected", "received"] as const) {
    const last = whole.findLast((row) => row[side] !== "");
    if (last) last[side] += closings[side];
  }
  return whole;
}

/** The namespace that either side declares: it is no attribute to be compared, but is to be seen. */
function declarationOf(expected: Element | undefined, received: Element | undefined): ValueComparison[] {
  const left = expected && attributesOf(expected).xmlns;
  const right = received && attributesOf(received).xmlns;
  if (left === undefined && right === undefined) return [];
  return [
    {
      name: "xmlns",
      ...(left !== undefined && { expected: left }),
      ...(right !== undefined && { received: right }),
      differs: false,
    },
  ];
}

function rowOfText(text: ValueComparison | undefined, indent: string): Row | undefined {
  if (!text) return undefined;
  const write = (value: string | undefined): string =>
    value === undefined || value === "" ? "" : indent + escapeText(value);
  return { mark: text.differs ? "!" : " ", expected: write(text.expected), received: write(text.received) };
}

function joinRows(start: Row, text: Row, end: Row): Row {
  const join = (side: "expected" | "received"): string =>
    text[side] === "" ? start[side] + end[side].trim() : start[side] + text[side].trim() + end[side].trim();
  return {
    mark: start.mark === " " ? text.mark : start.mark,
    expected: join("expected"),
    received: join("received"),
  };
}

function endOf(element: Element, indent: string): string {
  return element.getChildElements().length === 0 && textOf(element) === ""
    ? ""
    : `${indent}</${element.name}>`;
}

function writeAttribute(name: string, value: string): string {
  return `${name.replace(/ \(.*/, "")}="${escapeValue(value)}"`;
}

function markOf({ expected, received, differs }: ValueComparison): Row["mark"] {
  if (!differs) return " ";
  if (expected === undefined) return "+";
  return received === undefined ? "-" : "!";
}

function worstMark(values: ValueComparison[]): Row["mark"] {
  return values.some(({ differs }) => differs) ? "!" : " ";
}

function layOut(element: Element, depth: number): string[] {
  const indent = INDENT.repeat(depth);
  const children = element.getChildElements();
  const text = escapeText(textOf(element));
  const isEmpty = children.length === 0 && text === "";
  const start = layOutStart(element, indent, isEmpty ? "/>" : ">");
  if (isEmpty) return start;
  const end = `</${element.name}>`;
  if (children.length === 0 && start.length === 1) return [`${start[0] ?? ""}${text}${end}`];
  const inner =
    depth < MAX_DEPTH ? children.flatMap((child) => layOut(child, depth + 1)) : [`${indent}${INDENT}…`];
  return [...start, ...(text === "" ? [] : [indent + INDENT + text]), ...inner, indent + end];
}

function layOutStart(element: Element, indent: string, closing: string): string[] {
  const attributes = Object.entries(attributesOf(element)).map(([name, value = ""]) =>
    writeAttribute(name, value),
  );
  const line = [`${indent}<${element.name}`, ...attributes].join(" ") + closing;
  if (line.length <= LONG_TAG || attributes.length === 0) return [line];
  const lines = [
    `${indent}<${element.name}`,
    ...attributes.map((attribute) => indent + INDENT + INDENT + attribute),
  ];
  return [...lines.slice(0, -1), `${lines.at(-1) ?? ""}${closing}`];
}
