// What the contract says, row by row. Nothing here is taken from the plugin's code.
import { createHmac } from "node:crypto";
import { xml } from "@xmpp/client";
import type { Element } from "scansion-runner";
import { Allowances } from "./allowances.ts";
import { discoveryOf, formOf, pluginsPart, SERVICE_POLICY } from "./announcement.ts";
import {
  occupantJid,
  type Occupant,
  type Person,
  POLICIES,
  type Policy,
  type Release,
  type Role,
  type Room,
  type Settings,
} from "./model.ts";

const NS_MUC_USER = "http://jabber.org/protocol/muc#user";
const NS_OCCUPANT_ID = "urn:xmpp:occupant-id:0";
const NS_STANZAS = "urn:ietf:params:xml:ns:xmpp-stanzas";
/** The longest `id` of a batch, in bytes. */
const LONGEST_BATCH_ID = 256;

/** Who asks: a JID, as it stands in `from`. */
export interface Prober {
  readonly jid: string;
  readonly person: Person;
}

/** What somebody may ask a room. */
export type Question =
  | { readonly kind: "probe"; readonly nick: string; readonly id: string }
  | { readonly kind: "room probe"; readonly id: string }
  /** For each item its `jid`, if it has one. */
  | { readonly kind: "batch"; readonly jids: readonly (string | undefined)[]; readonly id: string }
  | { readonly kind: "discovery"; readonly node?: string; readonly id: string }
  | { readonly kind: "form"; readonly id: string };

/** One stanza that is to come, and what in the contract asks for it. */
export interface Verdict {
  readonly row: number | string;
  readonly answer: Element;
  /** What of the stanza that comes is compared, if not all. */
  readonly part?: (stanza: Element) => Element;
  /** After how many seconds its text says to ask again. */
  readonly seconds?: number;
}

/** What the rows distinguish. */
interface Situation {
  readonly room: Room;
  readonly policy: Policy;
  readonly prober: Prober;
  /** The role of the probing session. Undefined: the prober is not in the room. */
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
  { row: 1, when: (given) => given.proberRole === undefined, answer: "refusal" },
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
  return given.room.nonAnonymous || given.proberRole === "moderator" || isOneself(given);
}

/** The policy that owners have chosen for a room, form by form. Undefined: none, and the service's holds. */
function keptPolicy({ forms }: Room): Policy | undefined {
  return forms.reduce<Policy | undefined>((kept, [value] = []) => {
    if (value === SERVICE_POLICY) return undefined;
    return POLICIES.find((policy) => policy === value) ?? kept;
  }, undefined);
}

/** Judges by the contract. It has to be asked in the order in which the server is. */
export class Oracle {
  readonly #room: Room;
  readonly #settings: Settings;
  readonly #release: Release;
  readonly #allowances: Allowances;

  constructor(room: Room, settings: Settings, release: Release) {
    this.#room = room;
    this.#settings = settings;
    this.#release = release;
    this.#allowances = new Allowances(settings);
  }

