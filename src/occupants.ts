/** Finds who is in a room, and who has registered a nick there. */

import * as jids from "./jids";

/** Prosody's methods of occupants, from the module's own copy of its library. */
const occupant_lib = module.require("muc/occupant") as { readonly mt: object };

/**
 * Whether a JID is a session of an occupant. The JID may be bare: bots and components join from bare JIDs
 * (contract row 1).
 */
export function is_in_room(room: MucRoom, real_jid: string): boolean {
  return room.get_occupant_jid(real_jid) !== undefined;
}

/**
 * Returns the occupant of a session. Returns nil if the session is not in the room. This is the room's own record:
 * do not change it, and do not give it to other modules. Prosody's method would copy the presence of every session.
 */
export function of_session(room: MucRoom, real_jid: string): Readonly<MucOccupant> | undefined {
  const occupant_jid = room.get_occupant_jid(real_jid);
  if (occupant_jid === undefined) {
    return undefined;
  }
  return room._occupants[occupant_jid];
}

/** Whether an occupant is of the same user as the prober (contract row 7). */
export function is_oneself(prober: string, occupant: MucOccupant): boolean {
  return jids.bare(prober) === occupant.bare_jid;
}

/**
 * Returns the owner of a registered nick as an occupant without role and sessions. Returns nil if the nick is not
 * registered.
 */
function absent(room: MucRoom, target: string): MucOccupant | undefined {
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
  return room.get_occupant_by_nick(target) || absent(room, target);
}
