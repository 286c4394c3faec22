// Holds what comes in answer to a query, malformed or not, against the contract.
import type { Element } from "scansion-runner";
import { parseStanza } from "scansion-runner";
import { NS_QUERY } from "../contract/announcement.ts";
import { NS_OCCUPANT_ID } from "../contract/answers.ts";
import { NS_PAGES } from "../contract/oracle.ts";
import { byBytes } from "../contract/sight.ts";
import { BYSTANDER_NICK, FUZZ_ROOM, REMOTE_NICK, SENDER_NICK } from "./jids.ts";

const NS_MUC_USER = "http://jabber.org/protocol/muc#user";
/** The most items at once, and bytes of a result of more than one. */
const MOST = 100;
const LARGEST = 65_536;
/** A result that was cut short has at least so many bytes: what did not fit is not larger than the largest presence of them. */
const LEAST_CUT = LARGEST / 3;
/** Everybody in the room, in order. Each sees the others. */
const NICKS = [BYSTANDER_NICK, REMOTE_NICK, SENDER_NICK];
/** Nicks that are as they are written once prepared. Of others nothing is known. */
const PLAIN = /^[A-Za-z]+$/;
const LONGEST_NICK = 1_023;

/** Somebody who asks, and whether the room has occupant-ids. */
export interface Asker {
  /** The nick that it has in the room; nobody outside has one. */
  readonly nick: string | undefined;
  readonly hasIds: boolean;
}

/** `result`, or the condition of an error. Several where the contract leaves it open. */
type Expected = readonly string[];

/** Finds what is wrong with the answers to a query. Passes over what is no query, and queries that cannot be told from others. */
export function judgeQuery(sent: string, asker: Asker, received: readonly Element[]): string | undefined {
  const iq = parseStanza(sent.trim());
  const { id, to, type } = iq.attrs as Readonly<Record<string, string | undefined>>;
  const query = iq.getChildElements()[0];
  if (
    !/^query-\d+$/.test(id ?? "") ||
    type !== "get" ||
    to !== FUZZ_ROOM ||
    query?.is("query", NS_QUERY) !== true
  )
    return undefined;
  const [answer, second] = received.filter((each) => each.name === "iq" && each.attrs.id === id);
  if (answer === undefined || second !== undefined) return "The query was not answered once";
  const expected = expectedOf(query, asker);
  const got = answer.attrs.type === "result" ? "result" : conditionOf(answer);
  if (!expected.includes(got)) return `The answer is ${got}, not ${expected.join(" or ")}: ${String(answer)}`;
  const problem = got === "result" ? problemOf(query, asker, answer) : undefined;
  return problem && `${problem}: ${String(answer).slice(0, 2_000)}`;
}

function conditionOf(answer: Element): string {
  return answer.getChild("error")?.getChildElements()[0]?.getName() ?? "no error";
}

function expectedOf(query: Element, { nick, hasIds }: Asker): Expected {
  // The latter is the router's word on the address of a component.
  if (nick === undefined) return ["not-acceptable", "jid-malformed"];
  const items = query.getChildren("item", NS_QUERY);
  if (items.length > MOST) return ["policy-violation"];
  const sets = query.getChildren("set", NS_PAGES);
  const [set] = sets;
  const wholes = set
    ? [items.length === 0, ...limitsOf(set), isFollow(query)]
    : [items.length > 0, ...items.map((item) => isItem(item, hasIds))];
  if (wholes.includes(false)) return ["bad-request"];
  return wholes.includes(undefined) || sets.length > 1 ? ["result", "bad-request"] : ["result"];
}

/** Verdict if something is well-formed: undefined where the contract does not say. */
type Wellformed = boolean | undefined;

function limitsOf(set: Element): Wellformed[] {
  const max = set.getChild("max");
  return [!set.getChild("before"), !set.getChild("index"), max === undefined || isNumber(max)];
}

/** Numbers that are not whole and positive are left open. */
function isNumber(max: Element): Wellformed {
  const text = max.getText();
  if (/^\s*\d+\s*$/.test(text)) return max.getChildElements().length === 0 ? true : undefined;
  return /^[+-]?[\d.]+(?:e\d+)?$/.test(text) ? undefined : false;
}

function isFollow({ attrs }: Element): boolean {
  return attrs.follow === undefined || ["true", "1", "false", "0"].includes(String(attrs.follow));
}

