import { createHash } from "node:crypto";
import { USER_HOST } from "../prosody/configuration.ts";
import {
  AFFILIATIONS,
  type Guest,
  MUC_HOST,
  type Occupant,
  type Person,
  POLICIES,
  REMOTE_HOST,
  type Role,
  ROLES,
  type Room,
  type Stranger,
} from "./model.ts";
import { Random } from "./random.ts";

/** The resources that every user of {@link LOCAL_USERS} is connected with. */
export const RESOURCES = ["phone", "desk"] as const;
/** The users of the room's own server. */
export const LOCAL_USERS = ["romeo", "juliet", "mercutio", "tybalt", "benvolio", "rosaline"].map(
  (name) => `${name}@${USER_HOST}`,
);
const REMOTE_USERS = ["paris", "nurse", "laurence", "balthasar"].map((name) => `${name}@${REMOTE_HOST}`);

/** The services that the rooms are made for. */
export interface Features {
  /** Whether the roles whose presence is broadcast can be chosen: from Prosody 0.12 on. */
  readonly presenceBroadcast: boolean;
}

const NICKS = [
  "Romeo",
  "Juliet",
  "romeo",
  "Mercutio",
  "Tybalt 2",
  "Queen Mab",
  "O'Hara & <Söhne>",
  "☂",
  "ジュリエット",
  "a/b",
  "x@y",
  "Rosaline",
  "Capulet",
  "Montague",
  "Escalus",
  "Sampson",
  "Gregory",
  "Abram",
  "Peter",
  "Potpan",
  "Petruchio",
  "Friar",
] as const;
const DEFAULT_BROADCAST: readonly Role[] = ROLES;

/** Makes up a room and the people around it, the same for the same seed. */
export function generateRoom(seed: number, features: Features): Room {
  return new RoomGenerator(seed, features).room();
}

class RoomGenerator {
  readonly #seed: number;
  readonly #features: Features;
  readonly #random: Random;
  readonly #freeNicks: string[];

  constructor(seed: number, features: Features) {
    this.#seed = seed;
    this.#features = features;
    this.#random = new Random(seed);
    this.#freeNicks = this.#random.shuffled(NICKS);
  }

  room(): Room {
    const random = this.#random;
    const users = [
      ...random.shuffled(LOCAL_USERS).slice(0, 2 + random.below(5)),
      ...random.shuffled(REMOTE_USERS).slice(0, random.below(4)),
    ];
    const policy = random.pick([...POLICIES, undefined]);
    return {
      jid: `room-${this.#seed}@${MUC_HOST}`,
      nonAnonymous: random.chance(0.3),
      broadcast: this.#broadcast(),
      ...(policy && { policy }),
      salt: `salt-${this.#seed}`,
      people: this.#withUsurpedNick(users.map((bareJid) => this.#person(bareJid))),
    };
  }

  #broadcast(): Room["broadcast"] {
    if (!this.#features.presenceBroadcast || this.#random.chance(0.2)) return DEFAULT_BROADCAST;
    return this.#random.some([...ROLES, "none"] as const);
  }

  #person(bareJid: string): Person {
    const affiliation = this.#random.pick(AFFILIATIONS);
    const sessions = RESOURCES.map((resource) => `${bareJid}/${resource}`);
    const isPresent = affiliation !== "outcast" && this.#random.chance(0.75);
    const present = isPresent ? sessions.slice(0, 1 + this.#random.below(sessions.length)) : [];
    const occupants = this.#occupants(present);
    const strangers = sessions.filter((jid) => !present.includes(jid)).map((jid) => this.#stranger(jid));
    const registeredNick =
      affiliation === "none" ? undefined : this.#registration([...occupants, ...strangers]);
    return { bareJid, affiliation, occupants, strangers, ...(registeredNick && { registeredNick }) };
  }

  /** Sessions of a user share a nick, or each has its own. */
  #occupants(sessions: readonly string[]): Occupant[] {
    const guests = sessions.map((jid) => this.#guest(jid));
    const [first, ...rest] = guests;
    if (first === undefined) return [];
    if (this.#random.chance(0.7)) return [this.#occupant([first, ...rest])];
    return guests.map((guest) => this.#occupant([guest]));
  }

  #occupant(sessions: Occupant["sessions"]): Occupant {
    return { nick: this.#takeNick(), role: this.#random.pick(ROLES), sessions };
  }

  #guest(jid: string): Guest {
    const presence = this.#presenceOf(jid);
    return this.#random.chance(0.2) ? { jid, presence, cameAs: this.#takeNick() } : { jid, presence };
  }

  #stranger(jid: string): Stranger {
    const presence = this.#presenceOf(jid);
    return this.#random.chance(0.6) ? { jid, presence, leftFrom: this.#takeNick() } : { jid, presence };
  }

  // Nothing of the real JID is in it: it is shown to everybody who may see the occupant.
  #presenceOf(jid: string): string {
    const digest = createHash("sha256").update(`${this.#seed} ${jid}`).digest("hex");
    return `presence-${digest.slice(0, 12)}`;
  }

  /** The nick a user has or had, or one of its own that it has never used; or none. */
  #registration(used: readonly (Occupant | Stranger)[]): string | undefined {
    if (this.#random.chance(0.3)) return undefined;
    const nicks = used.flatMap((each) => ("nick" in each ? each.nick : (each.leftFrom ?? [])));
    return nicks.length > 0 && this.#random.chance(0.5) ? this.#random.pick(nicks) : this.#takeNick();
  }

  /** Sometimes an admin registers for one what another one is using. */
  #withUsurpedNick(people: readonly Person[]): readonly Person[] {
    const [usurper, ...others] = this.#random.shuffled(people);
    const nick = others.flatMap(({ occupants }) => occupants).at(0)?.nick;
    const isTaken = people.some(({ registeredNick }) => registeredNick === nick);
    if (!usurper || nick === undefined || isTaken || usurper.affiliation === "none") return people;
    if (!this.#random.chance(0.2)) return people;
    return people.map((person) => (person === usurper ? { ...person, registeredNick: nick } : person));
  }

  #takeNick(): string {
    return this.#freeNicks.pop() ?? `Citizen ${this.#random.below(2 ** 32)}`;
  }
}
