/** What they may see. */

import type { Policy } from "./policies";
import * as probers from "./probers";

/** Whether the prober may read the room's ban list (XEP-0045 §5.2.1). */
function may_read_ban_list(room: MucRoom, prober: string): boolean {
  const affiliation = room.get_affiliation(prober);
  return affiliation === "admin" || affiliation === "owner";
}

/** Whether the presence of somebody with that role is broadcast; before 0.12 that of every occupant is. */
function is_broadcast(room: MucRoom, role: MucOccupant["role"]): boolean {
  if (room.get_presence_broadcast === undefined) {
    return role !== undefined;
  }
  const roles = room.get_presence_broadcast();
  if (role === undefined) {
    return roles.none === true;
  }
  return roles[role] === true;
}

function is_moderator(room: MucRoom, prober: string): boolean {
  const asking = probers.occupant_of(room, prober);
  return asking !== undefined && asking.role === "moderator";
}

/** Whether the room's policy lets the prober ask for an occupant, present or absent (contract rows 6 and 7). */
export function of_occupant(room: MucRoom, policy: Policy, prober: string, occupant: MucOccupant): boolean {
  return (
    policy === "anyone" ||
    (policy === "moderators" && is_moderator(room, prober)) ||
    probers.is_oneself(prober, occupant) ||
    is_broadcast(room, occupant.role)
  );
}

/** Whether the prober may learn who owns a registered nick: an affiliated user, and no ban leaks (contract row 5). */
export function of_affiliation(
  room: MucRoom,
  prober: string,
  affiliation: MucAffiliation | undefined,
): boolean {
  if (affiliation === "outcast") {
    return may_read_ban_list(room, prober);
  }
  return affiliation !== undefined;
}

/** Whether the prober may see the occupant's real JIDs: never beyond this, present or absent. */
export function of_real_jids(room: MucRoom, prober: string, occupant: MucOccupant): boolean {
  if (room.get_whois() === "anyone") {
    return true;
  }
  const asking = probers.occupant_of(room, prober);
  if (asking === undefined) {
    return false;
  }
  return asking.role === "moderator" || asking.bare_jid === occupant.bare_jid;
}
