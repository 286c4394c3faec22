/** Finds the room that is probed, and refuses probes of rooms that do not exist. */

import * as st from "util.stanza";
import * as jid from "util.jid";
import * as jids from "./jids";

/**
 * The occupant JIDs of a room's sessions, by real JID, for each room with occupants. These are the rooms' own tables. They
 * stay when Prosody swaps a room to disk, which it does with rooms that have occupants too.
 */
export type OccupantJids = Record<string, MucRoom["_jid_nick"] | undefined>;

/** Returns what a module of this host exports; nil if it is not loaded. */
export function loaded_module<M extends keyof ProsodyModules>(name: M): ProsodyModules[M] | undefined {
  const host = prosody.hosts[module.host];
  return host && host.modules[name];
}

/** Whether this module's host is a MUC service. */
export function are_served(): boolean {
  return module.get_host_type() === "component" && loaded_module("muc") !== undefined;
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
  const { origin, stanza } = event;
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
  const { origin, stanza } = event;
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
 * Keeps track of who is in which room, without reading the storage. A room is noted when somebody joins it, and when
 * Prosody loads it: then its table is a new one.
 */
export function follow(muc: MucModule): OccupantJids {
  const occupant_jids: OccupantJids = {};
  function note(room: MucRoom): void {
    if (room.has_occupant()) {
      occupant_jids[room.jid] = room._jid_nick;
    }
  }
  for (const room of muc.each_room(true)) {
    note(room);
  }
  module.hook("muc-occupant-session-new", (event) => {
    // Prosody destroys a temporary room when its only occupant changes the nick, and still fires this event.
    const [room] = find(event.room.jid);
    if (room) {
      note(room);
    }
  });
  module.hook("muc-room-restored", (event) => {
    note(event.room);
  });
  module.hook("muc-occupant-left", (event) => {
    // The event is fired for a change of nick too. Only who leaves loses the role.
    if (event.occupant.role === undefined && !event.room.has_occupant()) {
      occupant_jids[event.room.jid] = undefined;
    }
  });
  module.hook("muc-room-destroyed", (event) => {
    occupant_jids[event.room.jid] = undefined;
  });
  return occupant_jids;
}

/**
 * Whether an occupant JID is the prober's own (contract row 7). Reads no storage, so that a stranger's flood
 * loads no room.
 */
export function is_own_occupant_jid(occupant_jids: OccupantJids, prober: string, target: string): boolean {
  const of_room = occupant_jids[jids.bare(target)];
  return of_room !== undefined && of_room[prober] === target;
}
