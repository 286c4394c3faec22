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

/** Whether the room's policy lets the prober ask for an occupant (contract rows 6 and 7). */
function is_allowed(room: MucRoom, policy: Policy, prober: Prober, occupant: MucOccupant): boolean {
  return (
    policy === "anyone" ||
    (policy === "moderators" && prober.role === "moderator") ||
    prober.bare_jid === occupant.bare_jid ||
    is_broadcast(room, occupant.role)
  );
}

/** Whether the prober may learn of the absent owner of a registered nick: no ban leaks (contract row 5). */
function is_registration_known(room: MucRoom, prober: Prober, occupant: MucOccupant): boolean {
  const affiliation = room.get_affiliation(occupant.bare_jid);
  if (affiliation === "outcast") {
    return may_read_ban_list(room, prober);
  }
  return affiliation !== undefined;
}

/** Whether the prober may learn of the occupant at all; if not, the nick must seem to be nobody's. */
export function of_occupant(room: MucRoom, policy: Policy, prober: Prober, occupant: MucOccupant): boolean {
  if (!is_allowed(room, policy, prober, occupant)) {
    return false;
  }
  return occupant.role !== undefined || is_registration_known(room, prober, occupant);
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
