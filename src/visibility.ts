/** Decides what a prober may see. */

import * as occupants from "./occupants";
import type { Policy } from "./policies";

/** Whether a prober may read the room's ban list (XEP-0045 §5.2.1). */
function may_read_ban_list(room: MucRoom, prober: string): boolean {
  const affiliation = room.get_affiliation(prober);
  return affiliation === "admin" || affiliation === "owner";
}

/**
 * Whether occupants with this role are broadcast. Before Prosody 0.12, all are.
 */
function is_broadcast(room: MucRoom, role: MucOccupant["role"]): boolean {
  if (room.get_presence_broadcast === undefined) {
    return role !== undefined;
  }
  return room.get_presence_broadcast()[role || "none"] === true;
}

function is_moderator(room: MucRoom, prober: string): boolean {
  const occupant = occupants.of_session(room, prober);
  return occupant !== undefined && occupant.role === "moderator";
}

/** Whether the room's policy shows an occupant, present or absent, to a prober (contract rows 6 and 7). */
export function shows_occupant(
  room: MucRoom,
  policy: Policy,
  prober: string,
  occupant: MucOccupant,
): boolean {
  return (
    policy === "anyone" ||
    (policy === "moderators" && is_moderator(room, prober)) ||
    occupants.is_oneself(prober, occupant) ||
    is_broadcast(room, occupant.role)
  );
}

/**
 * Whether a prober may learn that a nick is registered to a user with this affiliation. Only admins and owners
 * learn of bans (contract rows 3 and 5).
 */
export function shows_registered(
  room: MucRoom,
  prober: string,
  affiliation: MucAffiliation | undefined,
): boolean {
  if (affiliation === "outcast") {
    return may_read_ban_list(room, prober);
  }
  return affiliation !== undefined;
}

/** Whether a prober may see an occupant's real JIDs, present or absent. No answer shows more than this. */
export function shows_real_jids(room: MucRoom, prober: string, occupant: MucOccupant): boolean {
  return (
    room.get_whois() === "anyone" || occupants.is_oneself(prober, occupant) || is_moderator(room, prober)
  );
}
