// Queries that are malformed in every way a stream allows, among some that are not.
import type { Random } from "./random.ts";
import { NS_QUERY } from "../contract/announcement.ts";
import { NS_OCCUPANT_ID } from "../contract/answers.ts";
import { NS_PAGES } from "../contract/oracle.ts";
import { BYSTANDER_NICK, oddNick, REMOTE_NICK, SENDER_NICK } from "./jids.ts";

/** Stands in a query for the occupant-id of somebody in the room, which the server makes up. */
export const ID_OF_BYSTANDER = "{id of the bystander}";

/** A hundred of them are more than 64 KiB. */
const LONG_ID = 3_000;

const FOLLOWS = ["true", "1", "false", "0", "TRUE", "yes", "", " true", "2", "\u0661", "nil"];
const NAMESPACES = ["", "urn:x", "jabber:client", `${NS_QUERY} `, NS_QUERY.toUpperCase(), `${NS_QUERY}#x`];
/** Numbers of people, and what is none. */
const MOST = [
  "0",
  "1",
  "2",
  "100",
  "101",
  " 3 ",
  "007",
  "9".repeat(400),
  "18446744073709551616",
  "-1",
  "+1",
  "1.5",
  "1e3",
  "0x10",
  "",
  " ",
  "\u0663",
  "nan",
  "inf",
  "1 2",
  "<x xmlns='urn:x'/>",
];

/** The payload of an iq: a query, or what looks like one. */
export function queryPayload(random: Random): string {
  const namespace = random.chance(0.92) ? NS_QUERY : random.pick(NAMESPACES);
  const isPage = random.chance(0.3);
  const content = isPage
    ? `${set(random)}${random.chance(0.05) ? item(random) : ""}`
    : `${items(random)}${random.chance(0.03) ? set(random) : ""}`;
  const attributes = random.chance(isPage ? 0.4 : 0.05) ? follow(random) : "";
  if (random.chance(0.1))
    return `<q:query xmlns:q='${namespace || "urn:y"}'${attributes}>${content}</q:query>`;
  return `<query xmlns='${namespace}'${attributes}>${content}</query>`;
}

function items(random: Random): string {
  if (random.chance(0.003)) return "<item nick='Nobody'/>".repeat(random.pick([1_000, 4_000]));
  // What is asked for again and again is larger than a result may be.
  if (random.chance(0.02)) return item(random).repeat(random.pick([99, 100, 101]));
  if (random.chance(0.02)) return goodItem(random).repeat(100);
  const count = random.chance(0.05) ? 95 + random.below(10) : random.below(6);
  const make = random.chance(0.6) ? goodItem : item;
  return Array.from({ length: count }, () => make(random)).join("");
}

/** An item that is well-formed. */
function goodItem(random: Random): string {
  const followed = random.chance(0.4) ? ` follow='${random.pick(["true", "1", "0", "false"])}'` : "";
  const nick = random.pick([SENDER_NICK, REMOTE_NICK, BYSTANDER_NICK, BYSTANDER_NICK, "Nobody"]);
  if (random.chance(0.7)) return `<item nick='${nick}'${followed}/>`;
  const id = random.pick([ID_OF_BYSTANDER, "bm9ib2R5", "&lt;&apos;".repeat(LONG_ID / 10), "x\u2028&#10;y"]);
  return `<item${followed}>${occupantId(id)}</item>`;
}

function item(random: Random): string {
  const odd = `nick='${oddNick(random)}'`;
  const choices: readonly (() => string)[] = [
    () => goodItem(random),
    () => `<item ${odd}/>`,
    () => `<item ${odd}${follow(random)}/>`,
    () => `<item nick='${BYSTANDER_NICK}'${follow(random)}/>`,
    () => `<item nick='${"x".repeat(random.pick([1_023, 1_024, 9_000]))}'/>`,
    () => `<item/>`,
    () => `<item>${occupantId(undefined)}</item>`,
    () => `<item ${odd}>${occupantId("x")}</item>`,
    () => `<item>${occupantId("x")}${occupantId(ID_OF_BYSTANDER)}</item>`,
    () => `<item><occupant-id id='x'/></item>`,
    () => `<item><occupant-id xmlns='urn:xmpp:occupant-id:1' id='x'/></item>`,
    () => `<item>${occupantId("x".repeat(random.pick([0, LONG_ID, 10 * LONG_ID])))}</item>`,
    () => `<item xmlns='urn:x' nick='x'/>`,
    () => `<item nick='Nobody' jid='a@b' role='none' followed='true'><presence/>text</item>`,
    () => `<ITEM nick='x'/>text`,
  ];
  return random.pick(choices)();
}

function occupantId(id: string | undefined): string {
  return `<occupant-id xmlns='${NS_OCCUPANT_ID}'${id === undefined ? "" : ` id='${id}'`}/>`;
}

function follow(random: Random): string {
  return ` follow='${random.pick(FOLLOWS)}'`;
}

function set(random: Random): string {
  const namespace = random.chance(0.95) ? NS_PAGES : random.pick(NAMESPACES);
  const after = (): string =>
    random.pick([
      `<after>${random.pick(["", "A", "Bystander", "Paris", "Sender", "zz"])}</after>`,
      `<after>${oddNick(random)}</after>`,
      "<after/>",
    ]);
  const parts: readonly (() => string)[] = [
    () => `<max>${random.pick(MOST)}</max>`,
    () => `<max>${1 + random.below(4)}</max>`,
    after,
    after,
    () => random.pick(["<before/>", "<index>0</index>", "<first/>", "<count>9</count>", "<max/>", "<x/>"]),
  ];
  const chosen = Array.from({ length: random.below(3) }, () => random.pick(parts)());
  const text = `<set xmlns='${namespace}'>${chosen.join("")}</set>`;
  return random.chance(0.03) ? text + text : text;
}
