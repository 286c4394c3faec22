/** Whom they ask for. */

import * as jid from "util.jid";

/**
 * The occupant of an occupant JID. For the absent owner of a registered nick it is a record without role or sessions;
 * nil where nobody has the nick.
 */
export function find(room: MucRoom, occupant_jid: string): MucOccupant | undefined {
  const present = room.get_occupant_by_nick(occupant_jid);
  if (present !== undefined) {
    return present;
  }
  const nick = jid.resource(occupant_jid);
  if (nick === undefined) {
    return undefined;
  }
  const bare_jid = room.get_registered_jid(nick);
  if (bare_jid === undefined) {
    return undefined;
  }
  const absent = room.new_occupant(bare_jid, occupant_jid);
  absent.role = undefined;
  return absent;
}
