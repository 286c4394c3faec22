/** Whom they ask for. */

import * as jid from "util.jid";
import * as st from "util.stanza";

/** Makes occupants: in the module's own copy of Prosody's library, as new_occupant() also works out a default role. */
const occupant_lib = module.require("muc/occupant") as {
  readonly new: (this: void, bare_real_jid: string, nick: string) => MucOccupant;
};

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
  const nick = jid.resource(occupant_jid);
  if (nick === undefined) {
    return undefined;
  }
  const bare_jid = room.get_registered_jid(nick);
  if (bare_jid === undefined) {
    return undefined;
  }
  return occupant_lib.new(bare_jid, occupant_jid);
}
