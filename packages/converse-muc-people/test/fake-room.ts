import { DOMParser } from "@xmldom/xmldom";
import { Allowance } from "../src/allowance.ts";
import { readOffer, type Offer } from "../src/offer.ts";
import { RoomPeople, type Ports, type State } from "../src/room-people.ts";
import { NS, type Person, type Question, type Reply, type Told } from "../src/stanzas.ts";

/** A room that offers everything, and has 300 people in it. */
export const OFFER: Offer = {
  way: "query",
  batchLimit: 100,
  rate: 20,
  burst: 200,
  follow: 100,
  list: false,
  hidden: "anyone",
  occupants: 300,
};

/** Reads a stanza, as a browser does. */
export function element(xml: string): Element {
  const { documentElement } = new DOMParser().parseFromString(xml, "text/xml");
  if (documentElement === null) throw new Error(`no element: ${xml}`);
  return documentElement as unknown as Element;
}

/** The presence of somebody who is there. */
export function presenceOf({ id, nick }: Person): Element {
  const occupantId = id === undefined ? "" : `<occupant-id xmlns="urn:xmpp:occupant-id:0" id="${id}"/>`;
  return element(`<presence xmlns="jabber:client" from="room@muc/${nick ?? ""}">${occupantId}</presence>`);
}

/** A `disco#info` with a form. */
export function offerOf(features: readonly string[], fields: Readonly<Record<string, string>>): Offer {
  const written = Object.entries(fields).map(
    ([name, value]) => `<field var="${name}"><value>${value}</value></field>`,
  );
  return readOffer(
    element(
      `<iq><query xmlns="http://jabber.org/protocol/disco#info">${features.map((f) => `<feature var="${f}"/>`).join("")}` +
        `<x xmlns="jabber:x:data" type="result">${written.join("")}</x></query></iq>`,
    ),
  );
}

/** So many people, known by occupant-id. */
export function crowd(size: number, from = 0): Person[] {
  return Array.from({ length: size }, (_, i) => ({ id: `id${from + i}`, nick: `nick${from + i}` }));
}

/** An error as a room sends it. */
export function errorOf(type: string, condition: string, more = ""): Element {
  return element(
    `<iq xmlns="jabber:client" type="error"><error type="${type}"><${condition} xmlns="urn:ietf:params:xml:ns:xmpp-stanzas"/>` +
      `${more}</error></iq>`,
  );
}

export const RETRY_AFTER_7 = `<retry xmlns="${NS}" after="7"/>`;

/** A room, its time, and all that was asked of it and told of it. */
export class FakeRoom {
  readonly asked: Question[] = [];
  readonly told: Told[] = [];
  readonly people: RoomPeople;
  /** All states that there were to show, in order. */
  readonly states: State[] = [];
  /** The room's answer; everybody is there and can be followed if not said otherwise. */
  answer: (question: Question) => Reply | Promise<Reply> = everybodyIsThere;
  #now = 0;
  #timers: { at: number; act: () => void }[] = [];

  constructor(allowance?: Allowance) {
    const ports: Ports = {
      now: () => this.#now,
      after: (milliseconds, act) => this.#timers.push({ at: this.#now + milliseconds, act }),
      send: async (question) => {
        this.asked.push(question);
        return this.answer(question);
      },
      tell: (told) => this.told.push(told),
      changed: () => this.states.push(this.people.state),
    };
    this.people = new RoomPeople(ports, allowance ?? new Allowance(() => this.#now));
  }

  /** Lets time pass. */
  async pass(milliseconds: number): Promise<void> {
    const end = this.#now + milliseconds;
    for (;;) {
      await settled();
      this.#timers.sort((a, b) => a.at - b.at);
      const [next] = this.#timers;
      if (next === undefined || next.at > end) break;
      this.#timers.shift();
      this.#now = Math.max(this.#now, next.at);
      next.act();
    }
    this.#now = end;
  }

  /** Has people on the screen, where somebody lists those who are there perhaps the end of the list, and lets time pass. */
  async look(people: readonly Person[], milliseconds: number, listed?: "its end"): Promise<void> {
    this.people.look(people, listed !== undefined);
    await this.pass(milliseconds);
  }

  /** The number of people of each query. */
  sizes(): number[] {
    return this.asked.map((_, index) => this.items(index).length);
  }

  /** The people of the query that was sent as the so-manieth question. */
  items(index: number): string[] {
    const question = this.asked.at(index);
    if (question?.kind !== "query") throw new Error(`no query: ${JSON.stringify(question)}`);
    return question.items.map(
      ({ person, follow }) => `${person.id ?? person.nick ?? ""}${follow ? "+" : ""}`,
    );
  }
}

/** Answers as a room in which everybody is who is asked for. */
export function everybodyIsThere(question: Question): Reply {
  if (question.kind !== "query") return { kind: "told", people: [] };
  const people = question.items.map(({ person, follow }) => ({
    person,
    presence: presenceOf(person),
    followed: follow,
  }));
  return { kind: "told", people };
}

function settled(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve));
}
