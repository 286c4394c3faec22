// All that can be asked in a room: every pair of a prober and a target, singly and in a batch, and what batches are refused for.
import { xml } from "@xmpp/client";
import { NS_MUC } from "../../../tools/kit/room-clients.ts";
import { type Element, parseStanza } from "scansion-runner";
import {
  knownNicks,
  largestBatch,
  MUC_HOST,
  occupantJid,
  REMOTE_HOST,
  type Person,
  type Room,
} from "../contract/model.ts";
import { NS_QUERY } from "../contract/announcement.ts";
import { NS_OCCUPANT_ID, occupantIdOf } from "../contract/answers.ts";
import {
  NS_PAGES,
  occupantIdElement,
  type Oracle,
  type Question,
  type QueryItem,
  type Verdict,
} from "../contract/oracle.ts";
import type { Prober } from "../contract/sight.ts";
import type { Scenario } from "./rooms.ts";

const NS_DISCOVERY = "http://jabber.org/protocol/disco#info";
/** A nick that nobody has, had or registered. */
const NOBODY = "Nobody";
/** A payload of probes that must not come back. */
const PAYLOAD = xml("status", {}, "carried by a probe");
/** 256 bytes. */
const LONGEST_ID = "é".repeat(128);
const LONGEST_EXCERPT = 200;
/** The pages that begin somewhere in a room, for each prober. */
const PAGES = 5;
const LIMITS_FOR_ONE_IN = 4;
/** Items that refuse a batch: without a JID, with none, the room itself, somebody else's. */
const BAD_ITEMS: readonly ((room: Room) => string | undefined)[] = [
  () => undefined,
  () => "",
  ({ jid }) => jid,
  () => `@${MUC_HOST}/x`,
  () => `elsewhere@${MUC_HOST}/${NOBODY}`,
];

/** Items that no query may hold: neither or both, nicks that are none, no id, a follow that is none, nobody at all. */
const MALFORMED: readonly string[] = [
  "<item/>",
  "<item nick='Nobody'/><item/>",
  `<item nick='Nobody'><occupant-id xmlns='${NS_OCCUPANT_ID}' id='bm9ib2R5'/></item>`,
  "<item nick=''/>",
  "<item nick='&#xad;'/>",
  "<item nick='&#xe000;'/>",
  `<item><occupant-id xmlns='${NS_OCCUPANT_ID}'/></item>`,
  "<item nick='Nobody' follow='yes'/>",
  "<item nick='Nobody' follow='TRUE'/>",
  "<item nick='Nobody' follow=''/>",
  "",
  "<item xmlns='urn:x' nick='Nobody'/>",
  `<item nick='Nobody'/><set xmlns='${NS_PAGES}'><max>1</max></set>`,
];

/** A stanza to send, and what it must be answered. */
export interface Asked {
  readonly from: string;
  /** For people. */
  readonly about: string;
  readonly stanza: string;
  readonly verdicts: readonly Verdict[];
}

/** Everybody of a person who can ask: each session, in the room or not. */
function probersOf(person: Person): Prober[] {
  const sessions = [...person.occupants.flatMap((occupant) => occupant.sessions), ...person.strangers];
  return sessions.map(({ jid }) => ({ jid, person }));
}

/** Every question there is in a room, with its answers, in the order they are to be asked. */
export function questionsOf({ room, settings }: Scenario, oracle: Oracle): Asked[] {
  const ask = (prober: Prober, question: Question): Asked => ({
    from: prober.jid,
    about: JSON.stringify(question).slice(0, LONGEST_EXCERPT),
    stanza: stanzaOf(room, prober.jid, question).toString(),
    verdicts: oracle.judge(prober, question),
  });
  if (settings.rate === 0) {
    const probers = room.people.flatMap(probersOf);
    return probers.flatMap((prober, index) =>
      [
        ...everyQuestion(room, prober),
        ...queries(room, settings, index),
        ...(index % LIMITS_FOR_ONE_IN === 0 ? atLimits(room, settings) : []),
      ].map((question) => ask(prober, question)),
    );
  }
  return room.people
    .flatMap(inOneStream)
    .flatMap((prober) => tooManyQuestions(room, prober, settings).map((question) => ask(prober, question)));
}

/** Probers whose stanzas reach the server in a known order: a client of a local user, or all that come through the component. */
function inOneStream(person: Person): Prober[] {
  const probers = probersOf(person);
  return person.bareJid.endsWith(REMOTE_HOST) ? probers : probers.slice(0, 1);
}

function everyQuestion(room: Room, prober: Prober): Question[] {
  const probes = probesOf(room);
  const jids = probes.map(({ nick }) => occupantJid(room, nick));
  return [
    { kind: "room probe", id: "room" },
    ...probes,
    // Some twice: they are to be answered once.
    { kind: "batch", id: "batch", jids: [...jids, ...jids.slice(0, 2)] },
    { kind: "discovery", id: "discovery", of: "room" },
    { kind: "discovery", id: "node", of: "room", node: "x-roomuser-item" },
    { kind: "discovery", id: "service", of: "service" },
    ...(prober.person.affiliation === "owner" ? [{ kind: "form", id: "form" } as const] : []),
  ];
}

