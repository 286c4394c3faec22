// Holds what comes in answer to a query, malformed or not, against the contract.
import { type Element, parseStanza } from "scansion-runner";
import { NS_QUERY } from "../contract/announcement.ts";
import { NS_OCCUPANT_ID } from "../contract/answers.ts";
import { canonical } from "../contract/canonical.ts";
import { largestBatch, type Release, type Settings } from "../contract/model.ts";
import { NS_PAGES, Oracle, type Question, type QueryItem, takeFollowed } from "../contract/oracle.ts";
import type { Prober } from "../contract/sight.ts";
import { FUZZED_ROOM } from "./room.ts";

/** The most bytes of a result of more than one item. */
const LARGEST = 65_536;
/** A result that was cut short has at least so many bytes: what did not fit is not larger than the largest presence of them. */
const LEAST_CUT = LARGEST / 3;
/** Nicks that are as they are written once prepared. Of others nothing is known. */
const PLAIN = /^[A-Za-z]+$/;
const LONGEST_NICK = 1_023;
const FOLLOWS = ["true", "1"];

/** Verdict if something is well-formed: undefined where the contract does not say. */
type Wellformed = boolean | undefined;

/** Finds what is wrong with the answers to a query. Passes over what is no query, and queries that cannot be told from others. */
export function judgeQuery(
  sent: string,
  prober: Prober,
  received: readonly Element[],
  settings: Settings,
  release: Release,
): string | undefined {
  const iq = parseStanza(sent.trim());
  const { id = "", to, type } = iq.attrs as Readonly<Record<string, string | undefined>>;
  const query = iq.getChildElements()[0];
  const isQuery = /^query-\d+$/.test(id) && type === "get" && to === FUZZED_ROOM.jid;
  if (!isQuery || query?.is("query", NS_QUERY) !== true) return undefined;
  const [answer, second] = received.filter((each) => each.name === "iq" && each.attrs.id === id);
  if (answer === undefined || second !== undefined) return "The query was not answered once";
  const got = conditionOf(answer);
  // The router's word on the address of a component.
  if (prober.person.occupants.length === 0)
    return ["not-acceptable", "jid-malformed"].includes(got)
      ? undefined
      : `An outsider got ${String(answer)}`;
  const { question, isWellformed } = read(query, id, largestBatch(settings), release.occupantIds);
  if (isWellformed === undefined && got === "bad-request") return undefined;
  const [verdict] = new Oracle(FUZZED_ROOM, settings, release).judge(prober, question);
  const right = verdict?.answer;
  if (right === undefined || got !== conditionOf(right))
    return `The answer is ${got}, not ${conditionOf(right)}: ${String(answer)}`;
  if (got !== "result") return undefined;
  const problem = problemOf(query, prober, answer, right);
  return problem && `${problem}: ${String(answer).slice(0, 2_000)}`;
}

/** `result`, or the condition of an error. */
function conditionOf(answer: Element | undefined): string {
  if (answer?.attrs.type === "result") return "result";
  return answer?.getChild("error")?.getChildElements()[0]?.getName() ?? "no error";
}

/** A query as a question that the oracle knows. */
function read(
  query: Element,
  id: string,
  most: number,
  hasIds: boolean,
): { question: Question; isWellformed: Wellformed } {
  const items = query.getChildren("item", NS_QUERY);
  const [set, second] = query.getChildren("set", NS_PAGES);
  const wholes = set
    ? [items.length === 0, ...limitsOf(set), isFollow(query)]
    : [items.length > 0, ...items.map((item) => isItem(item, hasIds))];
  const isOpen = wholes.includes(undefined) || second !== undefined;
  const isWellformed = !wholes.includes(false) && (isOpen ? undefined : true);
  const isTooLarge = items.length > most;
  if (isWellformed === false && !isTooLarge)
    return { question: { kind: "malformed query", content: "", id }, isWellformed };
  if (set === undefined || isTooLarge)
    return { question: { kind: "query", items: items.map(itemOf), id }, isWellformed };
  const [max, after] = ["max", "after"].map((name) => set.getChild(name)?.getText());
  const limits = { ...(max !== undefined && { max: Number(max) }), ...(after !== undefined && { after }) };
  return { question: { kind: "page", ...limits, id }, isWellformed };
}

