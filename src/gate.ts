/** Checks whether a user may probe: not too often, in a room that exists, and as an occupant of it. */

import * as jid from "util.jid";
import * as st from "util.stanza";
import * as elements from "./elements";
import * as jids from "./jids";
import * as namespaces from "./namespaces";
import * as options from "./options";
import type { Prober } from "./probers";
import * as probers from "./probers";
import * as rate_limit from "./rate_limit";
import * as rooms from "./rooms";
import * as seen_rooms from "./seen_rooms";
import * as statistics from "./statistics";

/** Answers a prober, and returns whether the stanza was handled. */
export type Answerer = (this: void, prober: Prober, event: StanzaEvent) => ProsodyHandled;

/** The kinds of requests. */
export type Kind = "probe" | "batch" | "query";

/**
 * Answers a stanza with an error from the address it was sent to. Does not repeat the stanza's payload. The details are an
 * application-specific condition (RFC 6120 §8.3.4).
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
function refuse_throttled(event: StanzaEvent, user: string, probes: number, seconds: number): true {
  rate_limit.note_refusal(user, probes);
  const after = string.format("%.0f", seconds);
  return refuse(
    event,
    "throttled",
    "wait",
    "resource-constraint",
    `You are probing too fast, ask again after ${after} s`,
    elements.leaf("retry", { xmlns: namespaces.QUERY, after }),
  );
}

/** Refuses a batch, query or page that is never granted, however long the user waits. */
function refuse_large(event: StanzaEvent, kind: Exclude<Kind, "probe">): true {
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

/** Lets a room refuse a presence after its storage failed. Prosody's router refuses what the room does not handle. */
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
  if (jid.prep(jids.bare(stanza.attr.to!), true) === undefined) {
    origin.send(st.error_reply(stanza, "modify", "jid-malformed", undefined, module.host));
  } else {
    origin.send(st.error_reply(stanza, "cancel", "item-not-found", undefined, module.host));
  }
  return true;
}

/**
 * Refuses a probe of a room that does not exist or cannot be loaded, with the same error as Prosody. Prosody itself
 * would read the storage a second time. Returns nil for what Prosody handles: a probe of a destroyed room, and an
 * iq, for which Prosody does not read the storage.
 */
function refuse_missing(event: StanzaEvent, found: MucRoom | false | undefined): ProsodyHandled {
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

/** Says whether a stanza is a probe of an occupant JID. */
function is_probe_of_occupant(stanza: st.Stanza): boolean {
  return stanza.name === "presence" && jids.has_resource(stanza.attr.to!);
}

/**
 * Handles a stanza over the limit. Probes of oneself are answered all the same, and what might be one gets no error: home
 * servers take an error for the end of the visit (contract row 7). Returns nil if it is to be answered.
 */
function handle_excess(event: StanzaEvent, user: string, probes: number, seconds: number): true | undefined {
  const stanza = event.stanza;
  const { from, to } = stanza.attr;
  if (is_probe_of_occupant(stanza)) {
    if (seen_rooms.is_own_occupant_jid(from!, to!)) {
      return undefined;
    }
    if (!seen_rooms.has_seen(to!)) {
      rate_limit.note_refusal(user, probes);
      statistics.record(from, to, "silent");
      return true;
    }
  }
  return refuse_throttled(event, user, probes, seconds);
}

/**
 * Checks size, rate, room and membership, and lets `answer` handle the stanza of a prober who may ask. Returns whether the
 * stanza was handled. A stanza without addresses is not: only another module can make one.
 */
export function admit(event: StanzaEvent, kind: Kind, probes: number, answer: Answerer): ProsodyHandled {
  const session = event.stanza.attr.from;
  const to = event.stanza.attr.to;
  if (!session || !to) {
    return;
  }
  const user = jids.bare(session);
  const is_large = kind !== "probe" && probes > options.most_at_once;
  // What is never granted counts as one, so that nobody outside has rooms loaded with it.
  const cost = is_large ? 1 : probes;
  const seconds = rate_limit.take(user, cost);
  if (seconds > 0) {
    if (is_large) {
      return refuse_large(event, kind);
    }
    if (handle_excess(event, user, probes, seconds)) {
      return true;
    }
  }
  const room = rooms.look_up(to);
  if (!rooms.is_open(room)) {
    return refuse_missing(event, room);
  }
  if (!probers.is_in_room(room, session)) {
    return refuse_outsider(event);
  }
  if (is_large) {
    rate_limit.give_back(user, cost);
    return refuse_large(event, kind);
  }
  return answer({ session, user, room }, event);
}

/**
 * Says whether a prober is still in the room. A handler of another module may have waited, and the prober have left, or Prosody
 * have swapped the room to disk and back.
 */
export function is_still_in(prober: Prober): boolean {
  if (!seen_rooms.is_current(prober.room)) {
    const room = rooms.find(prober.room.jid);
    if (!room) {
      return false;
    }
    prober.room = room;
  }
  return probers.is_in_room(prober.room, prober.session);
}
