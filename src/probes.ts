/**
 * Handles presence probes (XEP-0045 §17.3, RFC 6121 §4.3), and refuses typed presences that would be taken for
 * joins.
 */

import * as answers from "./answers";
import * as gate from "./gate";
import * as policies from "./policies";
import * as statistics from "./statistics";

/** Answers an occupant that the room is online, if the option allows it. */
function answer_for_room(service: Service, room: MucRoom, event: StanzaEvent): ProsodyHandled {
  if (!service.options.muc_probe_room) {
    return;
  }
  answers.tell_online(service, room, event.stanza);
  return true;
}

/** Answers a probe of a room or of an occupant JID. A presence of any other type is not handled. */
export function on_presence(service: Service, event: StanzaEvent): ProsodyHandled {
  const stanza = event.stanza;
  if (stanza.attr.type !== "probe") {
    return;
  }
  const [room, handled] = gate.admit(service, event, 1);
  if (!room) {
    return handled;
  }
  const target = stanza.attr.to!;
  if (target === room.jid) {
    return answer_for_room(service, room, event);
  }
  answers.tell_about(service, room, policies.of(service.options, room), stanza, target);
  return true;
}

/** Refuses a typed presence that another module takes for a request to join (XEP-0045 §17.3). */
export function on_pre_join(service: Service, event: ProsodyEvents["muc-occupant-pre-join"]): ProsodyHandled {
  const stanza = event.stanza;
  const attr = stanza.attr;
  if (stanza.name !== "presence" || !attr.type) {
    return;
  }
  if (attr.type === "error") {
    // An error is not answered with another (RFC 6120 §8.3.1).
    statistics.record(service.answers, attr.from, attr.to, "bad-join");
    return true;
  }
  return gate.refuse(
    service,
    event,
    "bad-join",
    "modify",
    "bad-request",
    "A typed presence is no request to join",
  );
}
