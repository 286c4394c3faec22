// What the contract says, row by row; nothing here is taken from the plugin's code.
import { createHmac } from "node:crypto";
import { xml } from "@xmpp/client";
import type { Element } from "../scansion/src/index.ts";
import { occupantJid, type Occupant, type Person, type Policy, type Role, type Room } from "./model.ts";

const NS_MUC_USER = "http://jabber.org/protocol/muc#user";
const NS_OCCUPANT_ID = "urn:xmpp:occupant-id:0";
const NS_STANZAS = "urn:ietf:params:xml:ns:xmpp-stanzas";

/** What holds for all rooms of a service. */
export interface Service {
  /** The policy of rooms whose owner has not chosen. */
  readonly defaultPolicy: Policy;
  readonly occupantIds: boolean;
}

/** Who asks: one of somebody's sessions or, by bare JID, its home server. */
export interface Prober {
  readonly jid: string;
  readonly person: Person;
}

/** What the rows distinguish. */
interface Situation {
  readonly room: Room;
  readonly policy: Policy;
  readonly prober: Prober;
  readonly isProberInRoom: boolean;
  /** That of the probing session; a home server has none. */
  readonly proberRole: Role | undefined;
  /** The occupant who has the nick. */
  readonly occupant: Occupant | undefined;
  /** The owner of the nick: whoever uses it, or else whoever has registered it. */
  readonly owner: Person | undefined;
}

type AnswerKind = "refusal" | "present" | "unavailable" | "unknown";

interface Row {
  readonly row: number;
  readonly when: (situation: Situation) => boolean;
  readonly answer: AnswerKind;
}

/** The rows of the contract for occupant JIDs; the first whose situation is given holds. */
const ROWS: readonly Row[] = [
  { row: 1, when: (given) => !given.isProberInRoom, answer: "refusal" },
  { row: 7, when: (given) => isOneself(given) && given.occupant !== undefined, answer: "present" },
  { row: 6, when: (given) => isHidden(given) && !isLetThrough(given), answer: "unknown" },
  { row: 2, when: (given) => given.occupant !== undefined, answer: "present" },
  { row: 5, when: (given) => isBanned(given) && !mayReadBans(given), answer: "unknown" },
  { row: 3, when: (given) => given.owner !== undefined, answer: "unavailable" },
  { row: 4, when: () => true, answer: "unknown" },
];

function isOneself({ owner, prober }: Situation): boolean {
  return owner === prober.person;
}

function isHidden({ room, occupant }: Situation): boolean {
  return !room.broadcast.includes(occupant?.role ?? "none");
}

function isLetThrough(given: Situation): boolean {
  const allowed: Readonly<Record<Policy, boolean>> = {
    anyone: true,
    moderators: given.proberRole === "moderator",
    nobody: false,
  };
  return allowed[given.policy] || isOneself(given);
}

function isBanned({ owner }: Situation): boolean {
  return owner?.affiliation === "outcast";
}

function mayReadBans({ prober }: Situation): boolean {
  return ["owner", "admin"].includes(prober.person.affiliation);
}

function seesRealJids(given: Situation): boolean {
  if (given.room.nonAnonymous) return true;
  const asksAsSession = given.proberRole !== undefined;
  return asksAsSession && (given.proberRole === "moderator" || isOneself(given));
}

/** One answer, and the row of the contract that asks for it. */
export interface Verdict {
  readonly row: number | "room";
  readonly answer: Element;
}

/** Judges by the contract. */
export class Oracle {
  readonly #room: Room;
  readonly #service: Service;

  constructor(room: Room, service: Service) {
    this.#room = room;
    this.#service = service;
  }

