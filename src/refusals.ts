/** Refuses stanzas with the errors that Prosody itself has for them, and with those of the limits. */

import * as jid from "util.jid";
import * as st from "util.stanza";
import * as elements from "./elements";
import * as jids from "./jids";
import * as namespaces from "./namespaces";
import * as options from "./options";
import * as rate_limit from "./rate_limit";
import * as statistics from "./statistics";

/** The kinds of requests. */
export type Kind = "probe" | "batch" | "query";

/**
 * Answers a stanza with an error from the address it was sent to. Does not repeat the stanza's payload. The
 * details are an application-specific condition (RFC 6120 §8.3.4).
 */
export function refuse(
  event: StanzaEvent,
  outcome: statistics.Outcome,
  error_type: st.ErrorType,
  condition: string,
  text: string,
  details?: st.Stanza,
): true {
  const { origin, stanza } = event;
  const to = stanza.attr.to!;
  statistics.record(stanza.attr.from, to, outcome);
  const reply = st.error_reply(stanza, error_type, condition, text, jids.bare(to));
  if (details) {
    reply.get_child("error")!.add_direct_child(details);
  }
  origin.send(reply);
  return true;
}

/** Tells a user how long to wait. */
function refuse_for_now(event: StanzaEvent, reason: string, after: string): true {
  return refuse(
    event,
    "throttled",
    "wait",
    "resource-constraint",
    `${reason}, ask again after ${after} s`,
    elements.leaf("retry", { xmlns: namespaces.QUERY, after }),
  );
}

/** Refuses what is over the limit. */
export function refuse_throttled(event: StanzaEvent, user: string, probes: number, seconds: number): true {
  rate_limit.note_refusal(user, probes);
  return refuse_for_now(event, "You are probing too fast", string.format("%.0f", seconds));
}

/** Refuses a query about a room that has changed during each attempt at an answer. */
export function refuse_changing(event: StanzaEvent): true {
  return refuse_for_now(event, "The room is changing too fast", "1");
}

/** Refuses a batch, query or page that is never granted, however long the user waits. */
export function refuse_large(event: StanzaEvent, kind: Exclude<Kind, "probe">): true {
  return refuse(
    event,
    `large-${kind}`,
    "modify",
    "policy-violation",
    string.format("You can ask for %d people at once, not for more", options.most_at_once),
  );
}

/** Refuses a prober who is not in the room. The answer is the same for every nick (contract row 1). */
export function refuse_outsider(event: StanzaEvent): true {
  return refuse(
    event,
    "not-acceptable",
    "cancel",
    "not-acceptable",
    "You are not currently connected to this chat",
  );
}

/**
 * Lets a room refuse a presence after its storage failed. Prosody's router refuses what the room does not
 * handle.
 */
function refuse_for_broken(event: StanzaEvent, room: MucRoom): ProsodyHandled {
  const { origin, stanza } = event;
  if (jids.has_resource(stanza.attr.to!)) {
    return room.handle_presence_to_occupant(origin, stanza);
  }
  if (!room.handle_presence_to_room(origin, stanza)) {
    origin.send(st.error_reply(stanza, "cancel", "service-unavailable"));
  }
  return true;
}

/**
 * Refuses a presence to a room that does not exist. Since 0.12, Prosody has another error for JIDs that are
 * malformed.
 */
function refuse_for_nobody(event: StanzaEvent): true {
  const { origin, stanza } = event;
  if (jid.prep(jids.bare(stanza.attr.to!), true)) {
    origin.send(st.error_reply(stanza, "cancel", "item-not-found", undefined, module.host));
  } else {
    origin.send(st.error_reply(stanza, "modify", "jid-malformed", undefined, module.host));
  }
  return true;
}

/**
 * Refuses a probe of a room that does not exist or cannot be loaded, with the same error as Prosody, which
 * would read the storage a second time. Two things are left to Prosody: a probe of a destroyed room, and an
 * iq, for which it does not read the storage.
 */
export function refuse_missing(event: StanzaEvent, found: MucRoom | false | undefined): ProsodyHandled {
  const stanza = event.stanza;
  if (stanza.name !== "presence") {
    return;
  }
  if (found === undefined) {
    return refuse_for_nobody(event);
  }
  if (found === false) {
    event.origin.send(st.error_reply(stanza, "wait", "resource-constraint", undefined, module.host));
    return true;
  }
  if (found._data.destroyed) {
    return;
  }
  return refuse_for_broken(event, found);
}
