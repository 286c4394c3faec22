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

/** The most bytes of a text whose size is kept. */
const MAX_KEPT_LENGTH = 40;

/** The most sizes that are kept. */
const MAX_KEPT = 1000;

/** Sizes by text. Names, namespaces and the like come in each stanza, and reading them is most of an estimate. */
let kept: Record<string, number | undefined> = {};
let kept_count = 0;

function keep(text: string, size: number): void {
  if (kept_count === MAX_KEPT) {
    kept = {};
    kept_count = 0;
  }
  kept[text] = size;
  kept_count += 1;
}

function of_text(text: string): number {
  const known = kept[text];
  if (known !== undefined) {
    return known;
  }
  const [, escaped] = string.gsub(text, "[&<>'\"]", "");
  const size = text.length + escaped * ESCAPING;
  if (text.length <= MAX_KEPT_LENGTH) {
    keep(text, size);
  }
  return size;
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
