/** Estimates how large stanzas are as XML. An estimate never says too little. */

import type * as st from "util.stanza";

/** The most that escaping adds to a character, as in `&quot;`. */
const ESCAPING = 5;

/** The characters around an attribute: ` k='v'`. */
const AROUND_ATTRIBUTE = 4;

/** The most characters around an attribute with a namespace: ` xmlns:ns1='…' ns1:k='v'`, with room for its number. */
const AROUND_QUALIFIED = 32;

/** The characters around the two names of an element: `<`, `>`, `</` and `>`. */
const AROUND_ELEMENT = 5;

function of_text(text: string): number {
  if (!string.match(text, "[&<>'\"]")[0]) {
    return text.length;
  }
  const [, escaped] = string.gsub(text, "[&<>'\"]", "");
  return text.length + escaped * ESCAPING;
}

/** The name of a qualified attribute begins with its namespace, which is escaped too. */
function of_attribute(name: string, value: string): number {
  const around = string.match(name, "\x01")[0] ? AROUND_QUALIFIED : AROUND_ATTRIBUTE;
  return of_text(name) + of_text(value) + around;
}

/** Estimates the bytes of an element, with all that it holds. */
export function estimate(element: st.Stanza): number {
  let size = 2 * element.name.length + AROUND_ELEMENT;
  for (const [name, value] of pairs(element.attr)) {
    size += of_attribute(name, value);
  }
  for (const child of element) {
    if (typeof child === "string") {
      size += of_text(child);
    } else {
      size += estimate(child);
    }
  }
  return size;
}
