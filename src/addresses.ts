/**
 * JIDs that the router has checked, taken apart at their slash (RFC 7622 §3.1). The functions of util.jid check again, which
 * takes several times as long.
 */

/** The bare JID of a JID; nil where there is none. */
export function bare(jid: string): string | undefined {
  const [bare_jid] = string.match(jid, "^[^/]+");
  return bare_jid;
}

/** The nick in an occupant JID of a room. */
export function nick(room: MucRoom, occupant_jid: string): string {
  return string.sub(occupant_jid, room.jid.length + 2);
}
