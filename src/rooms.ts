/** Finds the room that is probed, and refuses probes of rooms that do not exist. */

import * as st from "util.stanza";
import * as jid from "util.jid";
import * as jids from "./jids";

/**
 * The rooms with occupants, by room JID. The table is weak: a room that Prosody swaps to disk may disappear from it.
 */
export type OccupiedRooms = Record<string, MucRoom | undefined>;

/** Returns what a module of this host exports; nil if it is not loaded. */
export function loaded_module<M extends keyof ProsodyModules>(name: M): ProsodyModules[M] | undefined {
  const host = prosody.hosts[module.host];
  return host && host.modules[name];
}

/** Whether this module's host is a MUC service. */
export function are_served(): boolean {
  return module.get_host_type() === "component" && loaded_module("muc") !== undefined;
}

/**
 * Keeps track of the rooms with occupants, without reading the storage. A room is noted when somebody joins it and
 * when Prosody loads it. It replaces an older room with the same JID, so that no room is out of date after it was
 * swapped to disk.
 */
export function follow(muc: MucModule): OccupiedRooms {
  const occupied: OccupiedRooms = {};
  setmetatable(occupied, { __mode: "v" });
  function note(event: MucEvent): undefined {
    occupied[event.room.jid] = event.room;
  }
  for (const room of muc.each_room(true)) {
    occupied[room.jid] = room;
  }
  module.hook("muc-occupant-session-new", note);
  module.hook("muc-room-restored", note);
  return occupied;
}

/** Whether the storage of a room failed. mod_muc gives such a room handlers that refuse everybody. */
function is_broken(muc: MucModule, room: MucRoom): boolean {
  return room.handle_first_presence !== muc.room_mt.handle_first_presence;
}

/**
 * Finds the room of an address. This may read the storage.
 *
 * Returns the room if the plugin answers for it: it exists, was not destroyed and could be loaded. The second result
 * is what Prosody found: `false` for a room that may not be loaded, nil for none.
 */
export function find(
  address: string,
): LuaMultiReturn<[room: MucRoom | undefined, found: MucRoom | false | undefined]> {
  const muc = loaded_module("muc");
  const found = muc && muc.get_room_from_jid(jids.bare(address));
  if (!muc || found === undefined || found === false || found._data.destroyed || is_broken(muc, found)) {
    return $multi(undefined, found);
  }
  return $multi(found, found);
}

/**
 * Lets a room refuse a presence after its storage failed. Prosody's router refuses what the room does not handle.
 */
function refuse_for_broken(event: StanzaEvent, room: MucRoom): ProsodyHandled {
  const origin = event.origin;
  const stanza = event.stanza;
  if (jids.has_resource(stanza.attr.to!)) {
    return room.handle_presence_to_occupant(origin, stanza);
  }
  if (!room.handle_presence_to_room(origin, stanza)) {
    origin.send(st.error_reply(stanza, "cancel", "service-unavailable"));
  }
  return true;
}

/**
 * Refuses a presence to a room that does not exist. Since 0.12, Prosody has another error for JIDs that are
 * malformed.
 */
function refuse_for_nobody(event: StanzaEvent): true {
  const origin = event.origin;
  const stanza = event.stanza;
  if (jid.prep(jids.bare(stanza.attr.to!), true) === undefined) {
    origin.send(st.error_reply(stanza, "modify", "jid-malformed", undefined, module.host));
  } else {
    origin.send(st.error_reply(stanza, "cancel", "item-not-found", undefined, module.host));
  }
  return true;
}

/**
 * Refuses a probe of a room that does not exist or cannot be loaded, with the same error as Prosody. Prosody itself
 * would read the storage a second time. Returns nil for what Prosody handles: a probe of a destroyed room, and an
 * iq, for which Prosody does not read the storage.
 */
export function refuse_missing(event: StanzaEvent, found: MucRoom | false | undefined): ProsodyHandled {
  const stanza = event.stanza;
  if (stanza.name !== "presence") {
    return;
  }
  if (found === undefined) {
    return refuse_for_nobody(event);
  }
  if (found === false) {
    event.origin.send(st.error_reply(stanza, "wait", "resource-constraint", undefined, module.host));
    return true;
  }
  if (found._data.destroyed) {
    return;
  }
  return refuse_for_broken(event, found);
}

/**
 * Whether an occupant JID is the prober's own (contract row 7). Reads no storage, so that a stranger's flood
 * loads no room.
 */
export function is_own_occupant_jid(occupied: OccupiedRooms, prober: string, target: string): boolean {
  const room = occupied[jids.bare(target)];
  return room !== undefined && room.get_occupant_jid(prober) === target;
}