  /** What a probe of a nick is answered. */
  probe(prober: Prober, nick: string, id: string): Verdict {
    const given = this.#situation(prober, nick);
    const row = ROWS.find(({ when }) => when(given));
    if (row === undefined) throw new Error("No row of the contract holds");
    return { row: row.row, answer: this.#answer(row.answer, given, nick, id) };
  }

  /** What a probe of the room itself is answered. */
  roomProbe(prober: Prober, id: string): Verdict {
    const { isProberInRoom } = this.#situation(prober, "");
    const address = { from: this.#room.jid, to: prober.jid, id };
    return isProberInRoom
      ? { row: "room", answer: xml("presence", address) }
      : { row: 1, answer: refusal("presence", address) };
  }

  /** What a batch is answered, in this order. */
  batch(prober: Prober, nicks: readonly string[], id: string): Verdict[] {
    const address = { from: this.#room.jid, to: prober.jid, id };
    const { isProberInRoom } = this.#situation(prober, "");
    if (!isProberInRoom) return [{ row: 1, answer: refusal("iq", address) }];
    const each = [...new Set(nicks)].map((nick) => this.probe(prober, nick, id));
    return [...each, { row: "room", answer: xml("iq", { ...address, type: "result" }) }];
  }

  #situation(prober: Prober, nick: string): Situation {
    const room = this.#room;
    const proberOccupants = prober.person.occupants;
    const probing = proberOccupants.find(({ sessions }) => sessions.some(({ jid }) => jid === prober.jid));
    const isHomeServer = prober.jid === prober.person.bareJid;
    const user = room.people.find(({ occupants }) => occupants.some((each) => each.nick === nick));
    return {
      room,
      policy: room.policy ?? this.#service.defaultPolicy,
      prober,
      isProberInRoom: probing !== undefined || (isHomeServer && proberOccupants.length > 0),
      proberRole: probing?.role,
      occupant: user?.occupants.find((each) => each.nick === nick),
      owner: user ?? room.people.find(({ registeredNick }) => registeredNick === nick),
    };
  }

  #answer(kind: AnswerKind, given: Situation, nick: string, id: string): Element {
    const address = { from: occupantJid(this.#room, nick), to: given.prober.jid };
    if (kind === "refusal") return refusal("presence", { ...address, id });
    if (kind === "unknown") return unavailable({ ...address, id }, item("none", "none"));
    const owner = given.owner;
    if (owner === undefined) throw new Error("Nobody can be shown");
    if (kind === "present") return this.#present(given, owner, address);
    const registered = item(owner.affiliation, "none", {
      nick,
      ...(seesRealJids(given) && { jid: owner.bareJid }),
    });
    return unavailable({ ...address, id }, registered, ...this.#occupantId(owner));
  }

  #present(given: Situation, owner: Person, address: Readonly<Record<string, string>>): Element {
    const { occupant } = given;
    if (occupant === undefined) throw new Error("Nobody is present");
    const { role, sessions } = occupant;
    const items = seesRealJids(given)
      ? sessions.map(({ jid }) => item(owner.affiliation, role, { jid }))
      : [item(owner.affiliation, role)];
    const [{ presence }] = sessions;
    return xml(
      "presence",
      { ...address, id: presence },
      xml("status", {}, presence),
      xml("x", { xmlns: NS_MUC_USER }, ...items),
      ...this.#occupantId(owner),
    );
  }

  #occupantId(owner: Person): Element[] {
    if (!this.#service.occupantIds) return [];
    const id = createHmac("sha256", owner.bareJid).update(this.#room.salt).digest("base64");
    return [xml("occupant-id", { xmlns: NS_OCCUPANT_ID, id })];
  }
}

type Attributes = Readonly<Record<string, string>>;

function refusal(name: "presence" | "iq", attributes: Attributes): Element {
  return xml(
    name,
    { ...attributes, type: "error" },
    xml("error", { type: "cancel" }, xml("not-acceptable", { xmlns: NS_STANZAS })),
  );
}

function unavailable(attributes: Attributes, item: Element, ...others: Element[]): Element {
  return xml(
    "presence",
    { ...attributes, type: "unavailable" },
    xml("x", { xmlns: NS_MUC_USER }, item),
    ...others,
  );
}

function item(affiliation: string, role: string, more: Attributes = {}): Element {
  return xml("item", { affiliation, role, ...more });
}
