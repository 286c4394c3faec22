// The presences that tell of people: contract, rows 2 to 7.
import { createHmac } from "node:crypto";
import { xml } from "@xmpp/client";
import type { Element } from "scansion-runner";
import {
  occupantJid,
  type Occupant,
  type Person,
  type Release,
  type Room,
  type Settings,
  shownAffiliation,
} from "./model.ts";
import { byBytes, type Prober, Sight } from "./sight.ts";

const NS_MUC_USER = "http://jabber.org/protocol/muc#user";
export const NS_OCCUPANT_ID = "urn:xmpp:occupant-id:0";

/** A presence that tells of somebody, and the row that asks for it. Without a presence nothing is told. */
export interface Word {
  readonly row: number;
  /** Without `to` and, unless it is the presence of somebody who is there, `id`. */
  readonly presence?: Element;
  /** The person it shows to be present. */
  readonly shown?: Occupant;
}

/** The id that a room knows a user by (XEP-0421), as Prosody computes it. */
export function occupantIdOf({ salt }: Room, { bareJid }: Person): string {
  return createHmac("sha256", bareJid).update(salt).digest("base64");
}

/** The answer to a prober who is in the room. */
export class Answers {
  readonly #room: Room;
  readonly #settings: Settings;
  readonly #release: Release;
  readonly #sight: Sight;

  constructor(room: Room, settings: Settings, release: Release, prober: Prober) {
    this.#room = room;
    this.#settings = settings;
    this.#release = release;
    this.#sight = new Sight(room, settings, prober);
  }

  /** About a nick. */
  byNick(nick: string): Word {
    const from = occupantJid(this.#room, nick);
    const user = this.#room.people.find(({ occupants }) => occupants.some((each) => each.nick === nick));
    const occupant = user?.occupants.find((each) => each.nick === nick);
    if (user && occupant && this.#sight.maySee(user, occupant.role)) return this.#present(user, occupant);
    const registrant = this.#room.people.find(({ registeredNick }) => registeredNick === nick);
    if (registrant && this.#sight.maySeeAbsent(registrant)) return this.#absent(registrant);
    const row = occupant ? 6 : registrant?.affiliation === "outcast" ? 5 : 4;
    return this.#unknown(row, { from });
  }

  /** About whom an occupant-id names. */
  byOccupantId(id: string): Word {
    const person = this.#room.people.find((each) => occupantIdOf(this.#room, each) === id);
    const occupant = person && this.#sight.visibleOf(person)[0];
    if (person && occupant) return this.#present(person, occupant);
    if (person && this.#sight.maySeeAbsent(person)) {
      const word = this.#absent(person);
      word.presence?.cnode(this.#occupantId(person));
      return word;
    }
    return this.#unknown(4, {});
  }

  /** About everybody in the room whom the prober may see, in the order of their nicks. */
  everybody(): Word[] {
    return this.#room.people
      .flatMap((person) => this.#sight.visibleOf(person).map((occupant) => ({ person, occupant })))
      .toSorted((a, b) => byBytes(a.occupant.nick, b.occupant.nick))
      .map(({ person, occupant }) => this.#present(person, occupant));
  }

  #unknown(row: number, address: Attributes): Word {
    if (this.#settings.unknown === "silent") return { row };
    return { row, presence: unavailable(address, item("none", "none")) };
  }

  #absent(person: Person): Word {
    const { registeredNick: nick, bareJid } = person;
    const shown = item(shownAffiliation(person), "none", {
      ...(nick !== undefined && { nick }),
      ...(this.#sight.seesRealJids(person) && { jid: bareJid }),
    });
    const address = nick === undefined ? {} : { from: occupantJid(this.#room, nick) };
    return { row: person.affiliation === "outcast" ? 5 : 3, presence: unavailable(address, shown) };
  }

  #present(person: Person, occupant: Occupant): Word {
    const { nick, role, sessions } = occupant;
    const affiliation = shownAffiliation(person);
    const items = this.#sight.seesRealJids(person)
      ? sessions.map(({ jid }) => item(affiliation, role, { jid }))
      : [item(affiliation, role)];
    const [{ presence }] = sessions;
    const shown = xml(
      "presence",
      { from: occupantJid(this.#room, nick), id: presence },
      xml("status", {}, presence),
      xml("x", { xmlns: NS_MUC_USER }, ...items),
      ...(this.#release.occupantIds ? [this.#occupantId(person)] : []),
    );
    return { row: this.#sight.isOneself(person) ? 7 : 2, presence: shown, shown: occupant };
  }

  #occupantId(person: Person): Element {
    return xml("occupant-id", { xmlns: NS_OCCUPANT_ID, id: occupantIdOf(this.#room, person) });
  }
}

type Attributes = Readonly<Record<string, string>>;

function unavailable(attributes: Attributes, item: Element): Element {
  return xml("presence", { ...attributes, type: "unavailable" }, xml("x", { xmlns: NS_MUC_USER }, item));
}

function item(affiliation: string, role: string, more: Attributes = {}): Element {
  return xml("item", { affiliation, role, ...more });
}
