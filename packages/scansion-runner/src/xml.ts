import { Element, escapeXML, escapeXMLText } from "ltx";

export { Element };

/** The default namespace of a client's stream: that of stanzas themselves. */
export const NS_CLIENT = "jabber:client";

/** An element's namespace; an element that stands outside of any stream is in the default one. */
export function namespaceOf(element: Element): string {
  const colon = element.name.indexOf(":");
  return findNamespace(element, colon > 0 ? element.name.slice(0, colon) : "") ?? NS_CLIENT;
}

/** The namespace of an attribute whose name has a prefix that is declared; `xml:` needs no declaration. */
export function attributeNamespaceOf(element: Element, name: string): string | undefined {
  const colon = name.indexOf(":");
  return colon > 0 ? findNamespace(element, name.slice(0, colon)) : undefined;
}

/** Resolves a prefix at an element; `""` is the default namespace. */
function findNamespace(element: Element, prefix: string): string | undefined {
  const declaration = prefix === "" ? "xmlns" : `xmlns:${prefix}`;
  for (let each: Element | null = element; each; each = each.parent) {
    const namespace = attributesOf(each)[declaration];
    if (namespace !== undefined) return namespace;
  }
  return undefined;
}

/** An element's attributes, namespace declarations among them. */
export function attributesOf(element: Element): Record<string, string | undefined> {
  return element.attrs;
}

/** An element's own text, without the space around it. */
export function textOf(element: Element): string {
  return element.children
    .filter((child) => typeof child === "string")
    .join("")
    .trim();
}

/** A copy of an element with every attribute's value and every text put through a function. */
export function mapValues(element: Element, change: (value: string) => string): Element {
  const copyTag = (original: Element): Element => {
    const copy = new Element(original.name);
    for (const [name, value] of Object.entries(attributesOf(original))) {
      if (value !== undefined) copy.attrs[name] = change(value);
    }
    return copy;
  };
  const root = copyTag(element);
  // Not by recursion: a stanza may be deeper than the stack.
  const open: [original: Element, copy: Element][] = [[element, root]];
  for (let next = open.pop(); next; next = open.pop()) {
    const [original, copy] = next;
    for (const child of original.children) {
      if (typeof child === "string") {
        copy.t(change(child));
        continue;
      }
      const childCopy = copyTag(child);
      copy.cnode(childCopy);
      open.push([child, childCopy]);
    }
  }
  return root;
}

/** An element and all elements in it, in the order of their start tags. */
export function* elementsOf(element: Element): Generator<Element> {
  // Not by recursion: a stanza may be deeper than the stack.
  const open = [element];
  for (let next = open.pop(); next; next = open.pop()) {
    yield next;
    for (const child of next.getChildElements().toReversed()) open.push(child);
  }
}

/** The value of every attribute and every text that an element holds, the latter without the space around it. */
export function valuesOf(element: Element): string[] {
  return [...elementsOf(element)].flatMap((each) => [
    ...Object.values(attributesOf(each)).filter((value) => value !== undefined),
    textOf(each),
  ]);
}

/** An element as XML on one line, however deep it is. */
export function serialise(element: Element): string {
  const parts: string[] = [];
  const rest: (string | Element | { end: string })[] = [element];
  for (let next = rest.pop(); next !== undefined; next = rest.pop()) {
    if (typeof next === "string") parts.push(escapeText(next));
    // Callers may have elements of another copy of ltx, which are no instances of this one's class.
    else if ("end" in next) parts.push(next.end);
    else if (next.children.length === 0) parts.push(`${startOf(next)}/>`);
    else {
      parts.push(`${startOf(next)}>`);
      rest.push({ end: `</${next.name}>` }, ...next.children.toReversed());
    }
  }
  return parts.join("");
}

function startOf(element: Element): string {
  const attributes = Object.entries(attributesOf(element))
    .filter(([, value]) => value !== undefined)
    .map(([name, value = ""]) => ` ${name}="${escapeValue(value)}"`);
  return `<${element.name}${attributes.join("")}`;
}

/** An attribute's value as XML in double quotes. White space but for spaces stands by its number, or the reader takes it for a space. */
export function escapeValue(value: string): string {
  return escapeXML(value)
    .replaceAll("&apos;", "'")
    .replace(/[\t\n\r]/g, byNumber);
}

/** A text as XML. */
export function escapeText(text: string): string {
  return escapeXMLText(text).replaceAll("\r", byNumber);
}

function byNumber(character: string): string {
  return `&#${character.charCodeAt(0)};`;
}
