/**
 * JIDs that the router has checked, taken apart at their slash and put together (RFC 7622 §3.1). The functions of util.jid
 * check again, which takes several times as long.
 */

/** Where the resource of a JID begins; nil where it has none. */
function slash_in(jid: string): number | undefined {
  const [slash] = string.find(jid, "/", 1, true);
  return slash;
}

/** Whether a JID has a resource. */
export function has_resource(jid: string): boolean {
  return slash_in(jid) !== undefined;
}

/** The bare JID of a JID. */
export function bare(jid: string): string {
  const slash = slash_in(jid);
  if (slash === undefined) {
    return jid;
  }
  return string.sub(jid, 1, slash - 1);
}

/** The nick in an occupant JID of a room. */
export function nick(room: MucRoom, occupant_jid: string): string {
  return string.sub(occupant_jid, room.jid.length + 2);
}

/** The full JID of a bare JID and a resource, or the occupant JID of a room and a nick. */
export function join(bare_jid: string, resource: string): string {
  return string.format("%s/%s", bare_jid, resource);
}
