/** Tells sessions what becomes of the people whom they follow (contract, "What becomes of them"). */

import * as iterators from "util.iterators";
import * as st from "util.stanza";
import * as answers from "./answers";
import * as changes from "./changes";
import * as current_answers from "./current_answers";
import * as jids from "./jids";
import * as multimaps from "./multimaps";
import * as options from "./options";
import type { Prober } from "./probers";
import * as probers from "./probers";
import * as rooms from "./rooms";
import * as statistics from "./statistics";

/** The most pairs of a session and somebody whom it follows. */
const MAX_PAIRS = 100000;

/** A presence that Prosody publishes, after other modules had their say. */
export interface Publication {
  readonly room: MucRoom;
  /** The occupant, as it is now. Without a role it has left. */
  readonly occupant: MucOccupant;
  /** The presence without its `<x/>`. */
  readonly stanza: st.Stanza;
  /** The `<x/>` for those who see real JIDs, and for those who do not, without `<item/>`s. */
  readonly full_x: st.Stanza;
  readonly anonymous_x: st.Stanza;
  /** The role that it had before, where Prosody tells; nil for none. */
  readonly prev_role: MucOccupant["role"];
  /** The new nick, if it is a change of nick. */
  readonly nick: string | undefined;
  /** The real JID of whoever did it. */
  readonly actor: string | undefined;
  readonly reason: string | undefined;
  /** The presence that Prosody has sent to the others in the room; nil for none. */
  readonly sent: "available" | "unavailable" | undefined;
}

/** The pairs, kept when the module is reloaded. */
interface Pairs {
  /** Sessions by the occupant JID that they follow. */
  readonly followers_of: multimaps.Multimap;
  /** Occupant JIDs by the session that follows them. */
  readonly followed_by: multimaps.Multimap;
  /** The bare JID of the user who is followed, by occupant JID. Somebody else may take the nick. */
  readonly user_of: Record<string, string | undefined>;
  count: number;
}

let kept: Pairs = { followers_of: {}, followed_by: {}, user_of: {}, count: 0 };

function add(session: string, target: string, user: string): void {
  if (multimaps.add(kept.followers_of, target, session)) {
    multimaps.add(kept.followed_by, session, target);
    kept.user_of[target] = user;
    kept.count += 1;
  }
}

function remove(session: string, target: string): void {
  if (multimaps.remove(kept.followers_of, target, session)) {
    multimaps.remove(kept.followed_by, session, target);
    if (kept.followers_of[target] === undefined) {
      kept.user_of[target] = undefined;
    }
    kept.count -= 1;
  }
}

/** Says whether somebody follows this occupant, and not another user who had the nick before. */
export function has_followers(occupant: MucOccupant): boolean {
  return kept.user_of[occupant.nick] === occupant.bare_jid;
}

/** Says whether a session follows an occupant JID. */
export function follows(prober: Prober, target: string): boolean {
  return multimaps.has(kept.followed_by, prober.session, target);
}

function followed_in(room: MucRoom, session: string): string[] {
  const targets: string[] = [];
  for (const target of multimaps.list(kept.followed_by, session)) {
    if (jids.bare(target) === room.jid) {
      table.insert(targets, target);
    }
  }
  return targets;
}

/** Makes a session follow nobody in a room any more. */
function forget(room: MucRoom, session: string): void {
  for (const target of followed_in(room, session)) {
    remove(session, target);
  }
}

/** Makes a session that is not in a room follow nobody there. */
export function forget_unless_in(room: MucRoom, session: string): void {
  if (kept.followed_by[session] !== undefined && !probers.is_in_room(room, session)) {
    forget(room, session);
  }
}

/** Forgets the session if it has left the room. */
function as_prober(room: MucRoom, session: string): Prober | undefined {
  if (!probers.is_in_room(room, session)) {
    forget(room, session);
    return undefined;
  }
  return { session, user: jids.bare(session), room };
}

/** Sends a session that is in the room a presence. */
function tell(prober: Prober, target: string, presence: st.Stanza): void {
  presence.attr.to = prober.session;
  statistics.record_change(target, 1);
  prober.room.route_stanza(presence);
}

/**
 * Tells a session that it does not see an occupant any more: the same as if the occupant had left (contract
 * row 6).
 */
function tell_unseen(prober: Prober, target: string): void {
  const [outcome, made] = current_answers.make(answers.about_hidden, prober, target);
  const presence = outcome === "changed" ? answers.unknown(prober, target) : made;
  // It may have asked anew meanwhile.
  if (presence && !follows(prober, target)) {
    tell(prober, target, presence);
  }
}

function end_following(prober: Prober, target: string): void {
  remove(prober.session, target);
  tell_unseen(prober, target);
}

/**
 * Ends what sessions follow at an occupant JID, unless they follow this user (a bare JID, nil if nobody has
 * the nick).
 */
