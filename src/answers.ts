/** Builds the answers about people. */

import * as st from "util.stanza";
import * as elements from "./elements";
import * as jids from "./jids";
import * as namespaces from "./namespaces";
import * as options from "./options";
import type { Prober } from "./probers";
import * as probers from "./probers";

/** Prosody's methods of occupants, from the module's own copy of its library. */
const occupant_lib = module.require("muc/occupant") as { readonly mt: object };

export type Outcome = "present" | "unavailable" | "unknown" | "silent";

/**
 * The outcome, and the presence to send. There is none if an option says so, or if another module removed it.
 */
export type Answer = LuaMultiReturn<[outcome: Outcome, presence?: st.Stanza]>;

/** Builds the <item/> of an occupant or of an absent user. */
function item(affiliation?: MucAffiliation, role?: MucRole, nick?: string, real_jid?: string): st.Stanza {
  return elements.leaf("item", {
    affiliation: affiliation || "none",
    role: role || "none",
    nick,
    jid: real_jid,
  });
}

/** Builds the answer about nobody. Hidden and banned users get the same one (contract rows 4 to 6). */
export function unknown(prober: Prober, target?: string, id?: string): st.Stanza {
  const x = elements.parent("x", { xmlns: namespaces.MUC_USER }, item());
  return elements.parent("presence", { type: "unavailable", from: target, to: prober.session, id }, x);
}

function visible_jid(prober: Prober, user: string): string | undefined {
  if (probers.sees_real_jids(prober, user)) {
    return user;
  }
  return undefined;
}

/**
 * Builds the answer about an absent user (contract row 3). It has no occupant-id, whatever other modules add:
 * the same user may be in the room under another nick. Another module may replace the answer or remove it.
 */
function unavailable(
  prober: Prober,
  user: string,
  affiliation: MucAffiliation,
  target?: string,
  id?: string,
): st.Stanza | undefined {
  const room = prober.room;
  const nick = target && jids.nick(room, target);
  const x = elements.parent(
    "x",
    { xmlns: namespaces.MUC_USER },
    item(affiliation, "none", nick, visible_jid(prober, user)),
  );
  const stanza = elements.parent(
    "presence",
    { type: "unavailable", from: target, to: prober.session, id },
    x,
  );
  // Other modules expect an occupant. This one has neither role nor sessions.
  const occupant = setmetatable(
    { bare_jid: user, nick: target, sessions: {} },
    occupant_lib.mt,
  ) as unknown as MucOccupant;
  const event: MucBuildOccupantPresence = { room, stanza, x, occupant, nick, bare_jid: user };
  module.fire_event("muc-build-occupant-presence", event);
  const built = event.stanza as st.Stanza | undefined;
  if (built !== undefined) {
    built.attr.to = prober.session;
    built.remove_children("occupant-id", namespaces.OCCUPANT_ID);
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
 * Copies the presences of an occupant that is itself a copy. Other modules may change them, and must not
 * change those of the room.
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
  const x = elements.leaf("x", { xmlns: namespaces.MUC_USER });
  const event: MucBuildOccupantPresence = { room, stanza, x, occupant, bare_jid: occupant.bare_jid };
  module.fire_event("muc-build-occupant-presence", event);
  add_items(x, occupant, room.get_affiliation(occupant.bare_jid), event.nick, shows_real_jids);
  stanza.add_direct_child(x);
  stanza.attr.to = prober.session;
  return stanza;
}

/**
 * Finds the affiliation of an absent user (a bare JID), if the prober may see the user (contract rows 3, 5
 * and 6). There is no user if nobody has registered the nick.
 */
function visible_affiliation(prober: Prober, user: string | undefined): MucAffiliation | undefined {
  if (user === undefined || !probers.sees(prober, user)) {
    return undefined;
  }
  const affiliation = prober.room.get_affiliation(user);
  return probers.sees_affiliation(prober, affiliation) ? affiliation : undefined;
}

/**
 * Answers about an occupant JID that is nobody's, or of somebody whom the prober may not see (contract rows 3
 * to 6).
 */
function about_absent(prober: Prober, target: string, id?: string): Answer {
  const user = prober.room.get_registered_jid(jids.nick(prober.room, target));
  const affiliation = visible_affiliation(prober, user);
  if (affiliation === undefined) {
    return $multi("unknown", unknown(prober, target, id));
  }
  return $multi("unavailable", unavailable(prober, user!, affiliation, target, id));
}

/** Keeps silent about nobody, if the option says so (contract row 4). */
function unless_silent(outcome: Outcome, presence?: st.Stanza): Answer {
  if (presence === undefined || (outcome === "unknown" && options.unknown === "silent")) {
    return $multi("silent");
  }
  return $multi(outcome, presence);
}

/** Answers about an occupant JID (contract rows 2 to 7). The answer about an absent user repeats the id. */
export function about_nick(prober: Prober, target: string, id?: string): Answer {
  const occupant = prober.room.get_occupant_by_nick(target);
  if (occupant && probers.sees(prober, occupant.bare_jid, occupant.role)) {
    return $multi("present", present(prober, occupant));
  }
  const [outcome, presence] = about_absent(prober, target, id);
  return unless_silent(outcome, presence);
}

/** Gives the answer of contract row 6, even where the option says to keep silent about nobody. */
export function about_hidden(prober: Prober, target: string): Answer {
  return about_absent(prober, target);
}

/**
 * Answers about an occupant-id whose user, a bare JID, the prober may not see in the room. Only affiliations
 * that the room keeps count: the service's administrators own every room, and must not be found in it by
 * that.
 */
export function about_absent_id(prober: Prober, user: string | undefined, occupant_id: string): Answer {
  const room = prober.room;
  const affiliation = visible_affiliation(prober, user);
  if (user === undefined || affiliation === undefined || room._affiliations[user] === undefined) {
    return unless_silent("unknown", unknown(prober));
  }
  const nick = room.get_registered_nick(user);
  const presence = unavailable(prober, user, affiliation, nick && `${room.jid}/${nick}`);
  if (presence) {
    presence.add_direct_child(
      elements.leaf("occupant-id", { xmlns: namespaces.OCCUPANT_ID, id: occupant_id }),
    );
  }
  return unless_silent("unavailable", presence);
}
