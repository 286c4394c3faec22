/**
 * Answers the query: who are these, and who is there (contract, "The query"). What is malformed is read as
 * nil.
 */

import * as iterators from "util.iterators";
import * as st from "util.stanza";
import * as answers from "./answers";
import * as changes from "./changes";
import * as current_answers from "./current_answers";
import * as elements from "./elements";
import * as followers from "./followers";
import * as gate from "./gate";
import * as jids from "./jids";
import * as namespaces from "./namespaces";
import * as occupant_ids from "./occupant_ids";
import * as occupant_lists from "./occupant_lists";
import * as options from "./options";
import type { Prober } from "./probers";
import * as rate_limit from "./rate_limit";
import * as refusals from "./refusals";
import * as sizes from "./sizes";
import * as statistics from "./statistics";

/** The most bytes of a result: between servers, a larger stanza may end the stream. */
const MAX_SIZE = 65536;

/**
 * The most bytes of the set that ends a page: two nicks of 1,023 bytes, each escaped, and what is around
 * them.
 */
const MAX_SET = 2 * 6 * 1023 + 200;

/** The bytes of ` followed='true'`, which an item gets last. */
const FOLLOWED = 16;

/** The most attempts at a result, if the room changes each time while it is made. */
const MAX_ATTEMPTS = 4;

/** After the second attempt, each has so many times fewer answers: 10 of 100, then 1. */
const SHORTER = 10;

/** The values that `follow` may have. */
const FOLLOW: Record<string, boolean> = { true: true, "1": true, false: false, "0": false };

/** Somebody who is asked for. */
interface Item {
  /** The nick as it was written, or nil for an occupant-id. */
  readonly nick?: string | undefined;
  /** The occupant JID of the nick. */
  readonly occupant_jid?: string | undefined;
  readonly occupant_id?: string | undefined;
  /** True to follow them from now on, false to end that; nil changes nothing. */
  readonly follow?: boolean | undefined;
  /** The occupant JID that was found, and the outcome, once it is answered. */
  target?: string | undefined;
  outcome?: answers.Outcome;
}

function read_follow(element: st.Stanza): boolean | undefined {
  return FOLLOW[element.attr.follow ?? "false"];
}

/** Reads the occupant-id of an item; nil if it has none, `false` if that is malformed. */
function read_occupant_id(room: MucRoom, element: st.Stanza): string | false | undefined {
  const child = element.get_child("occupant-id", namespaces.OCCUPANT_ID);
  if (!child) {
    return undefined;
  }
  const is_single =
    element.tags.length === 1 || iterators.count(element.childtags(child.name, namespaces.OCCUPANT_ID)) === 1;
  return is_single && occupant_ids.are_shown(room) && (child.attr.id ?? false);
}

function read_item(room: MucRoom, element: st.Stanza): Item | undefined {
  const follow = read_follow(element);
  const nick = element.attr.nick;
  const occupant_id = read_occupant_id(room, element);
  if (follow === undefined || occupant_id === false || (nick === undefined) === (occupant_id === undefined)) {
    return undefined;
  }
  const occupant_jid = nick && jids.with_nick(room, nick);
  if (occupant_jid === undefined && occupant_id === undefined) {
    return undefined;
  }
  return { nick, occupant_jid, occupant_id, follow };
}

/** Reads the items of a query, which is malformed without any. */
function read_items(room: MucRoom, query: st.Stanza): Item[] | undefined {
  const items: Item[] = [];
  for (const element of query.childtags("item")) {
    const item = read_item(room, element);
    if (!item) {
      return undefined;
    }
    table.insert(items, item);
  }
  return items.length > 0 ? items : undefined;
}

function read_max(set: st.Stanza): number | undefined {
  const max = set.get_child("max");
  if (!max) {
    return options.most_at_once;
  }
  const [digits] = string.match(max.get_text() ?? "", "^%s*(%d+)%s*$");
  if (digits === undefined) {
    return undefined;
  }
  return math.min(tonumber(digits)!, options.most_at_once);
}

function size_of(query: st.Stanza): number {
  const set = query.get_child("set", namespaces.RSM);
  const items = iterators.count(query.childtags("item"));
  if (set && items === 0) {
    return math.max(read_max(set) ?? 1, 1);
  }
  return math.max(items, 1);
}

/** The query that is being answered. */
interface Reply {
  readonly stanza: st.Stanza;
  readonly query: st.Stanza;
  /** The bytes that it has so far, at most. */
  size: number;
  /** The items that are answered in it. */
  readonly answered: Item[];
}

/** Begins a reply that has so many bytes besides its items. */
function begin_reply(iq: st.Stanza, besides: number): Reply {
  const query = elements.leaf("query", { xmlns: namespaces.QUERY });
  const stanza = st.reply(iq);
  stanza.add_direct_child(query);
  return { stanza, query, size: sizes.estimate(stanza) + besides, answered: [] };
}

