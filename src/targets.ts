/** Whom they ask for. */

import * as st from "util.stanza";
import * as addresses from "./addresses";

/** What occupants can do, in the module's own copy of Prosody's library. */
const occupant_lib = module.require("muc/occupant") as { readonly mt: object };

/** The occupant of an occupant JID with copies of its presences, which handlers may change; nil where nobody has it. */
export function present(room: MucRoom, occupant_jid: string): MucOccupant | undefined {
  const occupant = room.get_occupant_by_nick(occupant_jid);
  if (occupant === undefined) {
    return undefined;
  }
  for (const [real_jid, presence] of pairs(occupant.sessions)) {
    occupant.sessions[real_jid] = st.clone(presence);
  }
  return occupant;
}

/** The owner of a registered nick as an occupant without role or sessions; nil where the nick is not registered. */
export function absent(room: MucRoom, occupant_jid: string): MucOccupant | undefined {
  const bare_jid = room.get_registered_jid(addresses.nick(room, occupant_jid));
  if (bare_jid === undefined) {
    return undefined;
  }
  return setmetatable(
    { bare_jid, nick: occupant_jid, sessions: {} },
    occupant_lib.mt,
  ) as unknown as MucOccupant;
}
