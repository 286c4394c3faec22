/** Lets the rooms of a MUC service answer presence probes (XEP-0045 §17.3, RFC 6121 §4.3). */

import * as st from "util.stanza";
import * as answers from "./answers";
import * as options from "./options";
import * as probers from "./probers";
import * as rooms from "./rooms";
import * as targets from "./targets";
import * as visibility from "./visibility";

/** Below other modules, whose policies sit at 1 to 100, and above mod_muc, at -2. */
const BEFORE_MUC = -1;

/** Above every policy: none should take for a request to join what is none. */
const BEFORE_JOIN_POLICIES = 1000;

const answer_room_probes = options.boolean("muc_probe_room", true);
const answer_unknown_nicks = options.choice("muc_probe_unknown", ["unavailable", "silent"]) === "unavailable";

/** Writes down who was told what about whom. */
function log_outcome(stanza: st.Stanza, outcome: string): void {
  module.log("debug", "Probe of %s by %s: %s", stanza.attr.to, stanza.attr.from, outcome);
}

/** Tells somebody who is not in the room that it learns nothing (contract row 1). */
function refuse_outsider(event: StanzaEvent): void {
  log_outcome(event.stanza, "not-acceptable");
  event.origin.send(
    st.error_reply(event.stanza, "cancel", "not-acceptable", "You are not currently connected to this chat"),
  );
}

/** Answers a probe of the room itself: it is online (XEP-0045 §17.3). */
function answer_for_room(room: MucRoom, prober: probers.Prober, stanza: st.Stanza): ProsodyHandled {
  if (!answer_room_probes) {
    return undefined;
  }
  log_outcome(stanza, "room online");
  room.route_stanza(answers.online(room, prober, stanza.attr.id));
  return true;
}

/** Answers a probe of an occupant JID (contract rows 2 to 7). */
function answer_for_occupant(
  room: MucRoom,
  prober: probers.Prober,
  stanza: st.Stanza,
  occupant_jid: string,
): void {
  const id = stanza.attr.id;
  const occupant = targets.find(room, occupant_jid);
  if (occupant === undefined || !visibility.of_occupant(room, prober, occupant)) {
    log_outcome(stanza, "unknown");
    if (answer_unknown_nicks) {
      room.route_stanza(answers.unknown(prober, occupant_jid, id));
    }
  } else if (occupant.role === undefined) {
    log_outcome(stanza, "unavailable");
    room.route_stanza(answers.unavailable(room, prober, occupant, id));
  } else {
    log_outcome(stanza, "present");
    room.route_stanza(answers.present(room, prober, occupant));
  }
}

/** A presence to a room or to an occupant: answers it if it is a probe. */
function on_presence(event: StanzaEvent): ProsodyHandled {
  const stanza = event.stanza;
  if (stanza.attr.type !== "probe") {
    return undefined;
  }
  const from = stanza.attr.from;
  const to = stanza.attr.to;
  if (from === undefined || to === undefined) {
    return undefined;
  }
  const room = rooms.find(to);
  if (room === undefined) {
    return undefined;
  }
  const prober = probers.identify(room, from);
  if (prober === undefined) {
    refuse_outsider(event);
    return true;
  }
  if (to === room.jid) {
    return answer_for_room(room, prober, stanza);
  }
  answer_for_occupant(room, prober, stanza, to);
  return true;
}

/** A typed presence is no request to join, whoever takes it for one (XEP-0045 §17.3). */
function on_pre_join(event: ProsodyEvents["muc-occupant-pre-join"]): ProsodyHandled {
  const stanza = event.stanza;
  if (stanza.attr.type === undefined) {
    return undefined;
  }
  module.log("debug", "Join of %s by %s: bad-request", stanza.attr.to, stanza.attr.from);
  event.origin.send(
    st.error_reply(stanza, "modify", "bad-request", "A typed presence is no request to join"),
  );
  return true;
}

if (rooms.are_served()) {
  module.depends("muc");
  module.hook("presence/full", on_presence, BEFORE_MUC);
  module.hook("presence/bare", on_presence, BEFORE_MUC);
  module.hook("presence/host", on_presence, BEFORE_MUC);
  module.hook("muc-occupant-pre-join", on_pre_join, BEFORE_JOIN_POLICIES);
} else {
  module.log("error", '%s is no MUC service: enable muc_probe on a component of type "muc"', module.host);
}
