// Who is who in a room.
import type { Person, Room } from "../contract/model.ts";
import { bareJidOf } from "./acts.ts";

/** Finds the holder of a nick. */
export function userOf(room: Room, nick: string): Person | undefined {
  return room.people.find(({ occupants }) => occupants.some((each) => each.nick === nick));
}

/** The nick of a session. Undefined: it is not in the room. */
export function nickOf(room: Room, session: string): string | undefined {
  return room.people
    .find(({ bareJid }) => bareJid === bareJidOf(session))
    ?.occupants.find(({ sessions }) => sessions.some(({ jid }) => jid === session))?.nick;
}
