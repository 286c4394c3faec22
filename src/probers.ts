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
  /**
   * The time, counted in probes, at which what was taken from the user's allowance has come back
   * (`rate_limit.ts`).
   */
  readonly refilled_at?: number;
}

/** The session may be a full or a bare JID. */
export function is_in_room(room: MucRoom, session: string): boolean {
  return room.get_occupant_jid(session) !== undefined;
}

/** Before Prosody 0.12, all occupants are broadcast. */
function is_broadcast(room: MucRoom, role: MucOccupant["role"]): boolean {
  if (room.get_presence_broadcast === undefined) {
    return role !== undefined;
  }
  return room.get_presence_broadcast()[role || "none"] === true;
}

/** Prosody's own way to an occupant would copy the presence of each session. */
export function is_moderator_as(room: MucRoom, occupant_jid: string): boolean {
  const occupant = room._occupants[occupant_jid];
  return occupant !== undefined && occupant.role === "moderator";
}

function is_moderator(room: MucRoom, session: string): boolean {
  const occupant_jid = room.get_occupant_jid(session);
  return occupant_jid !== undefined && is_moderator_as(room, occupant_jid);
}

/** Applies the room's policy (contract row 6). */
function may_ask_for_hidden(prober: Prober): boolean {
  const policy = policies.of(prober.room);
  return policy === "anyone" || (policy === "moderators" && is_moderator(prober.room, prober.session));
}

export function everybody_sees(room: MucRoom, role: MucOccupant["role"]): boolean {
  return policies.of(room) === "anyone" || is_broadcast(room, role);
}

/** The role of those who are not in the room is nil. */
export function sees_role(prober: Prober, role?: MucOccupant["role"]): boolean {
  return is_broadcast(prober.room, role) || may_ask_for_hidden(prober);
}

/** Probers see themselves, whatever their role. The user is a bare JID (contract rows 3, 6 and 7). */
export function sees(prober: Prober, user: string, role?: MucOccupant["role"]): boolean {
  return prober.user === user || sees_role(prober, role);
}

export function everybody_sees_real_jids(room: MucRoom): boolean {
  return room.get_whois() === "anyone";
}

export function sees_all_real_jids(room: MucRoom, session: string): boolean {
  return everybody_sees_real_jids(room) || is_moderator(room, session);
}

/** The user is a bare JID, present or absent. No answer shows more real JIDs than this. */
export function sees_real_jids(prober: Prober, user: string): boolean {
  return prober.user === user || sees_all_real_jids(prober.room, prober.session);
}

/** Only admins and owners may (XEP-0045 §5.2.1). */
function may_read_ban_list(prober: Prober): boolean {
  const affiliation = prober.room.get_affiliation(prober.session);
  return affiliation === "admin" || affiliation === "owner";
}

/** Only admins and owners learn of bans (contract rows 3 and 5). */
export function sees_affiliation(prober: Prober, affiliation: MucAffiliation | undefined): boolean {
  if (affiliation === "outcast") {
    return may_read_ban_list(prober);
  }
  return affiliation !== undefined;
}
