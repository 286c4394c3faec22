// What the contract says, question by question. Nothing here is taken from the plugin's code.
import { xml } from "@xmpp/client";
import type { Element } from "scansion-runner";
import { Allowances } from "./allowances.ts";
import { discoveryOf, featuresOf, formOf, NS_QUERY, pluginsPart } from "./announcement.ts";
import { Answers, NS_OCCUPANT_ID, type Word } from "./answers.ts";
import { largestBatch, MUC_HOST, occupantJid, type Release, type Room, type Settings } from "./model.ts";
import { byBytes, type Prober, Sight } from "./sight.ts";

const NS_STANZAS = "urn:ietf:params:xml:ns:xmpp-stanzas";
export const NS_PAGES = "http://jabber.org/protocol/rsm";
/** The longest `id` of a batch, in bytes. */
const LONGEST_BATCH_ID = 256;

/** The person that an item of a query asks for: one of the two is there. */
export interface QueryItem {
  readonly nick?: string;
  readonly occupantId?: string;
  /** True if the one it shows is to be followed. */
  readonly follow?: boolean;
}

/** A question to a room. */
export type Question =
  | { readonly kind: "probe"; readonly nick: string; readonly id: string }
  | { readonly kind: "room probe"; readonly id: string }
  /** For each item its `jid`, if it has one. */
  | { readonly kind: "batch"; readonly jids: readonly (string | undefined)[]; readonly id: string }
  | { readonly kind: "query"; readonly items: readonly QueryItem[]; readonly id: string }
  /** A query for a page of those who are there. */
  | { readonly kind: "page"; readonly max?: number; readonly after?: string; readonly id: string }
  /** A query that holds, in XML, what none may hold. */
  | { readonly kind: "malformed query"; readonly content: string; readonly id: string }
  | {
      readonly kind: "discovery";
      readonly of: "room" | "service";
      readonly node?: string;
      readonly id: string;
    }
  | { readonly kind: "form"; readonly id: string };

/** Questions that an allowance is for. */
type Limited = Exclude<Question, { readonly kind: "discovery" | "form" }>;

/** One stanza that is to come, and what in the contract asks for it. */
export interface Verdict {
  readonly row: number | string;
  readonly answer: Element;
  /** Picks the part of the answer that is compared, if not all. */
  readonly part?: (stanza: Element) => Element;
  /** After how many seconds it says to ask again. */
  readonly seconds?: number;
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

