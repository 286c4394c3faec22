/** Who asks: a prober is its JID, the full JID of a session, or the bare JID a home server asks for. Answers go there. */

import * as addresses from "./addresses";
import * as occupants from "./occupants";

/** Whether a prober may ask at all: as a session in the room, or for a user in the room (contract row 1). */
export function is_in_room(room: MucRoom, prober: string): boolean {
  return (
    room.get_occupant_jid(prober) !== undefined ||
    (!addresses.has_resource(prober) && occupants.has_user(room, prober))
  );
}

/** The occupant that a prober is, as the room keeps it: to be read only. Nil for a home server. */
export function occupant_of(room: MucRoom, prober: string): Readonly<MucOccupant> | undefined {
  if (!addresses.has_resource(prober)) {
    return undefined;
  }
  return occupants.of_session(room, prober);
}

/** Whether an occupant is the prober's own, or its user's (contract row 7). */
export function is_oneself(prober: string, occupant: MucOccupant): boolean {
  return addresses.bare(prober) === occupant.bare_jid;
}

/** The prober that a user is, given the full JID of a session or, for any session of its, the bare JID; nil for an outsider. */
export function find(room: MucRoom, user_jid: string): string | undefined {
  const prober = occupants.primary_session(room, user_jid) || user_jid;
  if (is_in_room(room, prober)) {
    return prober;
  }
  return undefined;
}
