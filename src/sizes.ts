/** Estimates how large stanzas are as XML. An estimate never says too little. */

import type * as st from "util.stanza";

/** The most that escaping adds to a character, as in `&quot;`. */
const ESCAPING = 5;

/** The characters around an attribute: ` k='v'`. */
const AROUND_ATTRIBUTE = 4;

/**
 * The most characters that a namespace adds to an attribute: ` xmlns:ns1='…' ns1:k='v'`, with room for its
 * number.
 */
const QUALIFYING = 28;

/** The characters around the two names of an element: `<`, `>`, `</` and `>`. */
const AROUND_ELEMENT = 5;

/** The most bytes of a text whose size is kept. An occupant-id has 44. */
const MAX_KEPT_LENGTH = 64;

/** The most sizes that are kept. */
const MAX_KEPT = 1000;

/**
 * Sizes by text. Names, namespaces and the like come in each stanza, and reading them is most of an estimate.
 */
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

/** Reads a text. One that has a \x01 is the name of a qualified attribute, and begins with the namespace. */
function of_text(text: string): number {
  const [, escaped] = string.gsub(text, "[&<>'\"]", "");
  const qualifying = string.match(text, "\x01")[0] ? QUALIFYING : 0;
  const size = text.length + escaped * ESCAPING + qualifying;
  if (text.length <= MAX_KEPT_LENGTH) {
    keep(text, size);
  }
  return size;
}

/**
 * Estimates the bytes of an element, with all that it holds. What is kept is looked up here, since this runs
 * for everything in an answer.
 */
export function estimate(element: st.Stanza): number {
  let size = 2 * element.name.length + AROUND_ELEMENT;
  for (const [name, value] of pairs(element.attr)) {
    size += AROUND_ATTRIBUTE + (kept[name] ?? of_text(name)) + (kept[value] ?? of_text(value));
  }
  for (const index of $range(1, element.length)) {
    const child = element[index - 1]!;
    if (typeof child === "string") {
      size += kept[child] ?? of_text(child);
    } else {
      size += estimate(child);
    }
  }
  return size;
}
