/** What they may see. */

import type { Prober } from "./probers";

/** Whether the prober may read the room's ban list (XEP-0045 §5.2.1). */
function may_read_ban_list(room: MucRoom, prober: Prober): boolean {
  const affiliation = room.get_affiliation(prober.bare_jid);
  return affiliation === "admin" || affiliation === "owner";
}

/** Whether the prober may learn that the nick has an owner at all. */
export function of_occupant(room: MucRoom, prober: Prober, occupant: MucOccupant): boolean {
  if (occupant.role !== undefined) {
    return true;
  }
  const affiliation = room.get_affiliation(occupant.bare_jid);
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
