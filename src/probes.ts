/**
 * Handles presence probes (XEP-0045 §17.3, RFC 6121 §4.3), and refuses typed presences that would be taken
 * for joins.
 */

import * as elements from "./elements";
import * as gate from "./gate";
import * as options from "./options";
import * as outbox from "./outbox";
import type { Prober } from "./probers";
import * as refusals from "./refusals";
import * as statistics from "./statistics";

/** Runs after the policies of other modules (1 to 100), and before mod_muc (-2). */
const BEFORE_MUC = -1;

/** Runs before all policies for joining: one of them might take a typed presence for a join. */
const BEFORE_JOIN_POLICIES = 1000;

/** Answers a probe of a room: it is online (XEP-0045 §17.3). Leaves it to Prosody if the option says so. */
function answer_about_room(prober: Prober, id: string | undefined): ProsodyHandled {
  if (!options.room) {
    return;
  }
  const room = prober.room;
  statistics.record(prober.session, room.jid, "online");
  room.route_stanza(elements.leaf("presence", { from: room.jid, to: prober.session, id }));
  return true;
}

/** Answers a probe of a room or of an occupant JID. */
function answer(prober: Prober, event: StanzaEvent): ProsodyHandled {
  const attr = event.stanza.attr;
  const target = attr.to!;
  if (target === prober.room.jid) {
    return answer_about_room(prober, attr.id);
  }
  return outbox.tell_about(prober, target, attr.id) || refusals.refuse_outsider(event);
}

/** Handles probes. A presence of any other type is not handled. */
function on_presence(event: StanzaEvent): ProsodyHandled {
  if (event.stanza.attr.type !== "probe") {
    return;
  }
  return gate.admit(event, "probe", 1, answer);
}

/** Refuses a typed presence that another module takes for a request to join (XEP-0045 §17.3). */
function on_pre_join(event: ProsodyEvents["muc-occupant-pre-join"]): ProsodyHandled {
  const stanza = event.stanza;
  const attr = stanza.attr;
  if (stanza.name !== "presence" || !attr.type) {
    return;
  }
  if (attr.type === "error") {
    // An error is not answered with another (RFC 6120 §8.3.1).
    statistics.record(attr.from, attr.to, "bad-join");
    return true;
  }
  return refusals.refuse(
    event,
    "bad-join",
    "modify",
    "bad-request",
    "A typed presence is no request to join",
  );
}

export function start(): void {
  module.hook("presence/full", on_presence, BEFORE_MUC);
  module.hook("presence/bare", on_presence, BEFORE_MUC);
  module.hook("presence/host", on_presence, BEFORE_MUC);
  module.hook("muc-occupant-pre-join", on_pre_join, BEFORE_JOIN_POLICIES);
}
