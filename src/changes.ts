/**
 * Counts what changes in each room: its people, and what may be seen of them. An answer is no longer true if
 * there was a change while it was made: a handler of another module may wait.
 */

/** The number of the last change of each room. They go with the room. */
const last_of = setmetatable(new LuaTable<MucRoom, number | undefined>(), { __mode: "k" });

/** The changes of all rooms so far: a room that Prosody has loaded anew has another number than before. */
let count = 0;

/** False once the module is unloaded: nothing tells it of changes then. */
let is_told = true;

export function note(room: MucRoom): void {
  count += 1;
  last_of.set(room, count);
}

/**
 * Marks how a room is now. Two marks are equal if nothing has changed in between. Whois is in the mark: no
 * event tells of its change.
 */
export function mark(room: MucRoom): number {
  if (!is_told || last_of.get(room) === undefined) {
    note(room);
  }
  return 2 * last_of.get(room)! + (room.get_whois() === "anyone" ? 1 : 0);
}

/** No two marks are equal from now on: an answer may still be made for whoever has asked before a reload. */
export function stop(): void {
  is_told = false;
}
