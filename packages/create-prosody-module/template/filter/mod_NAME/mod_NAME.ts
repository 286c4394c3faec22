// Refuses messages that are too long.

import * as st from "util.stanza";

const limit = module.get_option_number("NAME_limit", 10000);

/** Says whether a text is allowed. If not: nil and the reason, as Prosody's own functions do. `$multi` returns several values. */
export function check(text: string): LuaMultiReturn<[ok: true | undefined, reason: string | undefined]> {
  if (text.length > limit) return $multi(undefined, `Longer than ${limit} bytes`);
  return $multi(true, undefined);
}

/** Sends a message that is too long back to its sender. True says that it has been dealt with: nobody else gets it. */
function filter(event: ProsodyStanzaEvents["pre-message/bare"]): true | undefined {
  const { origin, stanza } = event;
  const body = stanza.get_child_text("body");
  if (body === undefined) return undefined;
  const [, reason] = check(body);
  if (reason === undefined) return undefined;
  module.log("debug", "A message of %s is too long", stanza.attr.from);
  origin.send(st.error_reply(stanza, "modify", "policy-violation", reason));
  return true;
}

// Messages of this host's clients: to a user, to one client of a user, to a host or a component.
module.hook("pre-message/bare", filter);
module.hook("pre-message/full", filter);
module.hook("pre-message/host", filter);
