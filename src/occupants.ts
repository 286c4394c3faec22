/** Occupants as the room keeps them: read in place, since Prosody's own methods copy. Never handed on, never changed. */

import * as addresses from "./addresses";

/** The occupant of a session, by its full JID; nil if it is not in the room. */
export function of_session(room: MucRoom, full_jid: string): Readonly<MucOccupant> | undefined {
  const occupant_jid = room.get_occupant_jid(full_jid);
  if (occupant_jid === undefined) {
    return undefined;
  }
  return room._occupants[occupant_jid];
}

/** Whether a session of a user of this server is in the room. */
function has_local_session(
  room: MucRoom,
  bare_jid: string,
  sessions: ProsodyUserSessions["sessions"],
): boolean {
  for (const [resource] of pairs(sessions)) {
    if (room.get_occupant_jid(addresses.join(bare_jid, resource)) !== undefined) {
      return true;
    }
  }
  return false;
}

/** The primary session of a user in the room, by its full JID; nil if none is there. Looks at every occupant. */
export function primary_session(room: MucRoom, bare_jid: string): string | undefined {
  for (const [, occupant] of pairs(room._occupants)) {
    if (occupant.bare_jid === bare_jid) {
      return occupant.jid;
    }
  }
  return undefined;
}

/**
 * Whether any session of a user is in the room. Every occupant is looked at unless a session on this server is found
 * there: one that is gone may still be in the room.
 */
export function has_user(room: MucRoom, bare_jid: string): boolean {
  const local_user = prosody.bare_sessions[bare_jid];
  if (local_user !== undefined && has_local_session(room, bare_jid, local_user.sessions)) {
    return true;
  }
  return primary_session(room, bare_jid) !== undefined;
}
