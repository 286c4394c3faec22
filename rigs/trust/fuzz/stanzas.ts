// Probes, batches and queries that are malformed in every way a stream allows; each is made from a seed of its own.
import { queryPayload } from "./queries.ts";
import { FUZZ_ROOM, oddJid, oddNick, oddRoomJid } from "./jids.ts";
import { REMOTE_HOST } from "../contract/model.ts";
import { NS_MUC } from "../../../tools/kit/room-clients.ts";
import { Random } from "./random.ts";

/** Somebody in the room, somebody who is not, and an external component. */
export const SENDERS = ["occupant", "outsider", "component"] as const;
export type Sender = (typeof SENDERS)[number];

export interface FuzzStanza {
  readonly seed: number;
  readonly sender: Sender;
  readonly xml: string;
  /** True of what is no stanza at all: Prosody has to close the stream. */
  readonly closesStream: boolean;
}

const NS_MUC_USER = `${NS_MUC}#user`;
const HUGE = 200_000;
/** With the space after it, within the limit of a client's stream. */
const LARGEST_VALUE = 100_000;
const LONG_VALUE = /'[^']{1000,}'/;
/** The longest that a part of a JID may be. */
const LONGEST_PART = 1_023;
const RARELY = 0.003;
const ALMOST_NEVER = 0.001;
/** Addresses that an external component must not send from. */
const FORGED = ["sender@localhost/fuzz", "bystander@localhost", `x@${FUZZ_ROOM}`, "@", "other.example"];

/** Makes up a stanza, the same for the same seed. */
export function fuzzStanza(seed: number): FuzzStanza {
  const random = new Random(seed);
  const sender = random.pick(SENDERS);
  if (random.chance(ALMOST_NEVER)) {
    return { seed, sender, xml: noStanza(random, sender), closesStream: true };
  }
  const from = sender === "component" ? componentFrom(random) : clientFrom(random);
  const make = random.chance(0.45) ? probe : random.chance(0.4) ? batch : query;
  const xml = make(random, from, seed);
  return { seed, sender, xml: xml + enoughToParse(xml), closesStream: false };
}

/**
 * Expat puts off a long tag that came in pieces until as much again has come (its "reparse deferral"): space does, which
 * streams allow between stanzas.
 */
function enoughToParse(xml: string): string {
  return LONG_VALUE.test(xml) ? " ".repeat(Buffer.byteLength(xml) + 100) : "";
}

function probe(random: Random, from: string): string {
  const type = random.chance(0.9)
    ? "probe"
    : random.pick(["PROBE", "probe ", "", "subscribe", "result", "x"]);
  const to = random.chance(0.03) ? "" : attribute("to", oddJid(random));
  const children = random.chance(0.5) ? "" : payload(random);
  return `<presence${attribute("type", type)}${to}${from}${id(random)}>${children}</presence>`;
}

function batch(random: Random, from: string): string {
  const type = random.chance(0.9) ? "get" : random.pick(["set", "GET", "", "probe"]);
  // Without an address an iq goes to the sender's own account.
  const to = random.chance(0.03) ? "" : attribute("to", oddRoomJid(random));
  const query = random.chance(0.95) ? queryOf(random) : `${queryOf(random)}${queryOf(random)}`;
  return `<iq${attribute("type", type)}${to}${from}${id(random)}>${query}</iq>`;
}

/** A query. By its id it can be told from all others, but for a few. */
function query(random: Random, from: string, seed: number): string {
  const type = random.chance(0.95) ? "get" : random.pick(["set", "GET", "result", ""]);
  const to = attribute("to", random.chance(0.85) ? FUZZ_ROOM : oddRoomJid(random));
  const own = random.chance(0.97) ? attribute("id", `query-${seed}`) : id(random);
  return `<iq${attribute("type", type)}${to}${from}${own}>${queryPayload(random)}</iq>`;
}

function queryOf(random: Random): string {
  const namespace = random.chance(0.9) ? NS_MUC_USER : random.pick(["", "urn:x", `${NS_MUC_USER} `]);
  const extra = random.chance(0.1) ? attribute(random.pick(["jid", "type", "id", "xml:lang"]), "x") : "";
  const content = items(random);
  if (random.chance(0.1)) return `<m:query xmlns:m='${namespace || "urn:y"}'${extra}>${content}</m:query>`;
  return `<query xmlns='${namespace}'${extra}>${content}</query>`;
}

