/** What they may see. */

import type { Policy } from "./policies";
import type { Prober } from "./probers";

/** Whether the prober may read the room's ban list (XEP-0045 §5.2.1). */
function may_read_ban_list(room: MucRoom, prober: Prober): boolean {
  const affiliation = room.get_affiliation(prober.bare_jid);
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

/** Whether the room's policy lets the prober ask for an occupant, present or absent (contract rows 6 and 7). */
export function of_occupant(room: MucRoom, policy: Policy, prober: Prober, occupant: MucOccupant): boolean {
  return (
    policy === "anyone" ||
    (policy === "moderators" && prober.role === "moderator") ||
    prober.bare_jid === occupant.bare_jid ||
    is_broadcast(room, occupant.role)
  );
}

/** Whether the prober may learn who owns a registered nick: an affiliated user, and no ban leaks (contract row 5). */
export function of_affiliation(
  room: MucRoom,
  prober: Prober,
  affiliation: MucAffiliation | undefined,
): boolean {
  if (affiliation === "outcast") {
    return may_read_ban_list(room, prober);
  }
  return affiliation !== undefined;
}

/** Whether the prober may see the occupant's real JIDs: never beyond this, present or absent. */
export function of_real_jids(room: MucRoom, prober: Prober, occupant: MucOccupant): boolean {
  if (room.get_whois() === "anyone") {
    return true;
  }
  if (prober.role === undefined) {
    return false;
  }
  return prober.role === "moderator" || prober.bare_jid === occupant.bare_jid;
}