/** By nick and by occupant-id, and pages of those who are there, for each prober other ones. */
function queries(room: Room, settings: Scenario["settings"], prober: number): Question[] {
  const largest = largestBatch(settings);
  const everybody = itemsOf(room);
  const places = [undefined, "", NOBODY, ...knownNicks(room)];
  return [
    ...Array.from({ length: Math.ceil(everybody.length / largest) }, (_, part): Question => ({
      kind: "query",
      id: `all-${part}`,
      items: everybody.slice(part * largest, (part + 1) * largest),
    })),
    { kind: "page", id: "page" },
    ...Array.from({ length: PAGES }, (_, index): Question => {
      const after = places[(prober * PAGES + index) % places.length];
      return {
        kind: "page",
        id: `page-${index}`,
        max: 1 + (index % 3),
        ...(after !== undefined && { after }),
      };
    }),
  ];
}

/** As much as may be asked for, more than that, and what is malformed: not much of it has to do with who asks. */
function atLimits(room: Room, settings: Scenario["settings"]): Question[] {
  const largest = largestBatch(settings);
  const jids = probesOf(room).map(({ nick }) => occupantJid(room, nick));
  const everybody = itemsOf(room);
  const many = <T>(some: readonly T[], count: number): T[] =>
    Array.from({ length: Math.ceil(count / some.length) }, () => some)
      .flat()
      .slice(0, count);
  return [
    { kind: "batch", id: "most", jids: many(jids, largest) },
    { kind: "batch", id: "too many", jids: many(jids, largest + 1) },
    { kind: "batch", id: LONGEST_ID, jids: jids.slice(0, 2) },
    { kind: "batch", id: `${LONGEST_ID}x`, jids: jids.slice(0, 2) },
    ...BAD_ITEMS.map((bad): Question => ({
      kind: "batch",
      id: "bad",
      jids: [...jids.slice(0, 1), bad(room)],
    })),
    // Somebody twice, one after the other: both come back.
    { kind: "query", id: "most", items: many([...everybody.slice(0, 1), ...everybody], largest) },
    { kind: "query", id: "too many", items: many(everybody, largest + 1) },
    ...MALFORMED.map((content, index): Question => ({
      kind: "malformed query",
      id: `malformed-${index}`,
      content,
    })),
    { kind: "page", id: "count", max: 0 },
    { kind: "page", id: "large", max: largest + 1 },
  ];
}

/** Everybody that can be asked for: each nick, everybody who is known, and somebody who is not. */
function itemsOf(room: Room): QueryItem[] {
  return [
    ...[...knownNicks(room), NOBODY].map((nick) => ({ nick })),
    ...room.people.map((person) => ({ occupantId: occupantIdOf(room, person) })),
    { occupantId: "bm9ib2R5" },
  ];
}

/** More than somebody may ask, and then for every nick once more: one of them is the prober's own. */
function tooManyQuestions(
  room: Room,
  prober: Prober,
  { burst, batchLimit, batches, list: isListed }: Scenario["settings"],
): Question[] {
  const probes = probesOf(room);
  const jids = probes.map(({ nick }) => occupantJid(room, nick)).slice(0, Math.min(burst, batchLimit));
  const own = prober.person.occupants.map(({ nick }): Question => ({ kind: "probe", nick, id: "own" }));
  return [
    ...own,
    ...probes.slice(0, Math.ceil(burst / 2)),
    ...(batches ? [{ kind: "batch", id: "batch", jids } as const] : []),
    ...(isListed ? [{ kind: "page", id: "page" } as const] : []),
    { kind: "query", id: "query", items: itemsOf(room).slice(0, Math.min(burst, batchLimit)) },
    ...probes,
    ...probes,
    { kind: "room probe", id: "room" },
    ...(isListed ? [{ kind: "page", id: "page", max: 1 } as const] : []),
    { kind: "query", id: "query", items: itemsOf(room).slice(0, 2) },
  ];
}

function probesOf(room: Room): (Question & { kind: "probe" })[] {
  return [...knownNicks(room), NOBODY].map((nick, index) => ({ kind: "probe", nick, id: `probe-${index}` }));
}

/** The stanza that asks it. */
export function stanzaOf({ jid }: Room, from: string, question: Question): Element {
  const { kind, id } = question;
  if (kind === "probe" || kind === "room probe") {
    const to = kind === "probe" ? `${jid}/${question.nick}` : jid;
    return xml("presence", { type: "probe", from, to, id }, PAYLOAD);
  }
  const to = question.kind === "discovery" && question.of === "service" ? MUC_HOST : jid;
  return xml("iq", { type: "get", from, to, id }, queryOf(question));
}

function queryOf(question: Question): Element {
  if (question.kind === "discovery") return xml("query", { xmlns: NS_DISCOVERY, node: question.node });
  if (question.kind === "form") return xml("query", { xmlns: `${NS_MUC}#owner` });
  if (question.kind === "malformed query")
    return parseStanza(`<query xmlns='${NS_QUERY}'>${question.content}</query>`);
  if (question.kind === "query") {
    const items = question.items.map(({ nick, occupantId, follow = false }) => {
      const attributes = { nick, ...(follow && { follow: "true" }) };
      return xml("item", attributes, ...(occupantId === undefined ? [] : [occupantIdElement(occupantId)]));
    });
    return xml("query", { xmlns: NS_QUERY }, ...items);
  }
  if (question.kind === "page") {
    const { max, after } = question;
    const limits = [
      ...(max === undefined ? [] : [xml("max", {}, String(max))]),
      ...(after === undefined ? [] : [xml("after", {}, after)]),
    ];
    return xml("query", { xmlns: NS_QUERY }, xml("set", { xmlns: NS_PAGES }, ...limits));
  }
  const jids = question.kind === "batch" ? question.jids : [];
  return xml("query", { xmlns: `${NS_MUC}#user` }, ...jids.map((each) => xml("item", { jid: each })));
}
