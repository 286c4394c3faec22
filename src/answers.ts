/** What the answer is: presences, ready to be routed. */

import * as jid from "util.jid";
import * as st from "util.stanza";
import type { Policy } from "./policies";
import type { Prober } from "./probers";
import * as targets from "./targets";
import * as visibility from "./visibility";

/** What a prober is told of an occupant JID: an outcome, and the presence that tells it. */
export type Answer = LuaMultiReturn<[outcome: "present" | "unavailable" | "unknown", presence: st.Stanza]>;

const show_occupant_ids = module.get_option_boolean("muc_occupant_id", true);

/** Patterns to be cloned: what is built anew is checked for being XML, which costs more than all the rest. */
const ROOM_ONLINE = st.presence();
const UNAVAILABLE = st.presence({ type: "unavailable" });
const NOBODY = st
  .presence({ type: "unavailable" })
  .tag("x", { xmlns: "http://jabber.org/protocol/muc#user" })
  .tag("item", { affiliation: "none", role: "none" })
  .reset();
const X = st.stanza("x", { xmlns: "http://jabber.org/protocol/muc#user" });
const ITEM = st.stanza("item");
const OCCUPANT_ID = st.stanza("occupant-id", { xmlns: "urn:xmpp:occupant-id:0" });

/** A copy of a pattern with the addresses and the id of an answer. */
function address(pattern: st.Stanza, from: string, prober: Prober, id: string | undefined): st.Stanza {
  const presence = st.clone(pattern);
  presence.attr.from = from;
  presence.attr.to = prober.jid;
  presence.attr.id = id;
  return presence;
}

/** The room is online (contract, other probes). */
export function online(room: MucRoom, prober: Prober, id: string | undefined): st.Stanza {
  return address(ROOM_ONLINE, room.jid, prober, id);
}

/** Nobody has the nick, or so it must seem (contract rows 4 to 6). */
function unknown(prober: Prober, occupant_jid: string, id: string | undefined): st.Stanza {
  return address(NOBODY, occupant_jid, prober, id);
}

/** Adds an `<item/>` to `x`. */
function add_item(
  x: st.Stanza,
  affiliation: MucAffiliation | undefined,
  role: MucRole | undefined,
  nick: string | undefined,
  real_jid: string | undefined,
): void {
  const item = st.clone(ITEM);
  item.attr.affiliation = affiliation || "none";
  item.attr.role = role || "none";
  item.attr.nick = nick;
  item.attr.jid = real_jid;
  x.add_direct_child(item);
}

/** The occupant-id (XEP-0421) of an occupant, where the server has them; before 0.12 it has none. */
function add_occupant_id(room: MucRoom, stanza: st.Stanza, occupant: MucOccupant): void {
  if (show_occupant_ids !== true || room.get_occupant_id === undefined) {
    return;
  }
  const occupant_id = st.clone(OCCUPANT_ID);
  occupant_id.attr.id = room.get_occupant_id(occupant);
  stanza.add_direct_child(occupant_id);
}

/** The owner of a registered nick is not in the room (contract row 3). A handler may put another stanza in its place. */
function unavailable(
  room: MucRoom,
  prober: Prober,
  occupant: MucOccupant,
  affiliation: MucAffiliation | undefined,
  id: string | undefined,
): st.Stanza {
  const bare_jid = occupant.bare_jid;
  const nick = jid.resource(occupant.nick);
  const stanza = address(UNAVAILABLE, occupant.nick, prober, id);
  const x = st.clone(X);
  if (visibility.of_real_jids(room, prober, occupant)) {
    add_item(x, affiliation, "none", nick, bare_jid);
  } else {
    add_item(x, affiliation, "none", nick, undefined);
  }
  stanza.add_direct_child(x);
  add_occupant_id(room, stanza, occupant);
  const event: MucBuildOccupantPresence = { room, stanza, x, occupant, nick, bare_jid };
  module.fire_event("muc-build-occupant-presence", event);
  event.stanza.attr.to = prober.jid;
  return event.stanza;
}

/** Adds an `<item/>` for each session where real JIDs are shown, else one in all. */
function add_items(
  x: st.Stanza,
  occupant: MucOccupant,
  affiliation: MucAffiliation | undefined,
  nick: string | undefined,
  shows_real_jids: boolean,
): void {
  if (!shows_real_jids) {
    add_item(x, affiliation, occupant.role, nick, undefined);
    return;
  }
  for (const [real_jid] of pairs(occupant.sessions)) {
    add_item(x, affiliation, occupant.role, nick, real_jid);
  }
}

/** The occupant's presence, as a broadcast to the prober would carry it (contract rows 2 and 7). */
function present(room: MucRoom, prober: Prober, occupant: MucOccupant): st.Stanza {
  const shows_real_jids = visibility.of_real_jids(room, prober, occupant);
  const affiliation = room.get_affiliation(occupant.bare_jid);
  const stanza = occupant.get_presence() || address(UNAVAILABLE, occupant.nick, prober, undefined);
  const x = st.clone(X);
  const event: MucBuildOccupantPresence = { room, stanza, x, occupant, bare_jid: occupant.bare_jid };
  module.fire_event("muc-build-occupant-presence", event);
  add_items(x, occupant, affiliation, event.nick, shows_real_jids);
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
  const occupant = targets.present(room, occupant_jid) || targets.absent(room, occupant_jid);
  if (occupant === undefined || !visibility.of_occupant(room, policy, prober, occupant)) {
    return $multi("unknown", unknown(prober, occupant_jid, id));
  }
  if (occupant.role !== undefined) {
    return $multi("present", present(room, prober, occupant));
  }
  const affiliation = room.get_affiliation(occupant.bare_jid);
  if (!visibility.of_affiliation(room, prober, affiliation)) {
    return $multi("unknown", unknown(prober, occupant_jid, id));
  }
  return $multi("unavailable", unavailable(room, prober, occupant, affiliation, id));
}
