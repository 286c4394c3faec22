/** Builds the answers and sends them. */

import * as st from "util.stanza";
import * as elements from "./elements";
import * as jids from "./jids";
import * as occupants from "./occupants";
import * as options from "./options";
import * as probers from "./probers";
import * as statistics from "./statistics";

type Prober = probers.Prober;

/** The outcome, and the presence to send. There is none if an option says so, or if another module removed it. */
type Answer = LuaMultiReturn<
  [outcome: "present" | "unavailable" | "unknown", presence: st.Stanza | undefined]
>;

const show_occupant_ids = module.get_option_boolean("muc_occupant_id", true);

const XMLNS_MUC_USER = "http://jabber.org/protocol/muc#user";
const XMLNS_OCCUPANT_ID = "urn:xmpp:occupant-id:0";

/** Builds the <item/> of an occupant or of an absent user. */
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

/**
 * Builds the answer for an unknown nick. Hidden and banned users get the same one (contract rows 4 to 6). Returns nil
 * if nothing is to be sent.
 */
function unknown(prober: Prober, target: string, id: string | undefined): st.Stanza | undefined {
  if (options.unknown === "silent") {
    return undefined;
  }
  const x = elements.parent("x", { xmlns: XMLNS_MUC_USER }, item("none", "none"));
  return elements.parent("presence", { type: "unavailable", from: target, to: prober.session, id }, x);
}

/** Builds the occupant-id (XEP-0421). Returns nil where the server has none: before 0.12, or if it is switched off. */
function occupant_id(room: MucRoom, occupant: MucOccupant): st.Stanza | undefined {
  if (!show_occupant_ids || room.get_occupant_id === undefined) {
    return undefined;
  }
  return elements.leaf("occupant-id", { xmlns: XMLNS_OCCUPANT_ID, id: room.get_occupant_id(occupant) });
}

/** Returns the bare JID of an absent user. Returns nil if the prober may not see it. */
function visible_owner(prober: Prober, owner: string): string | undefined {
  if (probers.sees_real_jids(prober, owner)) {
    return owner;
  }
  return undefined;
}

/**
 * Builds the answer for an absent user whose nick is registered (contract row 3). Another module may replace
 * the answer or remove it.
 */
function unavailable(
  prober: Prober,
  occupant: MucOccupant,
  affiliation: MucAffiliation | undefined,
  id: string | undefined,
): st.Stanza | undefined {
  const room = prober.room;
  const nick = jids.nick(room, occupant.nick);
  const x = elements.parent(
    "x",
    { xmlns: XMLNS_MUC_USER },
    item(affiliation, "none", nick, visible_owner(prober, occupant.bare_jid)),
  );
  const stanza = elements.parent(
    "presence",
    { type: "unavailable", from: occupant.nick, to: prober.session, id },
    x,
    occupant_id(room, occupant),
  );
  const event: MucBuildOccupantPresence = { room, stanza, x, occupant, nick, bare_jid: occupant.bare_jid };
  module.fire_event("muc-build-occupant-presence", event);
  const built = event.stanza as st.Stanza | undefined;
  if (built !== undefined) {
    built.attr.to = prober.session;
  }
  return built;
}

/** Adds one <item/> for each session if real JIDs are shown. Adds a single one otherwise. */
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

/**
 * Copies the presences of an occupant that is itself a copy. Other modules may change them, and must not change
 * those of the room.
 */
function copy_presences(occupant: MucOccupant): void {
  for (const [real_jid, presence] of pairs(occupant.sessions)) {
    occupant.sessions[real_jid] = st.clone(presence);
  }
}

/** Builds an occupant's presence as the prober would get it by broadcast (contract rows 2 and 7). */
function present(prober: Prober, occupant: MucOccupant): st.Stanza {
  const room = prober.room;
  // Decided first: other modules may change the occupant below.
  const shows_real_jids = probers.sees_real_jids(prober, occupant.bare_jid);
  copy_presences(occupant);
  const stanza =
    occupant.get_presence() || elements.leaf("presence", { type: "unavailable", from: occupant.nick });
  const x = elements.leaf("x", { xmlns: XMLNS_MUC_USER });
  const event: MucBuildOccupantPresence = { room, stanza, x, occupant, bare_jid: occupant.bare_jid };
  module.fire_event("muc-build-occupant-presence", event);
  add_items(x, occupant, room.get_affiliation(occupant.bare_jid), event.nick, shows_real_jids);
  stanza.add_direct_child(x);
  stanza.attr.to = prober.session;
  return stanza;
}

/** Returns what a prober is told about an occupant JID (contract rows 2 to 7). Sends nothing. */
export function about(prober: Prober, target: string, id: string | undefined): Answer {
  const occupant = occupants.find(prober.room, target);
  if (occupant === undefined || !probers.sees(prober, occupant)) {
    return $multi("unknown", unknown(prober, target, id));
  }
  if (occupant.role !== undefined) {
    return $multi("present", present(prober, occupant));
  }
  const affiliation = prober.room.get_affiliation(occupant.bare_jid);
  if (!probers.sees_affiliation(prober, affiliation)) {
    return $multi("unknown", unknown(prober, target, id));
  }
  return $multi("unavailable", unavailable(prober, occupant, affiliation, id));
}

/** Answers a stanza about one occupant JID. */
export function tell_about(prober: Prober, target: string, id: string | undefined): void {
  const [outcome, presence] = about(prober, target, id);
  if (!presence) {
    statistics.record(prober.session, target, "silent");
    return;
  }
  statistics.record(prober.session, target, outcome);
  prober.room.route_stanza(presence);
}

/** Answers a probe of the room itself: the room is online (XEP-0045 §17.3). */
export function tell_online(prober: Prober, id: string | undefined): void {
  const room = prober.room;
  statistics.record(prober.session, room.jid, "online");
  room.route_stanza(elements.leaf("presence", { from: room.jid, to: prober.session, id }));
}