  /** The answers to a question, in this order. */
  judge(prober: Prober, question: Question): Verdict[] {
    const { id } = question;
    if (question.kind === "discovery") return [this.#discovery(prober, question)];
    if (question.kind === "form")
      return [this.#announcement(prober, id, this.#room.jid, formOf(this.#room, this.#settings))];
    // An iq that nobody answers gets an error of Prosody's own.
    if (question.kind === "batch" && !this.#settings.batches)
      return this.#refused("of batches", prober, id, "cancel", "service-unavailable");
    const limited = this.#limited(prober, question);
    if (limited) return limited;
    if (!this.#isInRoom(prober)) return [{ row: 1, answer: this.#refusal(prober, question) }];
    switch (question.kind) {
      case "probe":
        return this.#probe(prober, question.nick, id);
      case "room probe":
        return [{ row: "of the room", answer: xml("presence", this.#address(prober, id)) }];
      case "batch":
        return this.#batch(prober, question.jids, id);
      case "query":
        return this.#query(prober, question.items, id);
      case "page":
        return this.#page(prober, question);
      case "malformed query":
        return this.#refused("of malformed queries", prober, id, "modify", "bad-request");
    }
  }

  /** The word to wait, for who asks too fast. Probes of oneself are counted, but always answered. */
  #limited(prober: Prober, question: Limited): Verdict[] | undefined {
    const seconds = this.#allowances.take(prober.person.bareJid, this.#cost(question));
    const nick = question.kind === "probe" ? question.nick : undefined;
    if (seconds === undefined || (nick !== undefined && isOwnSession(prober, nick))) return undefined;
    // Who waited would wait in vain.
    if (this.#isTooLarge(question))
      return this.#refused("of the limit", prober, question.id, "modify", "policy-violation");
    const retry = xml("retry", { xmlns: NS_QUERY });
    const answer = this.#error(prober, question, "wait", "resource-constraint", retry);
    return [{ row: "of the limit", answer, part: withoutSeconds, seconds }];
  }

  /** A page is never too large: it has as many people as are granted. */
  #isTooLarge(question: Limited): boolean {
    return question.kind !== "page" && this.#size(question) > largestBatch(this.#settings);
  }

  #size(question: Limited): number {
    if (question.kind === "batch") return question.jids.length;
    if (question.kind === "query") return question.items.length;
    if (question.kind === "page") return question.max ?? largestBatch(this.#settings);
    return 1;
  }

  /** The number of probes that must be left. A larger question counts as the largest that is granted. */
  #cost(question: Limited): number {
    return Math.max(1, Math.min(this.#size(question), largestBatch(this.#settings)));
  }

  #probe(prober: Prober, nick: string, id: string): Verdict[] {
    const word = this.#answers(prober).byNick(nick);
    return toldOf(word, { to: prober.jid, id });
  }

  #batch(prober: Prober, jids: readonly (string | undefined)[], id: string): Verdict[] {
    const refused = (condition: string): Verdict[] =>
      this.#refused("of batches", prober, id, "modify", condition);
    if (Buffer.byteLength(id) > LONGEST_BATCH_ID) return refused("bad-request");
    if (jids.length > largestBatch(this.#settings)) return refused("policy-violation");
    const nicks = jids.map((jid) => this.#nickIn(jid));
    if (nicks.includes("")) return refused("bad-request");
    const each = [...new Set(nicks)].flatMap((nick) => this.#probe(prober, nick, id));
    return [...each, { row: "of batches", answer: this.#result(prober, id) }];
  }

  /** The nick in an occupant JID of this room; empty if it is none. */
  #nickIn(jid: string | undefined): string {
    const start = `${this.#room.jid}/`;
    return jid?.startsWith(start) === true ? jid.slice(start.length) : "";
  }

  #query(prober: Prober, items: readonly QueryItem[], id: string): Verdict[] {
    const refused = (condition: string): Verdict[] =>
      this.#refused("of queries", prober, id, "modify", condition);
    if (items.length > largestBatch(this.#settings)) return refused("policy-violation");
    if (!this.#release.occupantIds && items.some(({ occupantId }) => occupantId !== undefined))
      return refused("bad-request");
    const answers = this.#answers(prober);
    const content = items.map(({ nick, occupantId = "" }) =>
      nick === undefined
        ? itemAbout(answers.byOccupantId(occupantId), {}, occupantIdElement(occupantId))
        : itemAbout(answers.byNick(nick), { nick }),
    );
    return [{ row: "of queries", answer: this.#result(prober, id, ...content) }];
  }

  #page(prober: Prober, { max, after, id }: Question & { kind: "page" }): Verdict[] {
    const largest = largestBatch(this.#settings);
    const most = Math.min(max ?? largest, largest);
    if (!this.#settings.list) return this.#refused("of pages", prober, id, "cancel", "service-unavailable");
    const everybody = this.#answers(prober).everybody();
    const coming = everybody.filter(({ shown }) => after === undefined || byBytes(nickOf(shown), after) > 0);
    const page = coming.slice(0, most);
    if (most > 0) this.#allowances.giveBack(prober.person.bareJid, most - Math.max(page.length, 1));
    const [first, last] = [page[0], page.at(-1)];
    const set = xml(
      "set",
      { xmlns: NS_PAGES },
      ...(first && last ? [xml("first", {}, nickOf(first.shown)), xml("last", {}, nickOf(last.shown))] : []),
      xml("count", {}, String(everybody.length)),
    );
    const items = page.map((word) => itemAbout(word, { nick: nickOf(word.shown) }));
    return [{ row: "of pages", answer: this.#result(prober, id, ...items, set), part: withoutFirstIndex }];
  }

  #discovery(prober: Prober, { of, node, id }: Question & { kind: "discovery" }): Verdict {
    if (of === "service") return this.#announcement(prober, id, MUC_HOST, featuresOf(this.#settings));
    const content = node === undefined ? discoveryOf(this.#room, this.#settings) : [];
    return this.#announcement(prober, id, this.#room.jid, content);
  }

  #announcement(prober: Prober, id: string, from: string, content: readonly Element[]): Verdict {
    const answer = xml("iq", { from, to: prober.jid, id }, ...content);
    return { row: "of discovery or the form", answer, part: pluginsPart };
  }

  #isInRoom(prober: Prober): boolean {
    return new Sight(this.#room, this.#settings, prober).role !== undefined;
  }

  #answers(prober: Prober): Answers {
    return new Answers(this.#room, this.#settings, this.#release, prober);
  }

  #address({ jid }: Prober, id: string): Attributes {
    return { from: this.#room.jid, to: jid, id };
  }

  /** The result of an iq; of a query, if it has any content. */
  #result(prober: Prober, id: string, ...content: Element[]): Element {
    const query = content.length > 0 ? [xml("query", { xmlns: NS_QUERY }, ...content)] : [];
    return xml("iq", { ...this.#address(prober, id), type: "result" }, ...query);
  }

  #refused(row: string, prober: Prober, id: string, type: string, condition: string): Verdict[] {
    return [{ row, answer: this.#error(prober, { kind: "form", id }, type, condition) }];
  }

  #refusal(prober: Prober, question: Question): Element {
    return this.#error(prober, question, "cancel", "not-acceptable");
  }

  /** An error of the room. Prosody's own say by whom they are, unless it is whom they come from. */
  #error(prober: Prober, question: Question, type: string, condition: string, ...more: Element[]): Element {
    const { jid } = this.#room;
    const isPresence = question.kind === "probe" || question.kind === "room probe";
    const from = question.kind === "probe" ? occupantJid(this.#room, question.nick) : jid;
    const by = this.#release.errorsSayBy && from !== jid ? { by: jid } : {};
    return xml(
      isPresence ? "presence" : "iq",
      { ...this.#address(prober, question.id), from, type: "error" },
      xml("error", { type, ...by }, xml(condition, { xmlns: NS_STANZAS }), ...more),
    );
  }
}

type Attributes = Readonly<Record<string, string>>;

function isOwnSession(prober: Prober, nick: string): boolean {
  return prober.person.occupants.some(
    (occupant) => occupant.nick === nick && occupant.sessions.some(({ jid }) => jid === prober.jid),
  );
}

/** The answer to a probe: one presence, with the probe's id unless it is somebody's own presence. */
function toldOf(
  { row, presence }: Word,
  { to, id }: { readonly to: string; readonly id: string },
): Verdict[] {
  if (presence === undefined) return [];
  const attributes = { to, ...(presence.attrs.type === "unavailable" && { id }) };
  Object.assign(presence.attrs, attributes);
  return [{ row, answer: presence }];
}

/** The nicks of those whom a result says to be followed; takes that out of it. */
export function takeFollowed(answer: Element): string[] {
  const items = answer.getChild("query", NS_QUERY)?.getChildren("item") ?? [];
  return items.flatMap((item) => {
    const { followed } = item.attrs as { followed?: string };
    delete item.attrs.followed;
    if (followed === undefined) return [];
    if (followed !== "true") return [`followed=${followed}`];
    const from = String(item.getChild("presence", "jabber:client")?.attrs.from);
    return [from.slice(from.indexOf("/") + 1)];
  });
}

/** The item of a result: what was asked, and the presence without its id. */
function itemAbout({ presence }: Word, attributes: Attributes, ...asked: Element[]): Element {
  if (presence !== undefined) {
    delete presence.attrs.id;
    presence.attrs.xmlns = "jabber:client";
  }
  return xml("item", attributes, ...asked, ...(presence ? [presence] : []));
}

/** The element that names somebody by occupant-id. */
export function occupantIdElement(id: string): Element {
  return xml("occupant-id", { xmlns: NS_OCCUPANT_ID, id });
}

function nickOf(shown: Word["shown"]): string {
  if (shown === undefined) throw new Error("Nobody is shown");
  return shown.nick;
}

/** An error without how many seconds to wait. */
function withoutSeconds(stanza: Element): Element {
  const retry = stanza.getChild("error")?.getChild("retry", NS_QUERY);
  if (retry) delete retry.attrs.after;
  return stanza;
}

/** A page without where it begins: it may say so (XEP-0059 §2.6). */
function withoutFirstIndex(stanza: Element): Element {
  const first = stanza.getChild("query")?.getChild("set", NS_PAGES)?.getChild("first");
  if (first) delete first.attrs.index;
  return stanza;
}