function itemOf(item: Element): QueryItem {
  const { nick } = item.attrs as { nick?: string };
  if (nick !== undefined) return { nick };
  return { occupantId: String(item.getChild("occupant-id", NS_OCCUPANT_ID)?.attrs.id) };
}

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
  return attrs.follow === undefined || [...FOLLOWS, "false", "0"].includes(String(attrs.follow));
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

/** Compares items one by one: a result may be cut short, and of nicks that are not plain only what was asked is known. */
function problemOf(query: Element, prober: Prober, answer: Element, right: Element): string | undefined {
  const bytes = Buffer.byteLength(String(answer));
  const followed = takeFollowed(answer);
  const [items, wanted] = [answer, right].map((each) => itemsIn(each));
  if (items === undefined || wanted === undefined) return "There are no items";
  if (items.length > 1 && bytes > LARGEST) return `The result has ${bytes} bytes`;
  const isCut = items.length < wanted.length;
  if (items.length > wanted.length || (isCut && bytes < LEAST_CUT))
    return `There are ${items.length} items for ${wanted.length}`;
  const differing = items.findIndex((item, index) => textOf(item) !== textOf(wanted[index]));
  if (differing >= 0) return `Item ${differing + 1} is not ${textOf(wanted[differing])}`;
  const asked = query.getChild("set", NS_PAGES)
    ? items.map(() => query)
    : query.getChildren("item", NS_QUERY);
  const nicks = items.map(shownBy);
  const follows = (index: number): boolean => FOLLOWS.includes(String(asked[index]?.attrs.follow));
  const shown = nicks.filter((nick, index) => {
    const isOneself = prober.person.occupants.some((occupant) => occupant.nick === nick);
    // Of several items for one person the last counts.
    return nick !== undefined && !isOneself && follows(index) && follows(nicks.lastIndexOf(nick));
  });
  if (shown.join() !== followed.join()) return `${followed.join()} are followed, not ${shown.join()}`;
  return query.getChild("set", NS_PAGES) && problemOfSet(answer, items);
}

function itemsIn(answer: Element): Element[] {
  return answer.getChild("query", NS_QUERY)?.getChildren("item") ?? [];
}

/** The nick of whom an item shows to be present. */
function shownBy(item: Element): string | undefined {
  const presence = item.getChild("presence", "jabber:client");
  if (presence === undefined || presence.attrs.type !== undefined) return undefined;
  return String(presence.attrs.from).slice(FUZZED_ROOM.jid.length + 1);
}

/** An item as text. Prosody does not escape white space in attributes, which XML then takes for spaces. */
function textOf(item: Element | undefined): string {
  if (item === undefined) return "nothing";
  const { nick } = item.attrs as { nick?: string };
  if (nick === undefined || PLAIN.test(nick)) return canonical(item).replace(/\\[nrt]|\s/g, " ");
  const [presence, ...others] = item.children;
  const isPresence = typeof presence !== "string" && presence?.is("presence", "jabber:client") === true;
  return `${nick}: ${isPresence && others.length === 0 ? "a presence" : item.toString()}`;
}

function problemOfSet(answer: Element, items: readonly Element[]): string | undefined {
  const set = answer.getChild("query", NS_QUERY)?.getChild("set", NS_PAGES);
  const got = ["first", "last", "count"].map((name) => set?.getChild(name)?.getText());
  const wanted = [items[0]?.attrs.nick, items.at(-1)?.attrs.nick, String(FUZZED_ROOM.people.length)];
  return got.join() === wanted.join() ? undefined : `The set is ${got.join()}, not ${wanted.join()}`;
}
