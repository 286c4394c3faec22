/** Finds the occupants of a room, and the absent owners of registered nicks. */

import * as jids from "./jids";

/** Prosody's methods of occupants, from the module's own copy of its library. */
const occupant_lib = module.require("muc/occupant") as { readonly mt: object };

/** Returns the absent owner of a nick, as an occupant without role and sessions. Returns nil if the nick is not registered. */
function find_absent(room: MucRoom, target: string): MucOccupant | undefined {
  const bare_jid = room.get_registered_jid(jids.nick(room, target));
  if (bare_jid === undefined) {
    return undefined;
  }
  return setmetatable({ bare_jid, nick: target, sessions: {} }, occupant_lib.mt) as unknown as MucOccupant;
}

/**
 * Returns a copy of the occupant with this occupant JID. If nobody uses the nick, returns its absent owner, as an
 * occupant without role and sessions. Returns nil if the nick is not registered either.
 */
export function find(room: MucRoom, target: string): MucOccupant | undefined {
  return room.get_occupant_by_nick(target) || find_absent(room, target);
}
