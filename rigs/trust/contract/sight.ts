// What somebody in a room may see: contract, "Words", rows 3 and 5 to 7, and the paragraph on real JIDs.
import {
  type Occupant,
  type Person,
  type Policy,
  policyOf,
  type Role,
  type Room,
  type Settings,
  shownAffiliation,
} from "./model.ts";

/** The asker: a JID, as it stands in `from`. */
export interface Prober {
  readonly jid: string;
  readonly person: Person;
}

/** The eyes of a prober. */
export class Sight {
  /** The role of the probing session. Undefined: the prober is not in the room. */
  readonly role: Role | undefined;
  readonly #prober: Prober;
  readonly #room: Room;
  readonly #policy: Policy;

  constructor(room: Room, settings: Settings, prober: Prober) {
    this.#room = room;
    this.#prober = prober;
    this.#policy = policyOf(room, settings);
    this.role = prober.person.occupants.find(({ sessions }) =>
      sessions.some(({ jid }) => jid === prober.jid),
    )?.role;
  }

  isOneself(person: Person): boolean {
    return person.bareJid === this.#prober.person.bareJid;
  }

  /** Says whether it may see somebody who has a role, or none. */
  maySee(person: Person, role: Role | "none"): boolean {
    const allowed: Readonly<Record<Policy, boolean>> = {
      anyone: true,
      moderators: this.role === "moderator",
      nobody: false,
    };
    return this.#room.broadcast.includes(role) || this.isOneself(person) || allowed[this.#policy];
  }

  /** Says whether it may be shown somebody who is absent, by the affiliation that the room's list has. */
  maySeeAbsent(person: Person): boolean {
    if (person.affiliation === "none") return false;
    if (person.affiliation === "outcast" && !this.mayReadBans()) return false;
    return this.maySee(person, "none");
  }

  mayReadBans(): boolean {
    return ["owner", "admin"].includes(shownAffiliation(this.#prober.person));
  }

  seesRealJids(person: Person): boolean {
    return this.#room.nonAnonymous || this.role === "moderator" || this.isOneself(person);
  }

  /** The occupants of a person whom it may see, in the order of their nicks, byte by byte. */
  visibleOf(person: Person): Occupant[] {
    return person.occupants
      .filter(({ role }) => this.maySee(person, role))
      .toSorted((a, b) => byBytes(a.nick, b.nick));
  }
}

/** Compares texts as Lua does in the locale "C". */
export function byBytes(a: string, b: string): number {
  return Buffer.compare(Buffer.from(a), Buffer.from(b));
}
