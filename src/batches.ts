/** Handles batches: many probes in one iq, as Converse.js sends them to mod_muc_batched_probe. */

import * as iterators from "util.iterators";
import * as jid from "util.jid";
import * as st from "util.stanza";
import * as gate from "./gate";
import * as jids from "./jids";
import * as namespaces from "./namespaces";
import * as options from "./options";
import * as outbox from "./outbox";
import type { Prober } from "./probers";
import * as rate_limit from "./rate_limit";
import * as refusals from "./refusals";
import * as rooms from "./rooms";

/** Runs before mod_muc_batched_probe, whose priority is 1. */
const BEFORE_BATCHED_PROBE = 10;

/** The longest id of a batch, in bytes. Every answer repeats the id. */
const MAX_ID_LENGTH = 256;

function occupant_jid_of(room: MucRoom, item: st.Stanza): string | undefined {
  const named = item.attr.jid;
  if (named !== undefined && jids.bare(named) === room.jid) {
    // The bare JID is written as the room's own, as it mostly is: to prepare the nick alone is faster.
    return jids.with_nick(room, jids.nick(room, named));
  }
  // Split before it is prepared: that turns other characters into slashes.
  const [node, host, nick] = jid.prepped_split(named);
  if (host !== module.host || jid.join(node, host) !== room.jid) {
    return undefined;
  }
  return nick && jids.with_nick(room, nick);
}

/** Lists the occupant JIDs of a batch, each once; nil if an item has none of this room. */
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

/** Reads the query of a batch. An iq without an id is none: it cannot be answered. */
function read_query(stanza: st.Stanza): st.Stanza | undefined {
  const attr = stanza.attr;
  if (attr.type !== "get" || !attr.id || !attr.to || jids.has_resource(attr.to)) {
    return undefined;
  }
  return stanza.get_child("query", namespaces.MUC_USER);
}

/** Refuses a batch that is malformed. It costs nothing. */
function refuse_bad(prober: Prober, event: StanzaEvent, size: number, text: string): true {
  rate_limit.give_back(prober, size);
  return refusals.refuse(event, "bad-batch", "modify", "bad-request", text);
}

/** An empty batch counts as one probe too. */
function size_of(query: st.Stanza): number {
  return math.max(iterators.count(query.childtags("item")), 1);
}

/** Answers about each occupant JID in a batch, then answers the iq. */
function answer(prober: Prober, event: StanzaEvent): true {
  const stanza = event.stanza;
  const id = stanza.attr.id!;
  const query = stanza.get_child("query", namespaces.MUC_USER)!;
  if (id.length > MAX_ID_LENGTH) {
    const text = string.format("The id of a batch has %d bytes at most", MAX_ID_LENGTH);
    return refuse_bad(prober, event, size_of(query), text);
  }
  const occupant_jids = read_occupant_jids(prober.room, query);
  if (!occupant_jids) {
    const text = "Every item needs the JID of an occupant of this room";
    return refuse_bad(prober, event, size_of(query), text);
  }
  for (const occupant_jid of occupant_jids) {
    if (!outbox.tell_about(prober, occupant_jid, id)) {
      return refusals.refuse_outsider(event);
    }
  }
  prober.room.route_stanza(st.reply(stanza));
  return true;
}

function on_batch(event: StanzaEvent): ProsodyHandled {
  const query = read_query(event.stanza);
  if (!query) {
    return;
  }
  return gate.admit(event, "batch", size_of(query), answer);
}

/**
 * Answers batches in place of mod_muc_batched_probe. That module hooks the event for every iq, so this one
 * does too. It leaves the event for the payload, where a batch would count a second time. The log says which
 * of the two modules answers.
 */
function outrank_batched_probe(): void {
  if (!options.batches) {
    module.log("info", "mod_muc_batched_probe answers batches, since muc_probe_batches is false");
    return;
  }
  module.unhook(`iq/bare/${namespaces.MUC_USER}:query`, on_batch);
  module.hook("iq/bare", on_batch, BEFORE_BATCHED_PROBE);
  module.log("warn", "muc_probe answers batches, mod_muc_batched_probe is not needed: disable it");
}

/** Hooks batches, unless they are switched off. */
export function start(): void {
  if (options.batches) {
    module.hook(`iq/bare/${namespaces.MUC_USER}:query`, on_batch, BEFORE_BATCHED_PROBE);
    module.hook(`iq/host/${namespaces.MUC_USER}:query`, on_batch, BEFORE_BATCHED_PROBE);
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
