/** Decides who may ask in a room, and what they may see of it. */

import * as policies from "./policies";

/** Somebody who asks in a room: a session of one of its occupants. */
export interface Prober {
  /** The session's real JID. It may be bare: bots and components join from bare JIDs. */
  readonly session: string;
  /** The bare JID of the session's user. */
  readonly user: string;
  /** The room. Prosody may put another object in its place when it swaps the room to disk. */
  room: MucRoom;
}

/** Says whether a session (a full or bare JID) is in a room. */
export function is_in_room(room: MucRoom, session: string): boolean {
  return room.get_occupant_jid(session) !== undefined;
}

/** Says whether occupants with this role are broadcast. Before Prosody 0.12, all are. */
function is_broadcast(room: MucRoom, role: MucOccupant["role"]): boolean {
  if (room.get_presence_broadcast === undefined) {
    return role !== undefined;
  }
  return room.get_presence_broadcast()[role || "none"] === true;
}

/** Says whether a session is a moderator's. Prosody's own way to an occupant would copy the presence of each session. */
function is_moderator(room: MucRoom, session: string): boolean {
  const occupant_jid = room.get_occupant_jid(session);
  const occupant = occupant_jid !== undefined && room._occupants[occupant_jid];
  return occupant !== undefined && occupant !== false && occupant.role === "moderator";
}

/** Says whether the room's policy lets the prober ask for hidden occupants (contract row 6). */
function may_ask_for_hidden(prober: Prober): boolean {
  const policy = policies.of(prober.room);
  return policy === "anyone" || (policy === "moderators" && is_moderator(prober.room, prober.session));
}

/** Says whether everybody in a room may see occupants with a role. */
export function everybody_sees(room: MucRoom, role: MucOccupant["role"]): boolean {
  return policies.of(room) === "anyone" || is_broadcast(room, role);
}

/** Says whether the prober may see everybody with a role; nil for those who are not in the room. */
export function sees_role(prober: Prober, role: MucOccupant["role"]): boolean {
  return is_broadcast(prober.room, role) || may_ask_for_hidden(prober);
}

/** Says whether the prober may see a user (a bare JID) with a role (contract rows 3, 6 and 7). */
export function sees(prober: Prober, user: string, role: MucOccupant["role"]): boolean {
  return prober.user === user || sees_role(prober, role);
}

/** Says whether a session may see the real JIDs of all occupants. */
export function sees_all_real_jids(room: MucRoom, session: string): boolean {
  return room.get_whois() === "anyone" || is_moderator(room, session);
}

/** Says whether the prober may see the real JIDs of a user (a bare JID), present or absent. No answer shows more than this. */
export function sees_real_jids(prober: Prober, user: string): boolean {
  return prober.user === user || sees_all_real_jids(prober.room, prober.session);
}

/** Says whether the prober may read the room's ban list (XEP-0045 §5.2.1). */
function may_read_ban_list(prober: Prober): boolean {
  const affiliation = prober.room.get_affiliation(prober.session);
  return affiliation === "admin" || affiliation === "owner";
}

/**
 * Says whether the prober may learn that a user has this affiliation. Only admins and owners learn of bans (contract rows 3
 * and 5).
 */
export function sees_affiliation(prober: Prober, affiliation: MucAffiliation | undefined): boolean {
  if (affiliation === "outcast") {
    return may_read_ban_list(prober);
  }
  return affiliation !== undefined;
}
