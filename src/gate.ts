/** Checks whether a user may probe: not too often, in a room that exists, and as an occupant of it. */

import * as st from "util.stanza";
import * as jids from "./jids";
import * as occupants from "./occupants";
import * as rate_limit from "./rate_limit";
import * as rooms from "./rooms";
import * as statistics from "./statistics";

/** Answers a stanza with an error from the address it was sent to. Does not repeat the stanza's payload. */
export function refuse(
  service: Service,
  event: StanzaEvent,
  outcome: statistics.Outcome,
  error_type: st.ErrorType,
  condition: string,
  text: string,
): true {
  const { origin, stanza } = event;
  const to = stanza.attr.to!;
  statistics.record(service.answers, stanza.attr.from, to, outcome);
  origin.send(st.error_reply(stanza, error_type, condition, text, jids.bare(to)));
  return true;
}

/** Says when to ask again. A batch larger than the burst is never granted. */
function wait_text(service: Service, probes: number, seconds: number): string {
  if (probes > service.rate_limit.burst) {
    return string.format("You can ask for %d users at once, not for more", service.rate_limit.burst);
  }
  return string.format("You are probing too fast, ask again after %.0f s", seconds);
}

/** Tells a user how long to wait. */
function refuse_throttled(
  service: Service,
  event: StanzaEvent,
  user: string,
  probes: number,
  seconds: number,
): true {
  rate_limit.note_refusal(service.rate_limit, user, probes);
  return refuse(
    service,
    event,
    "throttled",
    "wait",
    "resource-constraint",
    wait_text(service, probes, seconds),
  );
}

/** Refuses a prober who is not in the room. The answer is the same for every nick (contract row 1). */
function refuse_outsider(service: Service, event: StanzaEvent): true {
  return refuse(
    service,
    event,
    "not-acceptable",
    "cancel",
    "not-acceptable",
    "You are not currently connected to this chat",
  );
}

/**
 * Checks rate, room and membership. Returns the room if the prober may ask. Otherwise returns nil, and whether
 * the stanza was handled. A stanza without addresses is not handled: only another module can make one.
 */
export function admit(
  service: Service,
  event: StanzaEvent,
  probes: number,
): LuaMultiReturn<[room: MucRoom | undefined, handled?: ProsodyHandled]> {
  const prober = event.stanza.attr.from;
  const to = event.stanza.attr.to;
  if (!prober || !to) {
    return $multi(undefined);
  }
  const user = jids.bare(prober);
  const seconds = rate_limit.seconds_to_wait(service.rate_limit, user, probes);
  if (seconds > 0 && !rooms.is_own_occupant_jid(service.occupant_jids, prober, to)) {
    return $multi(undefined, refuse_throttled(service, event, user, probes, seconds));
  }
  const [room, found] = rooms.find(to);
  if (!room) {
    return $multi(undefined, rooms.refuse_missing(event, found));
  }
  if (!occupants.is_in_room(room, prober)) {
    return $multi(undefined, refuse_outsider(service, event));
  }
  return $multi(room);
}