  /** What comes in answer to a question, in this order. */
  judge(prober: Prober, question: Question): Verdict[] {
    switch (question.kind) {
      case "probe":
        return this.#limited(prober, question) ?? this.#probe(prober, question.nick, question.id);
      case "room probe":
        return this.#limited(prober, question) ?? [this.#roomProbe(prober, question.id)];
      case "batch":
        return this.#limited(prober, question) ?? this.#batch(prober, question.jids, question.id);
      case "discovery": {
        const isAboutRoom = question.node === undefined;
        return [this.#announcement(prober, question.id, isAboutRoom ? discoveryOf(this.#settings) : [])];
      }
      case "form":
        return [this.#announcement(prober, question.id, formOf(this.#settings, keptPolicy(this.#room)))];
    }
  }

  /** The word to wait, for who asks too fast. Probes of oneself are counted, but always answered. */
  #limited(
    prober: Prober,
    question: Question & { kind: "probe" | "room probe" | "batch" },
  ): Verdict[] | undefined {
    const probes = question.kind === "batch" ? question.jids.length : 1;
    const seconds = this.#allowances.take(prober.person.bareJid, probes);
    const nick = question.kind === "probe" ? question.nick : undefined;
    if (seconds === undefined || (nick !== undefined && this.#isOwnSession(prober, nick))) return undefined;
    const name = question.kind === "batch" ? "iq" : "presence";
    const answer = this.#error(name, prober, question.id, "wait", "resource-constraint", nick);
    return [{ row: "of the limit", answer, seconds }];
  }

  #isOwnSession(prober: Prober, nick: string): boolean {
    return prober.person.occupants.some(
      (occupant) => occupant.nick === nick && occupant.sessions.some(({ jid }) => jid === prober.jid),
    );
  }

  #probe(prober: Prober, nick: string, id: string): Verdict[] {
    const given = this.#situation(prober, nick);
    const row = ROWS.find(({ when }) => when(given));
    if (row === undefined) throw new Error("No row of the contract holds");
    if (row.answer === "unknown" && this.#settings.unknown === "silent") return [];
    return [{ row: row.row, answer: this.#answer(row.answer, given, nick, id) }];
  }

  #roomProbe(prober: Prober, id: string): Verdict {
    if (!this.#isInRoom(prober)) return { row: 1, answer: this.#refusal("presence", prober, id) };
    return { row: "of the room", answer: xml("presence", this.#address(prober, id)) };
  }

  #batch(prober: Prober, jids: readonly (string | undefined)[], id: string): Verdict[] {
    const refusal = (condition: string): Verdict[] => [
      { row: "of batches", answer: this.#error("iq", prober, id, "modify", condition) },
    ];
    if (!this.#isInRoom(prober)) return [{ row: 1, answer: this.#refusal("iq", prober, id) }];
    if (Buffer.byteLength(id) > LONGEST_BATCH_ID) return refusal("bad-request");
    if (jids.length > this.#settings.batchLimit) return refusal("policy-violation");
    const nicks = jids.map((jid) => this.#nickIn(jid));
    if (nicks.includes("")) return refusal("bad-request");
    const each = [...new Set(nicks)].flatMap((nick) => this.#probe(prober, nick, id));
    return [
      ...each,
      { row: "of batches", answer: xml("iq", { ...this.#address(prober, id), type: "result" }) },
    ];
  }

  /** The nick in an occupant JID of this room; empty if it is none. */
  #nickIn(jid: string | undefined): string {
    const start = `${this.#room.jid}/`;
    return jid?.startsWith(start) === true ? jid.slice(start.length) : "";
  }

  #announcement(prober: Prober, id: string, content: readonly Element[]): Verdict {
    const answer = xml("iq", this.#address(prober, id), ...content);
    return { row: "of discovery or the form", answer, part: pluginsPart };
  }

  #isInRoom(prober: Prober): boolean {
    return this.#situation(prober, "").proberRole !== undefined;
  }

  #situation(prober: Prober, nick: string): Situation {
    const room = this.#room;
    const probing = prober.person.occupants.find(({ sessions }) =>
      sessions.some(({ jid }) => jid === prober.jid),
    );
    const user = room.people.find(({ occupants }) => occupants.some((each) => each.nick === nick));
    const { hidden, ownersChoose } = this.#settings;
    return {
      room,
      policy: (ownersChoose ? keptPolicy(room) : undefined) ?? hidden,
      prober,
      proberRole: probing?.role,
      occupant: user?.occupants.find((each) => each.nick === nick),
      owner: user ?? room.people.find(({ registeredNick }) => registeredNick === nick),
    };
  }

  #answer(kind: AnswerKind, given: Situation, nick: string, id: string): Element {
    const { owner, prober } = given;
    const address = { from: occupantJid(this.#room, nick), to: prober.jid };
    if (kind === "refusal") return this.#refusal("presence", prober, id, nick);
    if (kind === "unknown") return unavailable({ ...address, id }, item("none", "none"));
    if (owner === undefined) throw new Error("Nobody can be shown");
    if (kind === "present") return this.#present(given, owner, address);
    const registered = item(owner.affiliation, "none", {
      nick,
      ...(seesRealJids(given) && { jid: owner.bareJid }),
    });
    return unavailable({ ...address, id }, registered, ...this.#occupantId(owner));
  }

  #present(given: Situation, owner: Person, address: Attributes): Element {
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
    if (!this.#release.occupantIds) return [];
    const id = createHmac("sha256", owner.bareJid).update(this.#room.salt).digest("base64");
    return [xml("occupant-id", { xmlns: NS_OCCUPANT_ID, id })];
  }

  #address({ jid }: Prober, id: string): Attributes {
    return { from: this.#room.jid, to: jid, id };
  }

  #refusal(name: "presence" | "iq", prober: Prober, id: string, nick?: string): Element {
    return this.#error(name, prober, id, "cancel", "not-acceptable", nick);
  }

  /** An error of the room. Prosody's own say by whom they are, unless it is whom they come from. */
  #error(
    name: "presence" | "iq",
    prober: Prober,
    id: string,
    type: string,
    condition: string,
    nick?: string,
  ): Element {
    const { jid } = this.#room;
    const from = nick === undefined ? jid : occupantJid(this.#room, nick);
    const by = this.#release.errorsSayBy && from !== jid ? { by: jid } : {};
    return xml(
      name,
      { ...this.#address(prober, id), from, type: "error" },
      xml("error", { type, ...by }, xml(condition, { xmlns: NS_STANZAS })),
    );
  }
}

type Attributes = Readonly<Record<string, string>>;

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