function items(random: Random): string {
  if (random.chance(RARELY)) return `<item jid='${FUZZ_ROOM}/Nobody'/>`.repeat(1_000 + random.below(4_000));
  const count = random.chance(0.05) ? 95 + random.below(10) : random.below(6);
  return Array.from({ length: count }, () => item(random)).join("");
}

function item(random: Random): string {
  const choices: readonly (() => string)[] = [
    () => `<item jid='${FUZZ_ROOM}/${oddNick(random)}'/>`,
    () => `<item jid='${FUZZ_ROOM}/${oddNick(random)}'/>`,
    () => `<item${attribute("jid", oddJid(random))}/>`,
    () => `<item/>`,
    () => `<item xmlns='urn:x' jid='${FUZZ_ROOM}/x'/>`,
    () => `<item jid='${FUZZ_ROOM}/x'>${payload(random)}</item>`,
    () => `<ITEM jid='${FUZZ_ROOM}/x'/>text`,
  ];
  return random.pick(choices)();
}

function payload(random: Random): string {
  if (random.chance(RARELY)) return `<status>${"x".repeat(HUGE)}</status>`;
  if (random.chance(RARELY)) return `<x xmlns='urn:x' a='${"x".repeat(LARGEST_VALUE)}'/>`;
  if (random.chance(RARELY)) return nested(random.pick([100, 1_000, 5_000]));
  if (random.chance(RARELY)) return "<a/>".repeat(5_000);
  return random.pick([
    `<x xmlns='${NS_MUC}'/>`,
    `<x xmlns='${NS_MUC_USER}'><item jid='a@b' affiliation='owner' role='moderator'/><status code='110'/></x>`,
    `<error type='cancel'><not-acceptable xmlns='urn:ietf:params:xml:ns:xmpp-stanzas'/></error>`,
    `<delay xmlns='urn:xmpp:delay' from='${FUZZ_ROOM}' stamp='never'/>`,
    `<p:x xmlns:p='urn:p' p:y='1' y='2'>]]&gt;<![CDATA[<x>]]></p:x>`,
    `<status/><show>away</show><priority>300</priority>`,
    `text&#x9;&#xA;`,
    nested(10),
  ]);
}

function nested(depth: number): string {
  return "<d>".repeat(depth) + "</d>".repeat(depth);
}

function id(random: Random): string {
  if (random.chance(0.7)) return attribute("id", `fuzz-${random.below(1_000)}`);
  return random.pick([
    "",
    attribute("id", ""),
    attribute("id", "x".repeat(5_000)),
    attribute("id", "\u202e&lt;"),
  ]);
}

/** A client's word on who it is: Prosody replaces it. */
function clientFrom(random: Random): string {
  return random.chance(0.9) ? "" : attribute("from", oddJid(random));
}

/** An address in the component's own domain. For what is no JID at all, the server would close the stream. */
function componentFrom(random: Random): string {
  const user = random.pick(["paris", "paris", "nurse", "\u{1f339}", "x".repeat(LONGEST_PART), "a&quot;b"]);
  const resource = oddNick(random).slice(0, LONGEST_PART) || "x";
  const choices = [
    `paris@${REMOTE_HOST}/phone`,
    `paris@${REMOTE_HOST}`,
    REMOTE_HOST,
    `${user}@${REMOTE_HOST}`,
    `${user}@${REMOTE_HOST}/${resource}`,
  ];
  return attribute("from", random.pick(choices));
}

/** Makes XML that is not well-formed or that no stream allows, or an address that is not the component's own. */
function noStanza(random: Random, sender: Sender): string {
  const to = `to='${FUZZ_ROOM}/Nobody'`;
  if (sender === "component" && random.chance(0.5)) {
    return `<presence type='probe' ${to} from='${random.pick(FORGED)}'/>`;
  }
  return random.pick([
    `<iq type='get' id='1' to='${FUZZ_ROOM}'><query xmlns='${NS_MUC_USER}' xmlns='urn:x'/></iq>`,
    `<iq type='get' id='1' id='2' to='${FUZZ_ROOM}'/>`,
    `<presence type='probe' ${to}></iq>`,
    `<presence type='probe' ${to} a:b='unbound'/>`,
    `<presence type='probe' ${to}>&undefined;</presence>`,
    `<presence type='probe' ${to}>\u0001</presence>`,
    `<presence type='probe' ${to}><!-- a comment --></presence>`,
    `<presence type='probe' ${to}><status>${"x".repeat(3 * HUGE)}</status></presence>`,
    `</stream:stream>`,
  ]);
}

function attribute(name: string, value: string): string {
  return ` ${name}='${value.replaceAll("'", "&apos;")}'`;
}
