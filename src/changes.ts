/**
 * Counts what changes in each room: its people, and what may be seen of them. An answer is no longer true if
 * there was a change while it was made: a handler of another module may wait.
 */

/** The changes of each room so far. They go with the room. */
const counts = setmetatable(new LuaTable<MucRoom, number | undefined>(), { __mode: "k" });

function count(room: MucRoom): number {
  return counts.get(room) ?? 0;
}

export function note(room: MucRoom): void {
  counts.set(room, count(room) + 1);
}

/**
 * Marks how a room is now. Two marks are equal if nothing has changed in between. Whois is in the mark: no
 * event tells of its change.
 */
export function mark(room: MucRoom): number {
  return 2 * count(room) + (room.get_whois() === "anyone" ? 1 : 0);
}
