/** Whom they ask for. */

import * as addresses from "./addresses";

/** What occupants can do, in the module's own copy of Prosody's library. */
const occupant_lib = module.require("muc/occupant") as { readonly mt: object };

/** The owner of a registered nick as an occupant without role or sessions; nil where the nick is not registered. */
function absent(room: MucRoom, occupant_jid: string): MucOccupant | undefined {
  const bare_jid = room.get_registered_jid(addresses.nick(room, occupant_jid));
  if (bare_jid === undefined) {
    return undefined;
  }
  return setmetatable(
    { bare_jid, nick: occupant_jid, sessions: {} },
    occupant_lib.mt,
  ) as unknown as MucOccupant;
}

/**
 * A copy of the occupant of an occupant JID. The absent owner of a registered nick is one without role or sessions; nil where
 * nobody has the nick.
 */
export function find(room: MucRoom, occupant_jid: string): MucOccupant | undefined {
  return room.get_occupant_by_nick(occupant_jid) || absent(room, occupant_jid);
}
