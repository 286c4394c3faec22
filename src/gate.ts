/** Checks whether a user may probe: not too often, in a room that exists, and as an occupant of it. */

import type * as st from "util.stanza";
import * as jids from "./jids";
import * as options from "./options";
import type { Prober } from "./probers";
import * as probers from "./probers";
import * as rate_limit from "./rate_limit";
import * as refusals from "./refusals";
import * as rooms from "./rooms";
import * as seen_rooms from "./seen_rooms";
import * as statistics from "./statistics";

/** Answers a prober, and returns whether the stanza was handled. */
export type Answerer = (this: void, prober: Prober, event: StanzaEvent) => ProsodyHandled;

function is_probe_of_occupant(stanza: st.Stanza): boolean {
  return stanza.name === "presence" && jids.has_resource(stanza.attr.to!);
}

/**
 * Handles a stanza over the limit. A probe of one's own occupant JID is answered all the same. What may be
 * one, in a room that was not seen, gets no answer: home servers take an error for the end of the visit
 * (contract row 7).
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
  return refusals.refuse_throttled(event, user, probes, seconds);
}

/**
 * Checks size, rate, room and membership, and lets `answer` handle the stanza of a prober who may ask.
 * Returns whether the stanza was handled. A stanza without addresses is not: only another module can make
 * one.
 */
export function admit(
  event: StanzaEvent,
  kind: refusals.Kind,
  probes: number,
  answer: Answerer,
): ProsodyHandled {
  const session = event.stanza.attr.from;
  const to = event.stanza.attr.to;
  if (!session || !to) {
    return;
  }
  const user = jids.bare(session);
  const is_large = kind !== "probe" && probes > options.most_at_once;
  // What is never granted costs one: otherwise strangers could have rooms loaded for nothing.
  const cost = is_large ? 1 : probes;
  const [seconds, refilled_at] = rate_limit.take(user, cost);
  if (seconds > 0) {
    if (is_large) {
      return refusals.refuse_large(event, kind);
    }
    if (handle_excess(event, user, probes, seconds)) {
      return true;
    }
  }
  const room = rooms.look_up(to);
  if (!rooms.is_open(room)) {
    return refusals.refuse_missing(event, room);
  }
  if (!probers.is_in_room(room, session)) {
    return refusals.refuse_outsider(event);
  }
  const prober = { session, user, room, refilled_at };
  if (is_large) {
    rate_limit.give_back(prober, cost);
    return refusals.refuse_large(event, kind);
  }
  return answer(prober, event);
}

/**
 * Must be asked again after a handler of another module may have waited: meanwhile the prober may have left,
 * or Prosody may have swapped the room to disk and back.
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