/** Adds the answer to an item to the reply if it fits, and says whether it did. The first always does. */
function add_item(reply: Reply, item: Item, element: st.Stanza): boolean {
  const size = reply.size + sizes.estimate(element) + FOLLOWED;
  if (size > MAX_SIZE && reply.answered.length > 0) {
    return false;
  }
  reply.size = size;
  table.insert(reply.answered, item);
  reply.query.add_direct_child(element);
  return true;
}

/** Makes an answer a part of another stanza, which has these attributes itself. */
function embed(presence: st.Stanza): st.Stanza {
  const attr = presence.attr;
  attr.xmlns = "jabber:client";
  attr.to = undefined;
  attr.id = undefined;
  return presence;
}

/** Builds the item that comes back for one that was asked. */
function build_item(item: Item, answer: st.Stanza | undefined): st.Stanza {
  const attr = { nick: item.nick };
  const presence = answer && embed(answer);
  if (item.occupant_id === undefined) {
    return presence ? elements.parent("item", attr, presence) : elements.leaf("item", attr);
  }
  const id = elements.leaf("occupant-id", { xmlns: namespaces.OCCUPANT_ID, id: item.occupant_id });
  return elements.parent("item", attr, id, presence);
}

/**
 * Finds the occupant JID that an item means. An occupant-id of nobody whom the prober sees in the room has
 * none.
 */
function find_target(prober: Prober, item: Item): string | undefined {
  if (item.occupant_id === undefined) {
    return item.occupant_jid;
  }
  const user = occupant_ids.find_user(prober.room, item.occupant_id);
  return user && occupant_lists.find_first(prober, user);
}

/** Answers about an item, and notes which occupant JID it means now. */
function about(this: void, prober: Prober, item: Item): answers.Answer {
  item.target = find_target(prober, item);
  if (item.target !== undefined) {
    if (item.follow) {
      followers.end_former(prober.room, item.target);
    }
    return answers.about_nick(prober, item.target);
  }
  const occupant_id = item.occupant_id!;
  return answers.about_absent_id(prober, occupant_ids.find_user(prober.room, occupant_id), occupant_id);
}

/** Makes the prober follow those who are answered in the reply, or stop that, as the items say. */
function set_followed(prober: Prober, reply: Reply): void {
  for (const item of reply.answered) {
    if (item.target !== undefined && item.follow !== undefined) {
      followers.set(prober, item.target, item.follow && item.outcome === "present");
    }
  }
  // The same occupant may be in several items.
  for (const [index, item] of ipairs(reply.answered)) {
    if (item.follow && item.target !== undefined && followers.follows(prober, item.target)) {
      reply.query.tags[index - 1]!.attr.followed = "true";
    }
  }
}

/**
 * Adds answers about people to the reply, `most` of them and as many as fit. Returns whether all of them are
 * true at one time, and the prober is in the room. Those on a page must be there, as they were when the page
 * was listed.
 */
function add_answers(
  prober: Prober,
  reply: Reply,
  items: readonly Item[],
  most: number,
  list_mark: number | undefined,
): boolean {
  let first_mark = list_mark;
  for (const item of items) {
    if (reply.answered.length === most) {
      break;
    }
    const [outcome, presence, mark] = current_answers.make(about, prober, item);
    first_mark = first_mark ?? mark;
    if (outcome === "outside" || outcome === "changed" || mark !== first_mark) {
      return false;
    }
    // Another module may have hidden somebody on the page without a word.
    if (list_mark === undefined || outcome === "present") {
      if (!add_item(reply, item, build_item(item, presence))) {
        break;
      }
      item.outcome = outcome;
    }
  }
  return true;
}

/**
 * Makes the reply. If the room has changed meanwhile, makes it anew, and shorter: its first answer would be
 * older than what followers have heard since. There is no reply if the prober has left the room, or if the
 * room changes each time.
 */
function reply_about(
  prober: Prober,
  iq: st.Stanza,
  list: (this: void, prober: Prober) => readonly Item[],
  besides: number,
  is_page: boolean,
): Reply | undefined {
  let most = math.huge;
  for (const attempt of $range(1, MAX_ATTEMPTS)) {
    const list_mark = is_page ? changes.mark(prober.room) : undefined;
    const items = list(prober);
    const reply = begin_reply(iq, besides);
    if (add_answers(prober, reply, items, most, list_mark)) {
      return reply;
    }
    if (attempt > 1) {
      most = math.ceil(math.min(most, items.length) / SHORTER);
    }
  }
  return undefined;
}

/** Refuses a query that has no reply. Whoever is in the room does not pay for it. */
function refuse_without_reply(prober: Prober, event: StanzaEvent, probes: number): true {
  if (!gate.is_still_in(prober)) {
    return refusals.refuse_outsider(event);
  }
  rate_limit.give_back(prober, probes);
  return refusals.refuse_changing(event);
}