export function end_unless_of(room: MucRoom, target: string, user?: string): void {
  const followed = kept.user_of[target];
  if (followed === undefined || followed === user) {
    return;
  }
  const sessions = multimaps.list(kept.followers_of, target);
  // All at once: while one is told, another may ask anew, and follow the user.
  for (const session of sessions) {
    remove(session, target);
  }
  for (const session of sessions) {
    const prober = as_prober(room, session);
    if (prober) {
      tell_unseen(prober, target);
    }
  }
}

/** Ends what sessions follow in the nick of an occupant, if it was somebody else's then. */
export function end_former(room: MucRoom, target: string): void {
  const occupant = room._occupants[target];
  if (occupant) {
    end_unless_of(room, target, occupant.bare_jid);
  }
}

function may_follow_one_more(session: string): boolean {
  return kept.count < MAX_PAIRS && multimaps.count(kept.followed_by, session) < options.follow;
}

/**
 * Makes a session follow the occupant of an occupant JID, or stop that. Nobody follows themselves. At the
 * limit, nobody is dropped for another.
 */
export function set(prober: Prober, target: string, is_wanted: boolean): void {
  const session = prober.session;
  const occupant = prober.room._occupants[target];
  if (!is_wanted || !occupant || occupant.bare_jid === prober.user) {
    remove(session, target);
    return;
  }
  const is_same = kept.user_of[target] === undefined || has_followers(occupant);
  // Another module may have hidden the occupant without a word.
  if (is_same && probers.sees(prober, occupant.bare_jid, occupant.role) && may_follow_one_more(session)) {
    add(session, target, occupant.bare_jid);
  }
}

/** Tells a session how somebody is now. */
function tell_present(prober: Prober, target: string): void {
  const [outcome, presence] = current_answers.make(answers.about_nick, prober, target);
  if (outcome === "changed") {
    // The last that it was told stays true: it sees nobody.
    remove(prober.session, target);
  }
  // The occupant may have left meanwhile, and another have the nick.
  if (outcome === "present" && presence && follows(prober, target)) {
    tell(prober, target, presence);
  }
}

/** Builds a presence as Prosody publishes it, for those who see real JIDs or those who do not. */
function build(publication: Publication, shows_real_jids: boolean): st.Stanza {
  const { room, occupant, nick, actor, reason } = publication;
  const x = st.clone(shows_real_jids ? publication.full_x : publication.anonymous_x);
  const actor_jid = actor && room.get_occupant_jid(actor);
  const actor_nick = actor_jid && jids.nick(room, actor_jid);
  const visible_actor = shows_real_jids ? actor : undefined;
  room.build_item_list(occupant, x, !shows_real_jids, nick, actor_nick, visible_actor, reason);
  return st.clone(publication.stanza).add_child(x);
}

/**
 * Tells all followers of an occupant about a publication. What they get is built once for those who see real
 * JIDs, and once for the others.
 */
function tell_all(publication: Publication): void {
  const { room, occupant } = publication;
  const built = new LuaTable<boolean, st.Stanza | undefined>();
  const is_open = probers.everybody_sees_real_jids(room);
  const role = occupant.role || publication.prev_role;
  // Without a role nobody knows who could see the occupant. That it has left is told in any case.
  const is_seen = !role || probers.everybody_sees(room, role);
  let told = 0;
  const followers = multimaps.values(kept.followers_of, occupant.nick);
  for (const session of multimaps.list(kept.followers_of, occupant.nick)) {
    const follower = room._jid_nick[session];
    // It may have stopped following while others were told. It may not see the occupant, if another module
    // has failed before.
    if (
      follower !== undefined &&
      followers[session] &&
      (is_seen || probers.sees({ session, user: jids.bare(session), room }, occupant.bare_jid, role))
    ) {
      const shows_real_jids = is_open || probers.is_moderator_as(room, follower);
      let presence = built.get(shows_real_jids);
      if (!presence) {
        presence = build(publication, shows_real_jids);
        built.set(shows_real_jids, presence);
      }
      presence.attr.to = session;
      room.route_stanza(presence);
      told += 1;
    }
  }
  statistics.record_change(occupant.nick, told);
}

/** Tells the followers that an occupant has left, or has another nick, unless Prosody has told them. */
function publish_gone(publication: Publication): void {
  const { room, occupant, nick } = publication;
  if (publication.sent === undefined) {
    tell_all(publication);
  }
  const new_target = nick && `${room.jid}/${nick}`;
  if (new_target !== undefined) {
    end_unless_of(room, new_target, occupant.bare_jid);
  }
  for (const session of multimaps.list(kept.followers_of, occupant.nick)) {
    remove(session, occupant.nick);
    if (new_target !== undefined && probers.is_in_room(room, session)) {
      add(session, new_target, occupant.bare_jid);
    }
  }
}

/** Tells a follower how an occupant is now, or that the follower does not see the occupant any more. */
function tell_last_word(publication: Publication, session: string): void {
  const { room, occupant, sent } = publication;
  const target = occupant.nick;
  const prober = as_prober(room, session);
  const there = room._occupants[target];
  // It may have ended while others were told.
  if (
    !prober ||
    !there ||
    there.bare_jid !== occupant.bare_jid ||
    !has_followers(there) ||
    !follows(prober, target)
  ) {
    return;
  }
  if (!probers.sees(prober, there.bare_jid, there.role)) {
    if (sent === undefined) {
      end_following(prober, target);
    } else {
      remove(session, target);
    }
  } else if (sent === undefined && occupant.role) {
    tell(prober, target, build(publication, probers.sees_all_real_jids(room, session)));
  } else {
    tell_present(prober, target);
  }
}

