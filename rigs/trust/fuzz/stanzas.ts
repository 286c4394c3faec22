// Probes, batches and queries that are malformed in every way a stream allows.
import fc from "fast-check";
import { REMOTE_HOST } from "../contract/model.ts";
import { NS_MUC } from "../../../tools/kit/room-clients.ts";
import { ODD_JID, ODD_NICK, ODD_ROOM_JID } from "./jids.ts";
import { QUERY } from "./queries.ts";
import { NS_MUC_USER, REMOTE, ROOM_JID } from "./room.ts";
import { attribute, join, pick, several, sometimes, type Text } from "./texts.ts";

/** Somebody in the room, somebody who is not, and an external component. */
export const SENDERS = ["occupant", "outsider", "component"] as const;
export type Sender = (typeof SENDERS)[number];

export interface FuzzStanza {
  readonly sender: Sender;
  readonly xml: string;
  /** True of what is no stanza at all: Prosody has to close the stream. */
  readonly closesStream?: true;
}

/** Stands for the number of a stanza among those that are sent at once. */
export const NUMBER = "{number}";
/** The most stanzas at once. */
export const MOST_AT_ONCE = 1_000;
const HUGE = 200_000;
/** With the space after it, within the limit of a client's stream. */
const LARGEST_VALUE = 100_000;
const LONG_VALUE = /'[^']{1000,}'/;
/** The longest that a part of a JID may be. */
const LONGEST_PART = 1_023;
const RARELY = 3;

function nested(depth: number): string {
  return "<d>".repeat(depth) + "</d>".repeat(depth);
}

const PAYLOAD = sometimes(
  4 * RARELY,
  pick(
    `<status>${"x".repeat(HUGE)}</status>`,
    `<x xmlns='urn:x' a='${"x".repeat(LARGEST_VALUE)}'/>`,
    ...[100, 1_000, 5_000].map(nested),
    "<a/>".repeat(5_000),
  ),
  pick(
    `<x xmlns='${NS_MUC}'/>`,
    `<x xmlns='${NS_MUC_USER}'><item jid='a@b' affiliation='owner' role='moderator'/><status code='110'/></x>`,
    `<error type='cancel'><not-acceptable xmlns='urn:ietf:params:xml:ns:xmpp-stanzas'/></error>`,
    `<delay xmlns='urn:xmpp:delay' from='${ROOM_JID}' stamp='never'/>`,
    `<p:x xmlns:p='urn:p' p:y='1' y='2'>]]&gt;<![CDATA[<x>]]></p:x>`,
    `<status/><show>away</show><priority>300</priority>`,
    `text&#x9;&#xA;`,
    nested(10),
  ),
);

const ID = sometimes(
  700,
  attribute("id", `fuzz-${NUMBER}`),
  pick("", attribute("id", pick("", "x".repeat(5_000), "\u202e&lt;"))),
);

function probe(from: fc.Arbitrary<string>): fc.Arbitrary<string> {
  return join(
    "<presence",
    attribute("type", sometimes(900, "probe", pick("PROBE", "probe ", "", "subscribe", "result", "x"))),
    sometimes(970, attribute("to", ODD_JID)),
    from,
    ID,
    ">",
    sometimes(500, PAYLOAD),
    "</presence>",
  );
}

const ITEM = pick(
  join(`<item jid='${ROOM_JID}/`, ODD_NICK, "'/>"),
  join(`<item jid='${ROOM_JID}/`, ODD_NICK, "'/>"),
  join("<item", attribute("jid", ODD_JID), "/>"),
  "<item/>",
  `<item xmlns='urn:x' jid='${ROOM_JID}/x'/>`,
  join(`<item jid='${ROOM_JID}/x'>`, PAYLOAD, "</item>"),
  `<ITEM jid='${ROOM_JID}/x'/>text`,
);
const ITEMS = sometimes(
  RARELY,
  fc.integer({ min: 1_000, max: 5_000 }).map((count) => `<item jid='${ROOM_JID}/Nobody'/>`.repeat(count)),
  sometimes(50, several(ITEM, 95, 104), several(ITEM, 0, 5)),
);
const NAMESPACE = sometimes(900, NS_MUC_USER, pick("", "urn:x", `${NS_MUC_USER} `));
const EXTRA = sometimes(100, attribute(pick("jid", "type", "id", "xml:lang"), "x"));
const BATCH = sometimes(
  100,
  join(
    "<m:query xmlns:m='",
    NAMESPACE.map((name) => name || "urn:y"),
    "'",
    EXTRA,
    ">",
    ITEMS,
    "</m:query>",
  ),
  join("<query xmlns='", NAMESPACE, "'", EXTRA, ">", ITEMS, "</query>"),
);