function isItem(item: Element, hasIds: boolean): Wellformed {
  const { nick } = item.attrs as { nick?: string };
  const ids = item.getChildren("occupant-id", NS_OCCUPANT_ID);
  const isOne = ids.length === (nick === undefined ? 1 : 0);
  if (!isOne || !isFollow(item)) return false;
  if (nick !== undefined) return isNick(nick);
  const id = ids[0]?.attrs.id as string | undefined;
  if (!hasIds || id === undefined) return false;
  return id === "" ? undefined : true;
}

function isNick(nick: string): Wellformed {
  if (nick === "" || Buffer.byteLength(nick) > LONGEST_NICK) return false;
  return PLAIN.test(nick) ? true : undefined;
}

function problemOf(query: Element, asker: Asker, answer: Element): string | undefined {
  const told = answer.getChild("query", NS_QUERY);
  const items = told?.getChildren("item", NS_QUERY) ?? [];
  const bytes = Buffer.byteLength(String(answer));
  if (items.length > 1 && bytes > LARGEST) return `The result has ${bytes} bytes`;
  const set = query.getChild("set", NS_PAGES);
  const asked = set ? peopleOf(set) : query.getChildren("item", NS_QUERY);
  const isCut = items.length < asked.length;
  if (items.length > asked.length || (isCut && bytes < LEAST_CUT))
    return `There are ${items.length} items for ${asked.length}`;
  const problems = items.map((item, index) => {
    const wanted = asked[index];
    if (typeof wanted !== "string") return problemOfItem(item, wanted, asker);
    return item.attrs.nick === wanted
      ? problemOfPresence(item, wanted, query, asker)
      : `This is not ${wanted}`;
  });
  return problems.find((problem) => problem !== undefined) ?? (set && problemOfSet(told, items));
}

/** The nicks of the people on a page. */
function peopleOf(set: Element): string[] {
  const after = set.getChild("after")?.getText();
  const max = set.getChild("max")?.getText();
  const most = max === undefined ? MOST : Math.min(Number(max), MOST);
  return NICKS.filter((nick) => after === undefined || byBytes(nick, after) > 0).slice(0, most);
}

function problemOfSet(told: Element | undefined, items: readonly Element[]): string | undefined {
  const set = told?.getChild("set", NS_PAGES);
  const got = ["first", "last", "count"].map((name) => set?.getChild(name)?.getText());
  const wanted = [items[0]?.attrs.nick, items.at(-1)?.attrs.nick, String(NICKS.length)];
  return got.join() === wanted.join() ? undefined : `The set is ${got.join()}, not ${wanted.join()}`;
}

/** An item has what was asked and nothing else of it, and at most one presence. */
function problemOfItem(item: Element, asked: Element | undefined, asker: Asker): string | undefined {
  const { nick } = (asked?.attrs ?? {}) as { nick?: string };
  if (item.attrs.nick !== nick) return "An item has another nick";
  if (idIn(item) !== idIn(asked)) return "An item has another id";
  const others = Object.keys(item.attrs).filter((name) => !["nick", "followed", "xmlns"].includes(name));
  if (others.length > 0 || item.children.length !== (nick === undefined ? 2 : 1))
    return "An item has something else";
  return problemOfPresence(item, nick, asked, asker);
}

/** The occupant-id in an item. Prosody does not escape white space in attributes, which XML then takes for spaces. */
function idIn(item: Element | undefined): string {
  return String(item?.getChild("occupant-id", NS_OCCUPANT_ID)?.attrs.id).replace(/\s/g, " ");
}

function problemOfPresence(
  item: Element,
  nick: string | undefined,
  { attrs }: Element | undefined = item,
  asker: Asker,
): string | undefined {
  const presence = item.getChild("presence", "jabber:client");
  if (presence?.attrs.id !== undefined || presence?.attrs.to !== undefined) return "A presence has an id";
  if (presence?.getChild("x", NS_MUC_USER)?.getChild("item") === undefined) return "There is no presence";
  if (presence.getChild("x", NS_MUC_USER)?.getChild("status")) return "A presence has a status code";
  const who = String(presence.attrs.from).slice(FUZZ_ROOM.length + 1);
  const isThere = NICKS.includes(who) && presence.attrs.type === undefined;
  if (nick !== undefined && NICKS.includes(nick) && (!isThere || who !== nick)) return `${nick} is not there`;
  const isFollowed = isThere && who !== asker.nick && ["true", "1"].includes(String(attrs.follow));
  return (item.attrs.followed === "true") === isFollowed ? undefined : `${who} is followed, or not`;
}