/**
 * Tells the followers of an occupant who is in the room what Prosody did not tell them. Where it told them
 * that a hidden occupant has left, they get the presence after it.
 */
function publish_present(publication: Publication): void {
  const { room, occupant, sent } = publication;
  if (sent === "available") {
    return;
  }
  // Without a role it has left, and come again while a handler of another module waited.
  if (sent === undefined && occupant.role && probers.everybody_sees(room, occupant.role)) {
    tell_all(publication);
    return;
  }
  for (const session of multimaps.list(kept.followers_of, occupant.nick)) {
    tell_last_word(publication, session);
  }
}

/** Tells the followers of an occupant about a presence that Prosody has published. */
export function publish(publication: Publication): void {
  const { room, occupant } = publication;
  if (room._occupants[occupant.nick] === undefined) {
    publish_gone(publication);
  } else {
    publish_present(publication);
  }
}

/** Lists those of the sessions who follow anybody. The table may change while the list is walked. */
function list_following(sessions: Readonly<Record<string, unknown>>): string[] {
  const following: string[] = [];
  if (kept.count > 0) {
    for (const [session] of pairs(sessions)) {
      if (kept.followed_by[session] !== undefined) {
        table.insert(following, session);
      }
    }
  }
  return following;
}

/** Ends what a session follows in a room as far as it may not see it any more. */
function review_session(room: MucRoom, session: string): void {
  const prober = as_prober(room, session);
  if (!prober) {
    return;
  }
  for (const target of followed_in(room, session)) {
    const occupant = room._occupants[target];
    const is_hidden = occupant && !probers.sees(prober, occupant.bare_jid, occupant.role);
    // Who is not there is between two nicks. The session may have stopped following while a handler of another
    // module waited.
    if (is_hidden && follows(prober, target)) {
      end_following(prober, target);
    }
  }
}

/**
 * Looks again at what an occupant's sessions may see, since its role may have changed or sessions have left.
 */
export function review_occupant(room: MucRoom, occupant: MucOccupant): void {
  for (const session of list_following(occupant.sessions)) {
    review_session(room, session);
  }
}

/** Looks again at what each session in a room may see, since its policy may have changed. */
export function review(room: MucRoom): void {
  changes.note(room);
  for (const session of list_following(room._jid_nick)) {
    review_session(room, session);
  }
}

/** Looks again in the room of a JID, if it is there. */
export function review_at(room_jid: string): void {
  const room = rooms.find(room_jid);
  if (room) {
    review(room);
  }
}

/** Describes how many sessions follow how many people. */
export function describe(): string {
  const sessions = iterators.count(pairs(kept.followed_by));
  const people = iterators.count(pairs(kept.followers_of));
  return string.format("%d sessions follow %d people (%d pairs)", sessions, people, kept.count);
}

/** A reload keeps this. */
export function save(): Pairs {
  return kept;
}

/**
 * Ends what sessions follow in rooms that they are not in: a reload of mod_muc empties rooms, and publishes
 * nothing.
 */
function forget_those_outside(): void {
  for (const session of list_following(kept.followed_by)) {
    for (const target of multimaps.list(kept.followed_by, session)) {
      const room = rooms.find(target);
      if (!room || !probers.is_in_room(room, session)) {
        remove(session, target);
      }
    }
  }
}

/** Makes no session follow more people than it may now. */
function keep_limit(): void {
  for (const [session] of pairs(kept.followed_by)) {
    for (const target of multimaps.list(kept.followed_by, session)) {
      if (multimaps.count(kept.followed_by, session) > options.follow) {
        remove(session, target);
      }
    }
  }
}

/**
 * Takes what a reload has kept. Options may have changed: sessions may follow fewer people now, and see less.
 */
export function restore(saved: Pairs): void {
  // The version before did not keep the user of a pair: everybody asks anew.
  const user_of = saved.user_of as Pairs["user_of"] | undefined;
  if (options.follow === 0 || user_of === undefined) {
    return;
  }
  kept = saved;
  forget_those_outside();
  keep_limit();
  const seen: Record<string, boolean> = {};
  for (const [target] of pairs(kept.followers_of)) {
    seen[jids.bare(target)] = true;
  }
  for (const [room_jid] of pairs(seen)) {
    review_at(room_jid);
  }
}

/** Hooks joins: a session that joins anew follows nobody. */
export function start(): void {
  module.hook("muc-occupant-session-new", (event) => {
    forget(event.room, event.jid);
  });
}

/**
 * Ends all following. No pair can be added from now on: a query may have waited, and another module may still
 * call what this one has wrapped.
 */
export function stop(): void {
  kept = { followers_of: {}, followed_by: {}, user_of: {}, count: MAX_PAIRS };
}
