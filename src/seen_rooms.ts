/**
 * Remembers who is in which room, without reading the storage. A room is noted when somebody joins it, and
 * when Prosody loads it.
 */

import * as jids from "./jids";
import * as rooms from "./rooms";

/**
 * The occupant JIDs of a room's sessions, by real JID, for each room that was seen. These are the rooms' own
 * tables. They stay when Prosody swaps a room to disk, even one with occupants.
 */
const occupant_jids: Record<string, MucRoom["_jid_nick"] | undefined> = {};

/** Stands for the table of a room that everybody has left: that table keeps its size. */
const NOBODY: MucRoom["_jid_nick"] = {};

function note(room: MucRoom): void {
  occupant_jids[room.jid] = room._jid_nick;
}

/** The prober may be in a room that was seen, even if Prosody has swapped it to disk since. */
export function has_seen(address: string): boolean {
  return occupant_jids[jids.bare(address)] !== undefined;
}

/** True if the room is still the object that Prosody keeps in memory for its JID. */
export function is_current(room: MucRoom): boolean {
  return occupant_jids[room.jid] === room._jid_nick;
}

/** True of a session's own occupant JID (contract row 7). */
export function is_own_occupant_jid(session: string, target: string): boolean {
  const of_room = occupant_jids[jids.bare(target)];
  return of_room !== undefined && of_room[session] === target;
}

/** Notes the rooms in memory, and hooks what happens in rooms. */
export function start(): void {
  for (const room of rooms.loaded_module("muc")!.each_room(true)) {
    note(room);
  }
  module.hook("muc-occupant-session-new", (event) => {
    // Prosody destroys a temporary room when its only occupant changes the nick, and still fires this event.
    const room = rooms.find(event.room.jid);
    if (room) {
      note(room);
    }
  });
  module.hook("muc-room-created", (event) => {
    note(event.room);
  });
  module.hook("muc-room-restored", (event) => {
    note(event.room);
  });
  module.hook("muc-occupant-left", (event) => {
    // The event is fired for a change of nick too. Only who leaves loses the role.
    if (event.occupant.role === undefined && !event.room.has_occupant()) {
      occupant_jids[event.room.jid] = NOBODY;
    }
  });
  module.hook("muc-room-destroyed", (event) => {
    occupant_jids[event.room.jid] = undefined;
  });
}
