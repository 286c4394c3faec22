// Who follows whom: contract, "What becomes of them".
import type { Room } from "../contract/model.ts";
import { type Prober, Sight } from "../contract/sight.ts";
import type { Settings } from "../contract/model.ts";
import { type Act, bareJidOf, SESSIONS } from "./acts.ts";
import { nickOf, userOf } from "./people.ts";

/** For each session the nicks that it follows, as they are now. */
export type Followed = ReadonlyMap<string, ReadonlySet<string>>;

export const NOBODY: Followed = new Map(SESSIONS.map((session) => [session, new Set<string>()]));

/** Says whether somebody may see who has a nick. */
export function maySee(room: Room, settings: Settings, session: string, nick: string): boolean {
  const user = userOf(room, nick);
  const occupant = user?.occupants.find((each) => each.nick === nick);
  return (
    user !== undefined &&
    occupant !== undefined &&
    new Sight(room, settings, proberOf(room, session)).maySee(user, occupant.role)
  );
}

/** A session as one who asks. */
export function proberOf(room: Room, session: string): Prober {
  const person = room.people.find(({ bareJid }) => bareJid === bareJidOf(session));
  if (person === undefined) throw new Error(`Nobody is ${session}`);
  return { jid: session, person };
}

/** The new nick of somebody who has given up one for another, and is followed on. */
export function movedTo(before: Room, after: Room, act: Act, nick: string): string | undefined {
  if (act.step !== "rename" && act.step !== "join") return undefined;
  const now = nickOf(after, act.session);
  const hasMoved =
    nickOf(before, act.session) === nick &&
    now !== undefined &&
    userOf(after, nick) === undefined &&
    userOf(before, now) === undefined;
  return hasMoved ? now : undefined;
}

/** Says whether a session joins anew: it is then a new one to the room. */
export function joinsAnew(before: Room, after: Room, act: Act, session: string): boolean {
  if (nickOf(before, session) === undefined || nickOf(after, session) === undefined) return true;
  return act.step === "join" && act.session === session;
}

/** Lists those followed once something has happened; `wasRefused`: it has not. */
export function followedAfter(
  followed: Followed,
  { before, after, act, settings }: Change,
): Map<string, Set<string>> {
  const still = (session: string, nicks: ReadonlySet<string>): string[] => {
    if (joinsAnew(before, after, act, session)) return [];
    return [...nicks]
      .map((nick) => movedTo(before, after, act, nick) ?? nick)
      .filter((nick) => maySee(after, settings, session, nick));
  };
  return new Map([...followed].map(([session, nicks]) => [session, new Set(still(session, nicks))]));
}

/** Something that has happened. */
export interface Change {
  readonly before: Room;
  readonly after: Room;
  readonly act: Act;
  readonly settings: Settings;
}

/** Follows those of an answer who are shown to be present, in their order, up to the limit. */
export function followThese(
  followed: ReadonlySet<string>,
  shown: readonly string[],
  limit: number,
): Set<string> {
  const nicks = new Set(followed);
  for (const nick of shown) if (nicks.size < limit) nicks.add(nick);
  return nicks;
}
