/** Who asks. */

import * as jid from "util.jid";
import * as occupants from "./occupants";

/** Somebody who may probe: a session in the room, or the home server of a user in the room. */
export interface Prober {
  /** Where the answers go: the full JID of the session, or the bare JID a home server asks for. */
  readonly jid: string;
  readonly bare_jid: string;
  /** The role of the session's occupant; nil for a home server. */
  readonly role: MucOccupant["role"];
}

/** The prober behind the `from` of a probe, given its bare JID too; nil for an outsider (contract row 1). */
export function identify(room: MucRoom, from: string, bare_jid: string): Prober | undefined {
  const occupant_jid = room.get_occupant_jid(from);
  if (from !== bare_jid && occupant_jid !== undefined) {
    return { jid: from, bare_jid, role: occupants.role_of(room, occupant_jid) };
  }
  if (from === bare_jid && occupants.has_user(room, bare_jid)) {
    return { jid: from, bare_jid, role: undefined };
  }
  return undefined;
}

/** A user as a prober, by the full JID of a session or, for any session of its, by its bare JID; nil for an outsider. */
export function find(room: MucRoom, user_jid: string): Prober | undefined {
  const bare_jid = jid.bare(user_jid);
  if (bare_jid === undefined) {
    return undefined;
  }
  return identify(room, occupants.session_of(room, user_jid) || user_jid, bare_jid);
}
