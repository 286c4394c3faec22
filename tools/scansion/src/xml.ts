import { Element } from "@xmpp/xml";

export { Element };

/** The default namespace of a client's stream: that of stanzas themselves. */
export const NS_CLIENT = "jabber:client";

/** An element's namespace; an element that stands outside of any stream is in the default one. */
export function namespaceOf(element: Element): string {
  return element.getNS() ?? NS_CLIENT;
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
