import { escapeXMLText } from "@xmpp/xml";
import { attributesOf, type Element, textOf } from "./xml.ts";

const INDENT = "  ";
/** From this length on a start tag has its attributes on lines of their own. */
const LONG_TAG = 60;

/** A stanza over several lines, for reading. */
export function indentStanza(stanza: Element): string {
  return layOut(stanza, "", LONG_TAG).join("\n");
}

/** A stanza on one line, without the indentation it may have had. */
export function flattenStanza(stanza: Element): string {
  return layOut(stanza, "", Infinity)
    .map((line) => line.trim())
    .join("");
}

/** Two texts in two columns, each under its heading. */
export function sideBySide(left: [heading: string, text: string], right: [string, string]): string[] {
  const leftLines = left.flatMap((text) => text.split("\n"));
  const rightLines = right.flatMap((text) => text.split("\n"));
  const width = Math.max(...leftLines.map((line) => line.length));
  return Array.from({ length: Math.max(leftLines.length, rightLines.length) }, (_, index) =>
    `${(leftLines[index] ?? "").padEnd(width)} | ${rightLines[index] ?? ""}`.trimEnd(),
  );
}

function layOut(element: Element, indent: string, longTag: number): string[] {
  const children = element.getChildElements();
  const text = escapeXMLText(textOf(element));
  const start = layOutStart(element, indent, longTag);
  const end = `</${element.name}>`;
  if (children.length === 0 && text === "") return [...start.slice(0, -1), `${start.at(-1) ?? ""}/>`];
  const opened = [...start.slice(0, -1), `${start.at(-1) ?? ""}>`];
  if (children.length === 0) return [...opened.slice(0, -1), `${opened.at(-1) ?? ""}${text}${end}`];
  return [
    ...opened,
    ...(text === "" ? [] : [indent + INDENT + text]),
    ...children.flatMap((child) => layOut(child, indent + INDENT, longTag)),
    indent + end,
  ];
}

/** A start tag without what closes it. */
function layOutStart(element: Element, indent: string, longTag: number): string[] {
  const attributes = Object.entries(attributesOf(element)).map(
    ([name, value = ""]) => `${name}="${escapeXMLText(value).replaceAll('"', "&quot;")}"`,
  );
  const line = [`${indent}<${element.name}`, ...attributes].join(" ");
  if (line.length <= longTag) return [line];
  return [
    `${indent}<${element.name}`,
    ...attributes.map((attribute) => indent + INDENT + INDENT + attribute),
  ];
}
