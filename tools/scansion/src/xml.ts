import { Element } from "@xmpp/xml";

export { Element };

/** The default namespace of a client's stream: that of stanzas themselves. */
export const NS_CLIENT = "jabber:client";

/** An element's namespace; an element that stands outside of any stream is in the default one. */
export function namespaceOf(element: Element): string {
  return element.getNS() ?? NS_CLIENT;
}

/** The namespace of an attribute whose name has a prefix that is declared; `xml:` needs no declaration. */
export function attributeNamespaceOf(element: Element, name: string): string | undefined {
  const colon = name.indexOf(":");
  return colon > 0 ? element.findNS(name.slice(0, colon)) : undefined;
}

/** An element's attributes, namespace declarations among them. */
export function attributesOf(element: Element): Record<string, string | undefined> {
  return element.attrs;
}

/** An element's own text, without the space around it. */
export function textOf(element: Element): string {
  return element.getText().trim();
}

/** A copy of an element with every attribute's value and every text put through a function. */
export function mapValues(element: Element, change: (value: string) => string): Element {
  const copy = new Element(element.name);
  for (const [name, value] of Object.entries(attributesOf(element))) {
    if (value !== undefined) copy.attrs[name] = change(value);
  }
  for (const child of element.children) {
    copy.append(typeof child === "string" ? change(child) : mapValues(child, change));
  }
  return copy;
}

/** The value of every attribute and every text that an element holds, the latter without the space around it. */
export function valuesOf(element: Element): string[] {
  const attributes = Object.values(attributesOf(element)).filter((value) => value !== undefined);
  return [...attributes, textOf(element), ...element.getChildElements().flatMap(valuesOf)];
}
