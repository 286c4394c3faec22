/** Who asks. */

import * as jid from "util.jid";

/** Somebody who may probe: a session in the room, or the home server of a user in the room. */
export interface Prober {
  /** Where the answers go: the full JID of the session, or the bare JID a home server asks for. */
  readonly jid: string;
  readonly bare_jid: string;
  /** The role of the session's occupant; nil for a home server. */
  readonly role: MucOccupant["role"];
}

/** Whether any session of a user is in the room. */
function is_in_room(room: MucRoom, bare_jid: string): boolean {
  for (const [, occupant] of room.each_occupant()) {
    if (occupant.bare_jid === bare_jid) {
      return true;
    }
  }
  return false;
}

/** The prober behind the `from` of a probe; nil for an outsider (contract row 1). */
export function identify(room: MucRoom, from: string): Prober | undefined {
  const bare_jid = jid.bare(from);
  if (bare_jid === undefined) {
    return undefined;
  }
  if (bare_jid === from) {
    if (is_in_room(room, bare_jid)) {
      return { jid: from, bare_jid, role: undefined };
    }
    return undefined;
  }
  const occupant_jid = room.get_occupant_jid(from);
  if (occupant_jid === undefined) {
    return undefined;
  }
  return { jid: from, bare_jid, role: room.get_role(occupant_jid) };
}

/** A user as a prober, by the full JID of a session or, for any session of its, by its bare JID; nil for an outsider. */
export function find(room: MucRoom, user_jid: string): Prober | undefined {
  for (const [, occupant] of room.each_occupant()) {
    if (occupant.bare_jid === user_jid && occupant.jid !== undefined) {
      return identify(room, occupant.jid);
    }
  }
  return identify(room, user_jid);
}
