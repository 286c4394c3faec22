// A room as Prosody itself sees it, in the words of the contract's model.
import {
  AFFILIATIONS,
  type Guest,
  type Occupant,
  type Person,
  type Role,
  ROLES,
  type Room,
} from "../contract/model.ts";
import { bareJidOf, USERS } from "./acts.ts";

/** The result of `snapshot` in mod_trust_rooms.lua. */
export interface Snapshot {
  readonly occupants: readonly {
    readonly nick: string;
    readonly role: string;
    readonly bare_jid: string;
    readonly sessions: readonly {
      readonly jid: string;
      readonly presence: string;
      readonly is_primary: boolean;
    }[];
  }[];
  readonly affiliations: readonly {
    readonly jid: string;
    readonly affiliation: string;
    readonly nick?: string;
  }[];
  readonly broadcast: readonly string[];
  readonly non_anonymous: boolean;
  readonly policy?: string;
}

/** The room of a snapshot. */
export function roomOf(jid: string, salt: string, snapshot: Snapshot): Room {
  const { policy } = snapshot;
  return {
    jid,
    salt,
    nonAnonymous: snapshot.non_anonymous,
    broadcast: [...ROLES, "none" as const].filter((role) => snapshot.broadcast.includes(role)),
    forms: policy === undefined ? [] : [[policy]],
    people: USERS.map((user) => personOf(user, snapshot)),
  };
}

function personOf(bareJid: string, { occupants, affiliations }: Snapshot): Person {
  const affiliated = affiliations.find(({ jid }) => jid === bareJid);
  return {
    bareJid,
    affiliation: AFFILIATIONS.find((each) => each === affiliated?.affiliation) ?? "none",
    ...(affiliated?.nick !== undefined && { registeredNick: affiliated.nick }),
    occupants: occupants.filter((each) => each.bare_jid === bareJid).map(occupantOf),
    strangers: [],
  };
}

function occupantOf({ nick, role, sessions }: Snapshot["occupants"][number]): Occupant {
  const [first, ...others] = sessions.toSorted((a, b) => Number(b.is_primary) - Number(a.is_primary));
  if (first === undefined) throw new Error(`${nick} has no session`);
  const guest = ({ jid, presence }: typeof first): Guest => ({ jid, presence });
  const known: Role | undefined = ROLES.find((each) => each === role);
  if (known === undefined) throw new Error(`${nick} has the role ${role}`);
  return { nick, role: known, sessions: [guest(first), ...others.map(guest)] };
}

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