/** Refuses a query that is malformed. It costs nothing. */
function refuse_bad(prober: Prober, event: StanzaEvent, query: st.Stanza, text: string): true {
  rate_limit.give_back(prober, size_of(query));
  return refusals.refuse(event, "bad-query", "modify", "bad-request", text);
}

/**
 * Sends the reply, and counts its answers. Nobody is followed before: an attempt that came to nothing changes
 * nothing.
 */
function send(prober: Prober, event: StanzaEvent, reply: Reply): true {
  set_followed(prober, reply);
  for (const item of reply.answered) {
    statistics.record(prober.session, item.target ?? item.occupant_id, item.outcome!);
  }
  event.origin.send(reply.stanza);
  return true;
}

/** Answers who the people in a query are, as many as fit. The others cost nothing. */
function answer_items(prober: Prober, event: StanzaEvent, items: readonly Item[]): true {
  const reply = reply_about(prober, event.stanza, () => items, 0, false);
  if (!reply) {
    return refuse_without_reply(prober, event, items.length);
  }
  rate_limit.give_back(prober, items.length - reply.answered.length);
  return send(prober, event, reply);
}

/**
 * Adds the set that ends a page: the nicks of its first and last item, and the number of people on all pages.
 */
function add_set(reply: Reply, count: number): void {
  const listed = reply.query.tags;
  const set = st.stanza("set", { xmlns: namespaces.RSM });
  if (reply.answered.length > 0) {
    set.tag("first").text(listed[0]!.attr.nick).up();
    set
      .tag("last")
      .text(listed[reply.answered.length - 1]!.attr.nick)
      .up();
  }
  set.tag("count").text(string.format("%d", count)).up();
  reply.query.add_direct_child(set);
}

function list_items(prober: Prober, query: st.Stanza, max: number): Item[] {
  const set = query.get_child("set", namespaces.RSM)!;
  // Without `follow`, a page changes nothing about who is followed.
  const follow = read_follow(query) || undefined;
  const items: Item[] = [];
  for (const occupant_jid of occupant_lists.page(prober, set.get_child_text("after"), max)) {
    table.insert(items, { nick: jids.nick(prober.room, occupant_jid), occupant_jid, follow });
  }
  return items;
}

/** Answers who is there: a page of those whom the prober may see, as many as fit. */
function answer_page(prober: Prober, event: StanzaEvent, query: st.Stanza, max: number): true {
  const reply = reply_about(prober, event.stanza, (asking) => list_items(asking, query, max), MAX_SET, true);
  if (!reply) {
    return refuse_without_reply(prober, event, size_of(query));
  }
  add_set(reply, occupant_lists.count_visible(prober));
  if (reply.answered.length === 0) {
    statistics.record(prober.session, prober.room.jid, "counted");
  }
  // A page without people costs one.
  rate_limit.give_back(prober, size_of(query) - math.max(reply.answered.length, 1));
  return send(prober, event, reply);
}

/** Reads a query for a page, and answers it where people may be listed. */
function read_and_answer_page(prober: Prober, event: StanzaEvent, query: st.Stanza, set: st.Stanza): true {
  const max = read_max(set);
  if (
    max === undefined ||
    read_follow(query) === undefined ||
    query.get_child("item") ||
    set.get_child("before") ||
    set.get_child("index")
  ) {
    return refuse_bad(prober, event, query, "A page has no items, and no limits but <max/> and <after/>");
  }
  if (!options.list) {
    rate_limit.give_back(prober, size_of(query));
    return refusals.refuse(event, "no-list", "cancel", "service-unavailable", "People are not listed here");
  }
  return answer_page(prober, event, query, max);
}

/** Answers a query, or refuses one that is malformed. */
function answer(prober: Prober, event: StanzaEvent): true {
  const query = event.stanza.get_child("query", namespaces.QUERY)!;
  const set = query.get_child("set", namespaces.RSM);
  if (set) {
    return read_and_answer_page(prober, event, query, set);
  }
  const items = read_items(prober.room, query);
  if (!items) {
    return refuse_bad(prober, event, query, "Every item needs either a nick or an occupant-id");
  }
  return answer_items(prober, event, items);
}

/** Handles queries. An iq without an id cannot be answered. */
function on_query(event: StanzaEvent): ProsodyHandled {
  const stanza = event.stanza;
  const attr = stanza.attr;
  const query = stanza.get_child("query", namespaces.QUERY);
  if (attr.type !== "get" || !attr.id || !query) {
    return;
  }
  return gate.admit(event, "query", size_of(query), answer);
}

export function start(): void {
  module.hook(`iq/bare/${namespaces.QUERY}:query`, on_query);
  module.hook(`iq/host/${namespaces.QUERY}:query`, on_query);
}
