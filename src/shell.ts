/** The commands of `prosodyctl shell` for administrators. Before Prosody 13.0, nothing reads them. */

import * as jid from "util.jid";
import * as answers from "./answers";
import * as followers from "./followers";
import * as jids from "./jids";
import * as options from "./options";
import * as policies from "./policies";
import * as probers from "./probers";
import * as rooms from "./rooms";
import * as statistics from "./statistics";

/** The results of a command: whether it went well, and the text to print. */
type Result = LuaMultiReturn<[ok: boolean, message: string]>;

/** A command; the shell calls it with the arguments. */
type Handler = (this: object, first?: string, second?: string) => Result;

const SECTION = "muc_probe";
const SECTION_DESC = "Presence probes in chat rooms";
const CHOICES = `default, ${table.concat(options.POLICIES, ", ")}`;

/** Adds a command. The first argument names the service, by itself or in a JID. */
function add(name: string, desc: string, help: string, args: readonly string[], handler: Handler): void {
  const typed_args: { name: string; type: string }[] = [];
  for (const arg of args) {
    table.insert(typed_args, { name: arg, type: "string" });
  }
  module.add_item("shell-command", {
    section: SECTION,
    section_desc: SECTION_DESC,
    name,
    desc,
    help,
    args: typed_args,
    host_selector: args[0]!,
    handler,
  });
}

/** Finds a room by the JID that an administrator typed. */
function find_room(written: string | undefined): MucRoom | undefined {
  const room_jid = jid.prep(written);
  return room_jid === undefined ? undefined : rooms.find(room_jid);
}

/** Finds the full JID of a session of the user. Looks at every occupant. */
function find_session(room: MucRoom, bare_jid: string): string | undefined {
  for (const [, occupant] of room.each_occupant(true)) {
    if (occupant.bare_jid === bare_jid) {
      return occupant.jid;
    }
  }
  return undefined;
}

/** Tells what a user would be told about an occupant JID. */
function ask(occupant_jid: string | undefined, user_jid: string | undefined): Result {
  const target = jid.prep(occupant_jid);
  const user = jid.prep(user_jid);
  if (!target || !user || !jids.has_resource(target)) {
    return $multi(
      false,
      "Give the occupant JID that is asked for (room@service/nick) and the JID of the user who asks",
    );
  }
  const room = find_room(target);
  if (!room) {
    return $multi(false, "No such room");
  }
  const session = find_session(room, user) || user;
  if (!probers.is_in_room(room, session)) {
    return $multi(true, "not-acceptable: the user is not in the room");
  }
  const prober = { session, user: jids.bare(session), room };
  const [outcome, presence] = answers.about_nick(prober, target);
  if (!presence) {
    return $multi(true, "silent: nothing is sent");
  }
  return $multi(true, string.format("%s: %s", outcome, tostring(presence)));
}

/**
 * Visits each room that keeps a policy of its own. Prosody loads each room of the service for this, and may
 * swap it to disk again when it loads the next one: a room that is saved only after that loses its occupants.
 */
function each_with_policy(visit: (this: void, room: MucRoom, policy: policies.Policy) => void): void {
  const muc = rooms.loaded_module("muc");
  if (!muc) {
    return;
  }
  for (const room of muc.each_room()) {
    const kept = policies.kept_by(room);
    if (kept) {
      visit(room, kept);
    }
  }
}

function describe_service(): string {
  if (options.owners_choose) {
    return `${module.host}: ${options.hidden}`;
  }
  return `${module.host}: ${options.hidden} (what rooms keep does not count: muc_probe_owners_choose is false)`;
}

/** Lists the policy of the service, and of each room that keeps one. */
function list_policies(): Result {
  const lines: string[] = [];
  each_with_policy((room, policy) => {
    table.insert(lines, `${room.jid}: ${policy}`);
  });
  table.sort(lines);
  table.insert(lines, 1, describe_service());
  return $multi(true, table.concat(lines, "\n"));
}

/** Sets the policy of a room, and saves the room. */
function change_policy(room: MucRoom, value: policies.Choice): void {
  policies.set(room, value);
  room.save();
}

/** Sets the policy of a room. */
function set_policy(room_jid: string | undefined, value: string | undefined): Result {
  const room = find_room(room_jid);
  if (!room) {
    return $multi(false, "No such room");
  }
  if (!policies.is_choice(value)) {
    return $multi(false, `Give one of ${CHOICES}`);
  }
  change_policy(room, value);
  followers.review(room);
  return $multi(
    true,
    string.format("%s: %s\n%s", room.jid, policies.kept_by(room) || "default", describe_service()),
  );
}

/** Sets the policy of all rooms that keep one of their own, and saves them. */
function set_policies(value: string | undefined): Result {
  if (!policies.is_choice(value)) {
    return $multi(false, `Give one of ${CHOICES}`);
  }
  const changed: string[] = [];
  each_with_policy((room) => {
    change_policy(room, value);
    table.insert(changed, room.jid);
  });
  // Not in the walk above: handlers of other modules may wait while followers are told, and rooms come and
  // go.
  for (const room_jid of changed) {
    followers.review_at(room_jid);
  }
  return $multi(true, string.format("Rooms set to %s: %d", value, changed.length));
}

export function start(): void {
  add(
    "ask",
    "Show what a user would be told about a nick",
    "Shows the answer to a presence probe of an occupant JID by a user, and sends nothing. " +
      "The user is given by full JID, or by bare JID for any session in the room.",
    ["occupant_jid", "user_jid"],
    (occupant_jid, user_jid) => ask(occupant_jid, user_jid),
  );
  add(
    "answers",
    "Show how many probes were answered",
    "Shows how many answers there were since the module was loaded, by outcome.",
    ["service"],
    () => $multi(true, statistics.describe()),
  );
  add(
    "followers",
    "Show how many people are followed",
    "Shows how many sessions follow, and how many people are followed.",
    ["service"],
    () => $multi(true, followers.describe()),
  );
  add(
    "policies",
    "Show who may probe hidden occupants",
    "Shows the policy of the service, and of each room that keeps one of its own. Loads every room of the service.",
    ["service"],
    () => list_policies(),
  );
  add(
    "set_policy",
    "Set who may probe hidden occupants of a room",
    `Sets the policy of a room, to one of ${CHOICES}. With "default" the room follows the service.`,
    ["room_jid", "policy"],
    (room_jid, policy) => set_policy(room_jid, policy),
  );
  add(
    "set_policies",
    "Set who may probe hidden occupants of all rooms that keep a policy",
    `Sets the policy of each room that keeps one of its own, to one of ${CHOICES}. With "default" they all follow the service.`,
    ["service", "policy"],
    (_, policy) => set_policies(policy),
  );
}
