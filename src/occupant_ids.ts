/**
 * Finds users by occupant-id (XEP-0421). An id is a function of the room's salt and the user's bare JID: what
 * was computed stays true.
 */

import * as occupant_lists from "./occupant_lists";

/** The bare JIDs of users by their id. */
type Users = Record<string, string | undefined>;

const are_on = module.get_option_boolean("muc_occupant_id", true);

/** Users by id for each room in which somebody was asked for by id. They go with the room. */
const users_of = setmetatable(new LuaTable<MucRoom, Users>(), { __mode: "k" });

/** Rooms have occupant-ids since 0.12, unless they are switched off. */
export function are_shown(room: MucRoom): boolean {
  return are_on && room.get_occupant_id !== undefined;
}

/** Computes the id of a user (a bare JID). The room must have ids. */
function of(room: MucRoom, user: string): string {
  return room.get_occupant_id!({ bare_jid: user } as MucOccupant);
}

/** Lists everybody who is in the room or has an affiliation. */
function read_users(room: MucRoom): Users {
  const users: Users = {};
  for (const [user] of pairs(occupant_lists.by_user(room))) {
    users[of(room, user)] = user;
  }
  for (const [user] of room.each_affiliation()) {
    users[of(room, user)] = user;
  }
  return users;
}

/** Finds the user (a bare JID) among those who are in the room or have an affiliation. */
export function find_user(room: MucRoom, id: string): string | undefined {
  let users = users_of.get(room) as Users | undefined;
  if (users === undefined) {
    users = read_users(room);
    users_of.set(room, users);
  }
  return users[id];
}

/** Notes that a user (a bare JID) has come, gone, or has another affiliation. */
export function update(room: MucRoom, user: string): void {
  const users = users_of.get(room) as Users | undefined;
  if (users === undefined) {
    return;
  }
  if (room._affiliations[user] !== undefined || occupant_lists.has_user(room, user)) {
    users[of(room, user)] = user;
  } else {
    users[of(room, user)] = undefined;
  }
}
