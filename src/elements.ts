/**
 * XML elements as Prosody keeps them. Its own functions check every name and value for being XML, which costs
 * more than all else that an answer takes; what goes in here was checked when it came.
 */

import * as st from "util.stanza";

/** An element without children; attributes that are nil are left out. */
export function leaf(name: string, attr: st.Attributes): st.Stanza {
  return setmetatable({ name, attr, tags: [] }, st.stanza_mt as object) as unknown as st.Stanza;
}

/**
 * An element with one child, or two. Written out for either: a table with five keys takes twice the memory of
 * one with four.
 */
export function parent(name: string, attr: st.Attributes, first: st.Stanza, second?: st.Stanza): st.Stanza {
  if (second === undefined) {
    return setmetatable(
      { name, attr, tags: [first], 1: first },
      st.stanza_mt as object,
    ) as unknown as st.Stanza;
  }
  return setmetatable(
    { name, attr, tags: [first, second], 1: first, 2: second },
    st.stanza_mt as object,
  ) as unknown as st.Stanza;
}
