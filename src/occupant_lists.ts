/**
 * Keeps lists of a room's occupants, so that nobody walks over a large room to answer: by user, and in order
 * of nick. A list is made when it is first needed, and kept up to date by what happens in the room.
 */

import * as multimaps from "./multimaps";
import * as probers from "./probers";

/** Occupant JIDs in order, byte by byte, by role. */
type Ordered = Record<string, string[]>;

const ROLES = ["moderator", "participant", "visitor"] as const;

/** Occupant JIDs by the user's bare JID, for each room that needs it. They go with the room. */
const users_of = setmetatable(new LuaTable<MucRoom, multimaps.Multimap>(), { __mode: "k" });

/** Occupant JIDs in order, for each room that was listed. They go with the room. */
const ordered_of = setmetatable(new LuaTable<MucRoom, Ordered>(), { __mode: "k" });

/** Lists occupant JIDs by the user's bare JID. */
export function by_user(room: MucRoom): Readonly<multimaps.Multimap> {
  let users = users_of.get(room) as multimaps.Multimap | undefined;
  if (users === undefined) {
    users = {};
    for (const [occupant_jid, occupant] of pairs(room._occupants)) {
      multimaps.add(users, occupant.bare_jid, occupant_jid);
    }
    users_of.set(room, users);
  }
  return users;
}

/** The user is a bare JID. */
export function has_user(room: MucRoom, user: string): boolean {
  return by_user(room)[user] !== undefined;
}

function in_order(room: MucRoom): Ordered {
  let ordered = ordered_of.get(room) as Ordered | undefined;
  if (ordered === undefined) {
    ordered = { moderator: [], participant: [], visitor: [] };
    for (const [occupant_jid, occupant] of pairs(room._occupants)) {
      table.insert(ordered[occupant.role!]!, occupant_jid);
    }
    for (const role of ROLES) {
      table.sort(ordered[role]!);
    }
    ordered_of.set(room, ordered);
  }
  return ordered;
}

/** Counts the entries of a list that come before an occupant JID. */
function count_before(list: readonly string[], occupant_jid: string): number {
  let low = 0;
  let high = list.length;
  while (low < high) {
    const middle = math.floor((low + high) / 2);
    if (list[middle]! < occupant_jid) {
      low = middle + 1;
    } else {
      high = middle;
    }
  }
  return low;
}

/** Puts an occupant JID in a list, or takes it out. */
function place(list: string[], occupant_jid: string, belongs: boolean): void {
  const before = count_before(list, occupant_jid);
  const is_there = list[before] === occupant_jid;
  if (belongs && !is_there) {
    table.insert(list, before + 1, occupant_jid);
  } else if (is_there && !belongs) {
    table.remove(list, before + 1);
  }
}

/**
 * Notes that an occupant of a user (a bare JID) has come, gone, has another role, or that another user has
 * its nick.
 */
export function update(room: MucRoom, occupant_jid: string, user: string): void {
  const occupant = room._occupants[occupant_jid];
  const users = users_of.get(room) as multimaps.Multimap | undefined;
  if (users && occupant && occupant.bare_jid === user) {
    multimaps.add(users, user, occupant_jid);
  } else if (users) {
    multimaps.remove(users, user, occupant_jid);
  }
  const ordered = ordered_of.get(room) as Ordered | undefined;
  if (ordered) {
    for (const role of ROLES) {
      place(ordered[role]!, occupant_jid, occupant !== undefined && occupant.role === role);
    }
  }
}

/**
 * Finds the occupant of a user (a bare JID). Somebody else may have the nick by now, which is not published
 * yet.
 */
function occupant_of(room: MucRoom, occupant_jid: string, user: string): MucOccupant | undefined {
  const occupant = room._occupants[occupant_jid];
  return occupant && occupant.bare_jid === user ? occupant : undefined;
}

function is_visible(prober: probers.Prober, occupant_jid: string, user: string): boolean {
  const occupant = occupant_of(prober.room, occupant_jid, user);
  return occupant !== undefined && probers.sees(prober, user, occupant.role);
}

/** Finds the first occupant JID of a user (a bare JID), in order of nick, that the prober may see. */
export function find_first(prober: probers.Prober, user: string): string | undefined {
  const users = by_user(prober.room);
  let first = multimaps.single(users, user);
  if (first !== undefined) {
    return is_visible(prober, first, user) ? first : undefined;
  }
  for (const [occupant_jid] of pairs(multimaps.values(users, user))) {
    if ((first === undefined || occupant_jid < first) && is_visible(prober, occupant_jid, user)) {
      first = occupant_jid;
    }
  }
  return first;
}

/** Lists the prober's own occupant JIDs whose role the prober may not see otherwise, in order. */
function own_hidden(prober: probers.Prober): string[] {
  const own: string[] = [];
  for (const [occupant_jid] of pairs(multimaps.values(by_user(prober.room), prober.user))) {
    const occupant = occupant_of(prober.room, occupant_jid, prober.user);
    if (occupant && !probers.sees_role(prober, occupant.role)) {
      table.insert(own, occupant_jid);
    }
  }
  table.sort(own);
  return own;
}

/** The lists do not overlap. Each is in order. */
function visible_lists(prober: probers.Prober): string[][] {
  const ordered = in_order(prober.room);
  const lists = [own_hidden(prober)];
  for (const role of ROLES) {
    if (probers.sees_role(prober, role)) {
      table.insert(lists, ordered[role]!);
    }
  }
  return lists;
}

export function count_visible(prober: probers.Prober): number {
  let count = 0;
  for (const list of visible_lists(prober)) {
    count += list.length;
  }
  return count;
}

/**
 * Lists occupant JIDs that the prober may see, in order of nick: the first after the nick `after`, which may
 * be that of nobody, and `most` at most.
 */
export function page(prober: probers.Prober, after: string | undefined, most: number): string[] {
  // No text comes between a nick and the same with a zero byte.
  const least = after !== undefined ? `${prober.room.jid}/${after}\0` : `${prober.room.jid}/`;
  const parts: { readonly list: string[]; listed: number }[] = [];
  for (const list of visible_lists(prober)) {
    table.insert(parts, { list, listed: count_before(list, least) });
  }
  const occupant_jids: string[] = [];
  while (occupant_jids.length < most) {
    let lowest: string | undefined;
    let from = parts[0]!;
    for (const part of parts) {
      const occupant_jid = part.list[part.listed];
      if (occupant_jid !== undefined && (lowest === undefined || occupant_jid < lowest)) {
        lowest = occupant_jid;
        from = part;
      }
    }
    if (lowest === undefined) {
      break;
    }
    table.insert(occupant_jids, lowest);
    from.listed += 1;
  }
  return occupant_jids;
}
