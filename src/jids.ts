/**
 * Takes JIDs apart (RFC 7622 §3.1) that the router has checked. `util.jid` checks them again, which takes
 * four times as long.
 */

import * as encodings from "util.encodings";

/** Finds the slash before the resource. */
function find_slash(jid: string): number | undefined {
  return string.find(jid, "/")[0];
}

export function has_resource(jid: string): boolean {
  return find_slash(jid) !== undefined;
}

export function bare(jid: string): string {
  const slash = find_slash(jid);
  if (slash === undefined) {
    return jid;
  }
  return string.sub(jid, 1, slash - 1);
}

/** The occupant JID must be one of the room. */
export function nick(room: MucRoom, occupant_jid: string): string {
  return string.sub(occupant_jid, room.jid.length + 2);
}

/**
 * Builds the occupant JID of a nick as somebody wrote it; nil if the nick is malformed, or empty once
 * prepared.
 */
export function with_nick(room: MucRoom, written: string): string | undefined {
  const prepared = encodings.stringprep.resourceprep(written);
  if (!prepared || prepared === "") {
    return undefined;
  }
  return `${room.jid}/${prepared}`;
}
