import type { Allowance } from "./allowance.ts";
import type { Api, Muc, PresenceAttributes } from "./converse.ts";
import { showNotice, type TEXTS } from "./notice.ts";
import { readOffer } from "./offer.ts";
import { RoomPeople } from "./room-people.ts";
import type { Screen, View } from "./screen.ts";
import {
  keyOf,
  readError,
  readResult,
  resourceOf,
  writeIq,
  type Person,
  type Question,
  type Reply,
  type Told,
} from "./stanzas.ts";
import { tellQuietly } from "./telling.ts";

/** So soon the presence follows of somebody who is not gone, but only hidden now. */
const HIDDEN_MILLISECONDS = 250;
const NICK_CHANGED = "303";

/** A room of Converse.js. */
export class Room {
  readonly #api: Api;
  readonly #jid: string;
  readonly #people: RoomPeople;
  /** Presences that Converse.js was handed here, and whom they are about. */
  readonly #answers = new WeakMap<Element, Person>();
  /** Those of whom the room just said that they are gone. */
  readonly #leaving = new Map<string, (next: PresenceAttributes) => void>();
  #muc: Muc | undefined;
  #isIn = false;

  constructor(api: Api, jid: string, allowance: Allowance, screen: Screen) {
    this.#api = api;
    this.#jid = jid;
    const ports = {
      now: () => performance.now(),
      after: (milliseconds: number, act: () => void) => {
        setTimeout(act, milliseconds);
      },
      send: (question: Question) => this.#send(question),
      tell: (told: Told) => {
        this.#tell(told);
      },
      changed: () => {
        this.#showNotice();
        screen.lookSoon();
      },
    };
    this.#people = new RoomPeople(ports, allowance);
  }

  async enter(muc: Muc): Promise<void> {
    this.#muc = muc;
    this.#isIn = true;
    await this.askForOffer();
  }

  async askForOffer(): Promise<void> {
    const info = await this.#api.disco.info(this.#jid).catch(() => undefined);
    if (info && this.#isIn) this.#people.enter(readOffer(info));
  }

  /** Presences come before Converse.js says that the room is entered: they are forgotten only when it is left. */
  statusChanged(muc: Muc): void {
    const wasIn = this.#isIn;
    this.#isIn = muc.isEntered();
    if (wasIn && !this.#isIn) this.#people.leave();
  }

  look({ people, listEnd }: View): void {
    this.#people.look(
      people.filter((person) => !this.#isOneself(person)),
      listEnd,
    );
    this.#showNotice();
  }

  wrote(person: Person): void {
    if (!this.#isOneself(person)) this.#people.wrote(person);
  }

  refusedProbe(nick: string, reply: Reply): void {
    this.#people.refusedProbe(nick, reply);
  }

  /** Sees every presence before Converse.js acts on it. */
  parsed(stanza: Element, attributes: PresenceAttributes): PresenceAttributes | Promise<PresenceAttributes> {
    const person = { id: attributes.occupant_id ?? undefined, nick: resourceOf(attributes.from) };
    const isThere = attributes.type !== "unavailable";
    const answered = this.#answers.get(stanza) ?? this.#people.takeAnswer(person.nick ?? "", isThere);
    if (answered && this.#muc) return tellQuietly(this.#muc, answered, attributes);
    if (attributes.is_self === true) this.#people.role = attributes.role;
    if (this.#people.isFollowed(person)) return this.#followed(person, attributes);
    this.#people.hear(person, isThere);
    return attributes;
  }

  /** Passes on what becomes of somebody who is followed, but not that they are gone if they are only hidden now. */
  async #followed(person: Person, attributes: PresenceAttributes): Promise<PresenceAttributes> {
    const key = keyOf(person);
    if (attributes.type !== "unavailable") {
      this.#leaving.get(key)?.(attributes);
      return attributes;
    }
    if (attributes.codes.includes(NICK_CHANGED)) {
      this.#people.renamed(person, attributes.nick ?? "");
      return renamed(attributes);
    }
    const next = attributes.codes.length === 0 ? await this.#nextPresence(key) : undefined;
    if (next === undefined) this.#people.left(person);
    return next ?? attributes;
  }

  #nextPresence(key: string): Promise<PresenceAttributes | undefined> {
    return new Promise((resolve) => {
      const settle = (next?: PresenceAttributes): void => {
        clearTimeout(timer);
        this.#leaving.delete(key);
        resolve(next);
      };
      const timer = setTimeout(settle, HIDDEN_MILLISECONDS);
      this.#leaving.set(key, settle);
    });
  }

  async #send(question: Question): Promise<Reply> {
    if (question.kind === "probes") {
      for (const nick of question.nicks)
        this.#api.user.presence.send({ to: `${this.#jid}/${nick}`, type: "probe" });
      return { kind: "told", people: [] };
    }
    const iq = new DOMParser().parseFromString(writeIq(this.#jid, question), "text/xml").documentElement;
    try {
      return readResult(await this.#api.sendIQ(iq));
    } catch (error) {
      return readError(error instanceof Element ? error : null);
    }
  }

  #tell({ person, presence }: Told): void {
    if (presence === undefined || this.#isOneself(person)) return;
    const nick = resourceOf(presence.getAttribute("from") ?? "") ?? person.nick ?? "";
    presence.setAttribute("from", `${this.#jid}/${nick}`);
    this.#answers.set(presence, person);
    void this.#muc?.onPresence(presence);
  }

  #isOneself({ id, nick }: Person): boolean {
    const own = (name: string): unknown => this.#muc?.get(name);
    return id === undefined ? nick === own("nick") : id === own("occupant_id");
  }

  #showNotice(): void {
    const texts = this.#api.settings.get("muc_people_texts") as typeof TEXTS;
    showNotice(this.#jid, this.#people.state, texts);
  }
}

/** Converse.js would say "Your nickname has been changed" of anybody, and that they have entered. */
function renamed(attributes: PresenceAttributes): PresenceAttributes {
  return { ...attributes, type: null, codes: [] };
}
