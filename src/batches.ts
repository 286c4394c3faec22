/** Handles batches: many probes in one iq, as Converse.js sends them to mod_muc_batched_probe. */

import * as encodings from "util.encodings";
import * as iterators from "util.iterators";
import * as jid from "util.jid";
import * as st from "util.stanza";
import * as answers from "./answers";
import * as gate from "./gate";
import * as jids from "./jids";
import * as options from "./options";
import type { Prober } from "./probers";
import * as rooms from "./rooms";

const XMLNS_MUC_USER = "http://jabber.org/protocol/muc#user";

/** Runs before mod_muc_batched_probe, whose priority is 1. */
const BEFORE_BATCHED_PROBE = 10;

/** The longest id of a batch, in bytes. Every answer repeats the id. */
const MAX_ID_LENGTH = 256;

/** Prepares a nick and returns its occupant JID. Returns nil if the nick is malformed. */
function with_nick(room: MucRoom, written: string): string | undefined {
  const nick = encodings.stringprep.resourceprep(written);
  if (!nick || nick === "") {
    return undefined;
  }
  return `${room.jid}/${nick}`;
}

/** Returns the occupant JID in an item. Returns nil if it is not one of this room. */
function occupant_jid_of(room: MucRoom, item: st.Stanza): string | undefined {
  const named = item.attr.jid;
  // The bare JID is that of the room, letter by letter. Only the nick must be prepared, which is faster.
  if (named && jids.bare(named) === room.jid) {
    return with_nick(room, jids.nick(room, named));
  }
  const occupant_jid = jid.prep(named);
  if (!occupant_jid || !jids.has_resource(occupant_jid) || jids.bare(occupant_jid) !== room.jid) {
    return undefined;
  }
  return occupant_jid;
}

/**
 * Returns the occupant JIDs in a batch without duplicates. Returns nil if any item has no occupant JID of this
 * room.
 */
function read_occupant_jids(room: MucRoom, query: st.Stanza): string[] | undefined {
  const occupant_jids: string[] = [];
  const seen: Record<string, boolean> = {};
  for (const item of query.childtags("item")) {
    const occupant_jid = occupant_jid_of(room, item);
    if (!occupant_jid) {
      return undefined;
    }
    if (!seen[occupant_jid]) {
      seen[occupant_jid] = true;
      table.insert(occupant_jids, occupant_jid);
    }
  }
  return occupant_jids;
}

/** Returns the query of a batch. Returns nil if the stanza is not a batch. An iq without an id cannot be answered. */
function read_query(stanza: st.Stanza): st.Stanza | undefined {
  const attr = stanza.attr;
  if (attr.type !== "get" || !attr.id || !attr.to || jids.has_resource(attr.to)) {
    return undefined;
  }
  return stanza.get_child("query", XMLNS_MUC_USER);
}

/** Refuses a batch that is larger than the limit. */
function refuse_large(event: StanzaEvent): true {
  return gate.refuse(
    event,
    "large-batch",
    "modify",
    "policy-violation",
    string.format("A batch has %d items at most", options.batch_limit),
  );
}

/** Refuses a batch that is malformed. */
function refuse_bad(event: StanzaEvent, text: string): true {
  return gate.refuse(event, "bad-batch", "modify", "bad-request", text);
}

/** Answers about each occupant JID in a batch, then answers the iq. */
function answer(prober: Prober, event: StanzaEvent): true {
  const stanza = event.stanza;
  const id = stanza.attr.id!;
  const query = stanza.get_child("query", XMLNS_MUC_USER)!;
  if (iterators.count(query.childtags("item")) > options.batch_limit) {
    return refuse_large(event);
  }
  if (id.length > MAX_ID_LENGTH) {
    return refuse_bad(event, string.format("The id of a batch has %d bytes at most", MAX_ID_LENGTH));
  }
  const occupant_jids = read_occupant_jids(prober.room, query);
  if (!occupant_jids) {
    return refuse_bad(event, "Every item needs the JID of an occupant of this room");
  }
  for (const occupant_jid of occupant_jids) {
    answers.tell_about(prober, occupant_jid, id);
  }
  prober.room.route_stanza(st.reply(stanza));
  return true;
}

/** Answers a batch. A batch with too many items counts like the largest batch that is allowed. */
function on_batch(event: StanzaEvent): ProsodyHandled {
  const query = read_query(event.stanza);
  if (!query) {
    return;
  }
  const size = iterators.count(query.childtags("item"));
  return gate.admit(event, math.max(math.min(size, options.batch_limit), 1), answer);
}

/**
 * Answers batches in place of mod_muc_batched_probe. That module hooks the event for every iq, so this one does
 * too. It leaves the event for the payload, where a batch would count a second time. The log says which of the
 * two modules answers.
 */
function outrank_batched_probe(): void {
  if (options.batch_limit === 0) {
    module.log("info", "mod_muc_batched_probe answers batches, since muc_probe_batch_limit is 0");
    return;
  }
  module.unhook(`iq/bare/${XMLNS_MUC_USER}:query`, on_batch);
  module.hook("iq/bare", on_batch, BEFORE_BATCHED_PROBE);
  module.log("warn", "muc_probe answers batches, mod_muc_batched_probe is not needed: disable it");
}

/** Hooks batches, unless they are switched off. */
export function start(): void {
  if (options.batch_limit > 0) {
    module.hook(`iq/bare/${XMLNS_MUC_USER}:query`, on_batch, BEFORE_BATCHED_PROBE);
    module.hook(`iq/host/${XMLNS_MUC_USER}:query`, on_batch, BEFORE_BATCHED_PROBE);
  }
  if (rooms.loaded_module("muc_batched_probe")) {
    outrank_batched_probe();
  }
  module.hook("module-loaded", (event) => {
    if (event.module === "muc_batched_probe") {
      outrank_batched_probe();
    }
    return undefined;
  });
}
