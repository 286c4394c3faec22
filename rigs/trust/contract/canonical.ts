import type { Element } from "scansion-runner";

/**
 * A stanza as text that is the same for stanzas that say the same: whatever their order of attributes and children, their
 * prefixes, and the stream they came over. An error's human-readable text is left out.
 */
export function canonical(stanza: Element): string {
  return write(stanza, "");
}

function write(element: Element, inherited: string): string {
  const { xmlns, ...attributes } = element.attrs as Record<string, string | undefined>;
  const isStanza = inherited === "" && isOfStream(xmlns);
  const namespace = isStanza ? "" : (xmlns ?? inherited);
  const written = Object.entries(attributes)
    .filter(([, value]) => value !== undefined)
    .map(([name, value]) => ` ${name}=${JSON.stringify(value)}`)
    .sort();
  const children = element.children
    .filter((child) => typeof child === "string" || !isErrorText(child, element))
    .map((child) => (typeof child === "string" ? JSON.stringify(child) : write(child, namespace)))
    .sort();
  return `<${element.getName()} {${namespace}}${written.join("")}>${children.join("")}</>`;
}

function isOfStream(namespace: string | undefined): boolean {
  return namespace === undefined || /^jabber:(client|server|component:accept)$/.test(namespace);
}

function isErrorText(child: Element, parent: Element): boolean {
  return child.is("text") && parent.is("error");
}
