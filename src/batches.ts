/** Many questions in one iq, as Converse.js asks them of mod_muc_batched_probe. */

import * as encodings from "util.encodings";
import * as iterators from "util.iterators";
import * as jid from "util.jid";
import type { Stanza } from "util.stanza";
import * as addresses from "./addresses";

/** The occupant JID with a nick as a client wrote it; nil if it cannot be one. */
function with_nick(room: MucRoom, written: string): string | undefined {
  const nick = encodings.stringprep.resourceprep(written);
  if (nick === undefined || nick === "") {
    return undefined;
  }
  return addresses.join(room.jid, nick);
}

/** The occupant JID of this very room that an item names; nil if it names anything else. */
function occupant_jid_of(room: MucRoom, item: Stanza): string | undefined {
  const named = item.attr.jid;
  // the room's own JID is prepared, and need not be prepared again for each item
  if (named !== undefined && addresses.bare(named) === room.jid) {
    return with_nick(room, addresses.nick(room, named));
  }
  const occupant_jid = jid.prep(named);
  if (occupant_jid === undefined || occupant_jid === room.jid || jid.bare(occupant_jid) !== room.jid) {
    return undefined;
  }
  return occupant_jid;
}

/** How many items a batch has. */
export function size(query: Stanza): number {
  return iterators.count(query.childtags("item"));
}

/** The occupant JIDs a batch asks for, each once; nil if any item is malformed or no occupant JID of this room. */
export function occupant_jids(room: MucRoom, query: Stanza | undefined): string[] | undefined {
  if (query === undefined) {
    return undefined;
  }
  const found: string[] = [];
  const seen: Record<string, boolean> = {};
  for (const item of query.childtags("item")) {
    const occupant_jid = occupant_jid_of(room, item);
    if (occupant_jid === undefined) {
      return undefined;
    }
    if (seen[occupant_jid] !== true) {
      seen[occupant_jid] = true;
      table.insert(found, occupant_jid);
    }
  }
  return found;
}
