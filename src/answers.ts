/** What the answer is: presences, ready to be routed. */

import * as st from "util.stanza";
import * as addresses from "./addresses";
import * as elements from "./elements";
import type { Policy } from "./policies";
import * as targets from "./targets";
import * as visibility from "./visibility";

/** What a prober is told of an occupant JID: an outcome, and the presence that tells it; nil if another module keeps it back. */
export type Answer = LuaMultiReturn<
  [outcome: "present" | "unavailable" | "unknown", presence: st.Stanza | undefined]
>;

const show_occupant_ids = module.get_option_boolean("muc_occupant_id", true);

const XMLNS_MUC_USER = "http://jabber.org/protocol/muc#user";
const XMLNS_OCCUPANT_ID = "urn:xmpp:occupant-id:0";

/** The room is online (contract, other probes). */
export function online(room: MucRoom, prober: string, id: string | undefined): st.Stanza {
  return elements.leaf("presence", { from: room.jid, to: prober, id });
}

/** What describes an occupant in the room. */
function item(
  affiliation: MucAffiliation | undefined,
  role: MucRole | undefined,
  nick?: string,
  real_jid?: string,
): st.Stanza {
  return elements.leaf("item", {
    affiliation: affiliation || "none",
    role: role || "none",
    nick,
    jid: real_jid,
  });
}

/** Nobody has the nick, or so it must seem (contract rows 4 to 6). */
function unknown(prober: string, occupant_jid: string, id: string | undefined): st.Stanza {
  const x = elements.parent("x", { xmlns: XMLNS_MUC_USER }, item("none", "none"));
  return elements.parent("presence", { type: "unavailable", from: occupant_jid, to: prober, id }, x);
}

/** The occupant-id (XEP-0421) of an occupant; nil where the server has none, as before 0.12. */
function occupant_id(room: MucRoom, occupant: MucOccupant): st.Stanza | undefined {
  if (show_occupant_ids !== true || room.get_occupant_id === undefined) {
    return undefined;
  }
  return elements.leaf("occupant-id", { xmlns: XMLNS_OCCUPANT_ID, id: room.get_occupant_id(occupant) });
}

/** The owner of an absent registered nick, if the prober may see its real JID. */
function visible_owner(room: MucRoom, prober: string, occupant: MucOccupant): string | undefined {
  if (visibility.of_real_jids(room, prober, occupant)) {
    return occupant.bare_jid;
  }
  return undefined;
}

/** The owner of a registered nick is not in the room (contract row 3). A handler may put another stanza in its place, or none. */
function unavailable(
  room: MucRoom,
  prober: string,
  occupant: MucOccupant,
  affiliation: MucAffiliation | undefined,
  id: string | undefined,
): st.Stanza | undefined {
  const nick = addresses.nick(room, occupant.nick);
  const x = elements.parent(
    "x",
    { xmlns: XMLNS_MUC_USER },
    item(affiliation, "none", nick, visible_owner(room, prober, occupant)),
  );
  const stanza = elements.parent(
    "presence",
    { type: "unavailable", from: occupant.nick, to: prober, id },
    x,
    occupant_id(room, occupant),
  );
  const event: MucBuildOccupantPresence = { room, stanza, x, occupant, nick, bare_jid: occupant.bare_jid };
  module.fire_event("muc-build-occupant-presence", event);
  const built = event.stanza as st.Stanza | undefined;
  if (built !== undefined) {
    built.attr.to = prober;
  }
  return built;
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
    x.add_direct_child(item(affiliation, occupant.role, nick));
    return;
  }
  for (const [real_jid] of pairs(occupant.sessions)) {
    x.add_direct_child(item(affiliation, occupant.role, nick, real_jid));
  }
}

/** Gives the copy of an occupant copies of its presences too: handlers may change them, and the room's are its own. */
function copy_presences(occupant: MucOccupant): void {
  for (const [real_jid, presence] of pairs(occupant.sessions)) {
    occupant.sessions[real_jid] = st.clone(presence);
  }
}

/** The occupant's presence, as a broadcast to the prober would carry it (contract rows 2 and 7). */
function present(room: MucRoom, prober: string, occupant: MucOccupant): st.Stanza {
  const shows_real_jids = visibility.of_real_jids(room, prober, occupant);
  copy_presences(occupant);
  const stanza =
    occupant.get_presence() || elements.leaf("presence", { type: "unavailable", from: occupant.nick });
  const x = elements.leaf("x", { xmlns: XMLNS_MUC_USER });
  const event: MucBuildOccupantPresence = { room, stanza, x, occupant, bare_jid: occupant.bare_jid };
  module.fire_event("muc-build-occupant-presence", event);
  add_items(x, occupant, room.get_affiliation(occupant.bare_jid), event.nick, shows_real_jids);
  stanza.add_direct_child(x);
  stanza.attr.to = prober;
  return stanza;
}

/** What a prober is told about an occupant JID (contract rows 2 to 7). */
export function about(
  room: MucRoom,
  policy: Policy,
  prober: string,
  occupant_jid: string,
  id: string | undefined,
): Answer {
  const occupant = targets.find(room, occupant_jid);
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
