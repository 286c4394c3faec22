// Makes a room that fails a check smaller, for as long as it fails.
import { type Guest, type Occupant, type Person, type Room, ROLES, type Stranger } from "./model.ts";

/** A room in which the same check still fails, and which fails it no more with anything taken away. */
export async function shrink(room: Room, fails: (room: Room) => Promise<boolean>): Promise<Room> {
  for (const candidate of smallerRooms(room)) {
    if (await fails(candidate)) return shrink(candidate, fails);
  }
  return room;
}

/** Rooms with one thing less, the greatest things first. */
function* smallerRooms(room: Room): Generator<Room> {
  const { policy, ...withoutPolicy } = room;
  for (const people of without(room.people)) yield { ...room, people };
  for (const people of withOneChanged(room.people, smallerPeople)) yield { ...room, people };
  if (policy) yield withoutPolicy;
  if (room.broadcast !== ROLES) yield { ...room, broadcast: ROLES };
}

function* smallerPeople(person: Person): Generator<Person> {
  const { registeredNick, ...unregistered } = person;
  for (const occupants of without(person.occupants)) yield { ...person, occupants };
  for (const strangers of without(person.strangers)) yield { ...person, strangers };
  if (registeredNick !== undefined) yield unregistered;
  for (const occupants of withOneChanged(person.occupants, smallerOccupants)) yield { ...person, occupants };
  for (const strangers of withOneChanged(person.strangers, smallerStrangers)) yield { ...person, strangers };
}

function* smallerOccupants(occupant: Occupant): Generator<Occupant> {
  const [first, ...rest] = occupant.sessions;
  if (rest.length > 0) yield { ...occupant, sessions: [first] };
  if (first.cameAs !== undefined) yield { ...occupant, sessions: [withoutPast(first), ...rest] };
}

function withoutPast({ jid, presence }: Guest): Guest {
  return { jid, presence };
}

function* smallerStrangers({ jid, presence, leftFrom }: Stranger): Generator<Stranger> {
  if (leftFrom !== undefined) yield { jid, presence };
}

function* without<T>(list: readonly T[]): Generator<readonly T[]> {
  for (const index of list.keys()) yield list.toSpliced(index, 1);
}

function* withOneChanged<T>(list: readonly T[], smaller: (each: T) => Iterable<T>): Generator<readonly T[]> {
  for (const [index, each] of list.entries()) {
    for (const changed of smaller(each)) yield list.with(index, changed);
  }
}
