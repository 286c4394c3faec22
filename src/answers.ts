/** What the answer is: presences, ready to be routed. */

import * as jid from "util.jid";
import * as st from "util.stanza";
import type { Policy } from "./policies";
import type { Prober } from "./probers";
import * as targets from "./targets";
import * as visibility from "./visibility";

const XMLNS_MUC_USER = "http://jabber.org/protocol/muc#user";
const XMLNS_OCCUPANT_ID = "urn:xmpp:occupant-id:0";

/** What a prober is told of an occupant JID: an outcome, and the presence that tells it. */
export type Answer = LuaMultiReturn<[outcome: "present" | "unavailable" | "unknown", presence: st.Stanza]>;

const show_occupant_ids = module.get_option_boolean("muc_occupant_id", true);

/** The room is online (contract, other probes). */
export function online(room: MucRoom, prober: Prober, id: string | undefined): st.Stanza {
  return st.presence({ from: room.jid, to: prober.jid, id });
}

/** Nobody has the nick, or so it must seem (contract rows 4 to 6). */
function unknown(prober: Prober, occupant_jid: string, id: string | undefined): st.Stanza {
  return st
    .presence({ from: occupant_jid, to: prober.jid, type: "unavailable", id })
    .tag("x", { xmlns: XMLNS_MUC_USER })
    .tag("item", { affiliation: "none", role: "none" })
    .up()
    .up();
}

/** The owner of a registered nick is not in the room (contract row 3). A handler may put another stanza in its place. */
function unavailable(
  room: MucRoom,
  prober: Prober,
  occupant: MucOccupant,
  id: string | undefined,
): st.Stanza {
  const nick = jid.resource(occupant.nick);
  const item: st.Attributes = { affiliation: room.get_affiliation(occupant.bare_jid), role: "none", nick };
  if (visibility.of_real_jids(room, prober, occupant)) {
    item.jid = occupant.bare_jid;
  }
  const stanza = st.presence({ from: occupant.nick, to: prober.jid, type: "unavailable", id });
  const x = st.stanza("x", { xmlns: XMLNS_MUC_USER }).tag("item", item).up();
  stanza.add_child(x);
  if (show_occupant_ids === true && room.get_occupant_id !== undefined) {
    stanza.tag("occupant-id", { xmlns: XMLNS_OCCUPANT_ID, id: room.get_occupant_id(occupant) }).up();
  }
  const event: MucBuildOccupantPresence = { room, stanza, x, occupant, nick, bare_jid: occupant.bare_jid };
  module.fire_event("muc-build-occupant-presence", event);
  event.stanza.attr.to = prober.jid;
  return event.stanza;
}

/** A copy of the presence of an occupant's primary session; handlers may change it as they like. */
function copy_presence(occupant: MucOccupant): st.Stanza {
  const presence = occupant.get_presence();
  if (presence === undefined) {
    return st.presence({ from: occupant.nick, type: "unavailable" });
  }
  return st.clone(presence);
}

/**
 * The occupant's presence, as a broadcast to the prober would carry it (contract rows 2 and 7). Elements that a handler
 * left open are closed.
 */
function present(room: MucRoom, prober: Prober, occupant: MucOccupant): st.Stanza {
  const is_anonymous = !visibility.of_real_jids(room, prober, occupant);
  const stanza = copy_presence(occupant);
  const x = st.stanza("x", { xmlns: XMLNS_MUC_USER });
  const event: MucBuildOccupantPresence = { room, stanza, x, occupant, bare_jid: occupant.bare_jid };
  module.fire_event("muc-build-occupant-presence", event);
  room.build_item_list(occupant, x.reset(), is_anonymous, event.nick);
  stanza.add_direct_child(x);
  stanza.attr.to = prober.jid;
  return stanza;
}

/** What a prober is told about an occupant JID (contract rows 2 to 7). */
export function about(
  room: MucRoom,
  policy: Policy,
  prober: Prober,
  occupant_jid: string,
  id: string | undefined,
): Answer {
  const occupant = targets.find(room, occupant_jid);
  if (occupant === undefined || !visibility.of_occupant(room, policy, prober, occupant)) {
    return $multi("unknown", unknown(prober, occupant_jid, id));
  }
  if (occupant.role === undefined) {
    return $multi("unavailable", unavailable(room, prober, occupant, id));
  }
  return $multi("present", present(room, prober, occupant));
}
