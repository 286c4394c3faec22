// Answers whoever writes to its host, or to any address there.

import * as st from "util.stanza";

const words = module.get_option_string("NAME_words", "You said");

/** The answer to a text. */
export function answer(text: string): string {
  return `${words}: ${text}`;
}

/** Answers a message. True says that it has been dealt with: without it, Prosody would send an error to the sender. */
function reply(event: ProsodyStanzaEvents["message/bare"]): true {
  const { origin, stanza } = event;
  const body = stanza.get_child_text("body");
  // Errors get no answer: two programs that answer each other's errors never stop.
  if (body !== undefined && stanza.attr.type !== "error") {
    origin.send(st.reply(stanza).text_tag("body", answer(body)));
  }
  return true;
}

module.hook("message/host", reply);
module.hook("message/bare", reply);
module.hook("message/full", reply);
