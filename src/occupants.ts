/** Occupants as the room keeps them: read in place, since Prosody's own methods copy. Never handed on, never changed. */

/** The role of an occupant JID; nil where nobody has it. */
export function role_of(room: MucRoom, occupant_jid: string): MucOccupant["role"] {
  const occupant = room._occupants[occupant_jid];
  if (occupant === undefined) {
    return undefined;
  }
  return occupant.role;
}

/** Whether a session of a user of this server is in the room. */
function has_local_session(
  room: MucRoom,
  bare_jid: string,
  sessions: ProsodyUserSessions["sessions"],
): boolean {
  for (const [resource] of pairs(sessions)) {
    if (room.get_occupant_jid(`${bare_jid}/${resource}`) !== undefined) {
      return true;
    }
  }
  return false;
}

/** The primary session of a user in the room, by its full JID; nil if none is there. Looks at every occupant. */
export function session_of(room: MucRoom, bare_jid: string): string | undefined {
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
  return session_of(room, bare_jid) !== undefined;
}