function iq(
  type: Text,
  to: Text,
  from: fc.Arbitrary<string>,
  id: Text,
  payload: fc.Arbitrary<string>,
): fc.Arbitrary<string> {
  return join("<iq", attribute("type", type), to, from, id, ">", payload, "</iq>");
}

/** Without an address an iq goes to the sender's own account. */
function batch(from: fc.Arbitrary<string>): fc.Arbitrary<string> {
  const type = sometimes(900, "get", pick("set", "GET", "", "probe"));
  const to = sometimes(970, attribute("to", ODD_ROOM_JID));
  return iq(type, to, from, ID, join(BATCH, sometimes(50, BATCH)));
}

/** A query. By its id it can be told from all others, but for a few. */
function query(from: fc.Arbitrary<string>): fc.Arbitrary<string> {
  const type = sometimes(950, "get", pick("set", "GET", "result", ""));
  const to = attribute("to", sometimes(850, ROOM_JID, ODD_ROOM_JID));
  return iq(type, to, from, sometimes(970, attribute("id", `query-${NUMBER}`), ID), QUERY);
}

/** A client's word on who it is: Prosody replaces it. */
const CLIENT_FROM = sometimes(100, attribute("from", ODD_JID));
/** An address in the component's own domain. For what is no JID at all, the server would close the stream. */
const USER = pick("paris", "paris", "nurse", "\u{1f339}", "x".repeat(LONGEST_PART), "a&quot;b");
const RESOURCE = ODD_NICK.map((nick) => nick.slice(0, LONGEST_PART) || "x");
const COMPONENT_FROM = attribute(
  "from",
  pick(
    REMOTE,
    `paris@${REMOTE_HOST}`,
    REMOTE_HOST,
    join(USER, `@${REMOTE_HOST}`),
    join(USER, `@${REMOTE_HOST}/`, RESOURCE),
  ),
);

/**
 * Expat puts off a long tag that came in pieces until as much again has come (its "reparse deferral"): space does, which
 * streams allow between stanzas.
 */
function withEnoughToParse(xml: string): string {
  return LONG_VALUE.test(xml) ? xml + " ".repeat(Buffer.byteLength(xml) + 100) : xml;
}

function stanzaFrom(sender: Sender): fc.Arbitrary<FuzzStanza> {
  const from = sender === "component" ? COMPONENT_FROM : CLIENT_FROM;
  return sometimes(450, probe(from), sometimes(400, batch(from), query(from))).map((xml) => ({
    sender,
    xml: withEnoughToParse(xml),
  }));
}

const TO = `to='${ROOM_JID}/Nobody'`;
/** XML that is not well-formed or that no stream allows. */
const NO_STANZAS = [
  `<iq type='get' id='1' to='${ROOM_JID}'><query xmlns='${NS_MUC_USER}' xmlns='urn:x'/></iq>`,
  `<iq type='get' id='1' id='2' to='${ROOM_JID}'/>`,
  `<presence type='probe' ${TO}></iq>`,
  `<presence type='probe' ${TO} a:b='unbound'/>`,
  `<presence type='probe' ${TO}>&undefined;</presence>`,
  `<presence type='probe' ${TO}>\u0001</presence>`,
  `<presence type='probe' ${TO}><!-- a comment --></presence>`,
  `<presence type='probe' ${TO}><status>${"x".repeat(3 * HUGE)}</status></presence>`,
  `</stream:stream>`,
];
/** Addresses that an external component must not send from. */
const FORGED = ["sender@localhost/fuzz", "bystander@localhost", `x@${ROOM_JID}`, "@", "other.example"];
const NO_STANZA: fc.Arbitrary<FuzzStanza> = fc
  .oneof(
    fc.record({ sender: fc.constantFrom(...SENDERS), xml: fc.constantFrom(...NO_STANZAS) }),
    fc
      .constantFrom(...FORGED)
      .map((jid) => ({ sender: "component" as const, xml: `<presence type='probe' ${TO} from='${jid}'/>` })),
  )
  .map((stanza) => ({ ...stanza, closesStream: true as const }));

/** Stanzas that are sent at once, and one in the end that closes a stream, or none: what comes after that would not be read. */
export const BURSTS: fc.Arbitrary<readonly FuzzStanza[]> = fc.noBias(
  fc
    .tuple(
      fc.array(fc.noShrink(fc.oneof(...SENDERS.map(stanzaFrom))), { maxLength: MOST_AT_ONCE, size: "max" }),
      fc.option(NO_STANZA),
    )
    .map(([stanzas, last]) => (last === null ? stanzas : [...stanzas, last])),
);
