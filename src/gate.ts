/** Checks whether a user may probe: not too often, in a room that exists, and as an occupant of it. */

import * as jid from "util.jid";
import * as st from "util.stanza";
import * as jids from "./jids";
import * as options from "./options";
import * as probers from "./probers";
import * as rate_limit from "./rate_limit";
import * as rooms from "./rooms";
import * as seen_rooms from "./seen_rooms";
import * as statistics from "./statistics";

/** Answers a prober, and returns whether the stanza was handled. */
export type Answerer = (this: void, prober: probers.Prober, event: StanzaEvent) => ProsodyHandled;

/** Answers a stanza with an error from the address it was sent to. Does not repeat the stanza's payload. */
export function refuse(
  event: StanzaEvent,
  outcome: statistics.Outcome,
  error_type: st.ErrorType,
  condition: string,
  text: string,
): true {
  const { origin, stanza } = event;
  const to = stanza.attr.to!;
  statistics.record(stanza.attr.from, to, outcome);
  origin.send(st.error_reply(stanza, error_type, condition, text, jids.bare(to)));
  return true;
}

/** Says when to ask again. A batch larger than the burst is never granted. */
function wait_text(probes: number, seconds: number): string {
  if (probes > options.burst) {
    return string.format("You can ask for %d users at once, not for more", options.burst);
  }
  return string.format("You are probing too fast, ask again after %.0f s", seconds);
}

/** Tells a user how long to wait. */
function refuse_throttled(event: StanzaEvent, user: string, probes: number, seconds: number): true {
  rate_limit.note_refusal(user, probes);
  return refuse(event, "throttled", "wait", "resource-constraint", wait_text(probes, seconds));
}

/** Refuses a prober who is not in the room. The answer is the same for every nick (contract row 1). */
function refuse_outsider(event: StanzaEvent): true {
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

/**
 * Checks rate, room and membership, and lets `answer` handle the stanza of a prober who may ask. Returns whether the
 * stanza was handled. A stanza without addresses is not: only another module can make one.
 */
export function admit(event: StanzaEvent, probes: number, answer: Answerer): ProsodyHandled {
  const session = event.stanza.attr.from;
  const to = event.stanza.attr.to;
  if (!session || !to) {
    return;
  }
  const user = jids.bare(session);
  const seconds = rate_limit.take(user, probes);
  if (seconds > 0 && !seen_rooms.is_own_occupant_jid(session, to)) {
    return refuse_throttled(event, user, probes, seconds);
  }
  const room = rooms.look_up(to);
  if (!rooms.is_open(room)) {
    return refuse_missing(event, room);
  }
  if (!probers.is_in_room(room, session)) {
    return refuse_outsider(event);
  }
  return answer({ session, user, room }, event);
}
