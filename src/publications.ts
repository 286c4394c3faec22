/**
 * Sees every presence that Prosody publishes. Prosody's event comes before it routes, and tells neither the
 * role before nor whether it will route: so its method is wrapped too.
 */

import type * as events from "util.events";
import type * as st from "util.stanza";
import * as changes from "./changes";
import * as followers from "./followers";
import * as occupant_ids from "./occupant_ids";
import * as occupant_lists from "./occupant_lists";
import * as rooms from "./rooms";

/** The parts of a publication that handlers of `muc-broadcast-presence` have settled. */
type Settled = Pick<followers.Publication, "stanza" | "nick" | "actor" | "reason">;

/** The decisions of handlers, by the `<x/>` of the publication. */
const settled_by_x = setmetatable(new LuaTable<st.Stanza, Settled>(), { __mode: "k" });

/**
 * Notes a publication after all handlers, whatever they return. Prosody goes on with its own stanza, not a
 * replaced one.
 */
const on_broadcast: events.Wrapper = (handlers, event_name, event_data) => {
  const { stanza, x, occupant } = event_data as MucBroadcastPresence;
  const handled = handlers(event_name, event_data);
  if (followers.has_followers(occupant)) {
    const { nick, actor, reason } = event_data as MucBroadcastPresence;
    settled_by_x.set(x, { stanza, nick, actor, reason });
  }
  return handled;
};

/**
 * Finds which presence Prosody sends to the others in the room; nil for none (muc.lib.lua,
 * `publicise_occupant_status`).
 */
function sent_by_prosody(
  room: MucRoom,
  occupant: MucOccupant,
  stanza: st.Stanza,
  prev_role: MucOccupant["role"],
  force_unavailable: boolean | undefined,
): followers.Publication["sent"] {
  const roles = room.get_presence_broadcast && room.get_presence_broadcast();
  if (!roles || roles[occupant.role || "none"] || force_unavailable) {
    return stanza.attr.type === undefined ? "available" : "unavailable";
  }
  if (prev_role && roles[prev_role]) {
    return "unavailable";
  }
  return undefined;
}

/** Updates the lists after a change of a user's occupant. */
function update_lists(room: MucRoom, occupant: MucOccupant): void {
  changes.note(room);
  occupant_lists.update(room, occupant.nick, occupant.bare_jid);
  occupant_ids.update(room, occupant.bare_jid);
}

/** Runs after all handlers that may change the nick, or wait. */
const AFTER_POLICIES = -1000;

/** Occupants that lose a session, by the occupant that replaces them in their nick. */
const replaced_by = setmetatable(new LuaTable<MucOccupant, MucOccupant>(), { __mode: "k" });

function loses_a_session(there: MucOccupant, coming: MucOccupant): boolean {
  for (const [session] of pairs(there.sessions)) {
    if (coming.sessions[session] === undefined) {
      return true;
    }
  }
  return false;
}

/**
 * Notes whom an occupant will replace: Prosody publishes nothing of that. It happens where registered nicks
 * are enforced, and where another module's handler waits while somebody takes the nick.
 */
function before_coming(room: MucRoom, coming: MucOccupant): void {
  const there = room._occupants[coming.nick];
  if (there === undefined) {
    // Another module's handler may have failed when the last one left.
    followers.end_unless_of(room, coming.nick);
  } else if (loses_a_session(there, coming)) {
    replaced_by.set(coming, there);
  }
}

/** Forgets the occupant that another has replaced, and tells its followers. */
function forget_replaced(room: MucRoom, occupant: MucOccupant): void {
  const replaced = replaced_by.get(occupant) as MucOccupant | undefined;
  if (replaced) {
    replaced_by.delete(occupant);
    update_lists(room, replaced);
    for (const [session] of pairs(replaced.sessions)) {
      followers.forget_unless_in(room, session);
    }
  }
  followers.end_former(room, occupant.nick);
}

type Publicise = (
  this: void,
  room: MucRoom,
  occupant: MucOccupant,
  x: st.Stanza & Partial<MucPresencePayloads>,
  nick: string | undefined,
  actor: string | undefined,
  reason: string | undefined,
  prev_role: MucOccupant["role"],
  force_unavailable: boolean | undefined,
  recipient: MucOccupant | undefined,
) => unknown;

type HandleKickable = (
  this: void,
  room: MucRoom,
  origin: ProsodySession,
  stanza: st.Stanza,
) => boolean | undefined;

/** Those methods of mod_muc's rooms that are wrapped. */
interface Methods {
  publicise_occupant_status: Publicise;
  handle_kickable: HandleKickable;
}

let room_mt: Methods | undefined;

/** Prosody's own methods. */
let publicise: Publicise;
let handle_kickable: HandleKickable;

/** Publishes an occupant's presence as Prosody does, then tells the followers. */
const publicise_and_tell: Publicise = (
  room,
  occupant,
  x,
  nick,
  actor,
  reason,
  prev_role,
  force_unavailable,
  recipient,
) => {
  update_lists(room, occupant);
  forget_replaced(room, occupant);
  const result = publicise(room, occupant, x, nick, actor, reason, prev_role, force_unavailable, recipient);
  const base_x = x.base || x;
  const settled = settled_by_x.get(base_x) as Settled | undefined;
  if (settled) {
    settled_by_x.delete(base_x);
    followers.publish({
      room,
      occupant,
      stanza: settled.stanza,
      full_x: x.full || base_x,
      anonymous_x: x.anon || base_x,
      prev_role,
      nick: settled.nick,
      actor: settled.actor,
      reason: settled.reason,
      sent: sent_by_prosody(room, occupant, settled.stanza, prev_role, force_unavailable),
    });
  }
  // In the middle of a change of nick, the session is under neither.
  if (nick === undefined) {
    followers.review_occupant(room, occupant);
  }
  return result;
};

/**
 * Puts a session out of a room after an error, as Prosody does. Prosody publishes nothing if the occupant has
 * other sessions.
 */
const handle_kickable_and_forget: HandleKickable = (room, origin, stanza) => {
  const handled = handle_kickable(room, origin, stanza);
  followers.forget_unless_in(room, stanza.attr.from!);
  return handled;
};

/** Begins to see what Prosody publishes. */
export function start(): void {
  room_mt = rooms.loaded_module("muc")!.room_mt as unknown as Methods;
  publicise = room_mt.publicise_occupant_status;
  handle_kickable = room_mt.handle_kickable;
  room_mt.publicise_occupant_status = publicise_and_tell;
  room_mt.handle_kickable = handle_kickable_and_forget;
  module.wrap_event("muc-broadcast-presence", on_broadcast);
  module.hook(
    "muc-occupant-pre-join",
    (event) => {
      before_coming(event.room, event.occupant);
    },
    AFTER_POLICIES,
  );
  module.hook(
    "muc-occupant-pre-change",
    (event) => {
      before_coming(event.room, event.dest_occupant);
    },
    AFTER_POLICIES,
  );
  module.hook("muc-occupant-session-new", (event) => {
    update_lists(event.room, event.occupant);
  });
  module.hook("muc-set-affiliation", (event) => {
    changes.note(event.room);
    occupant_ids.update(event.room, event.jid);
  });
}

/** Leaves Prosody's methods as they were, unless another module has wrapped them since. */
export function stop(): void {
  if (room_mt && room_mt.publicise_occupant_status === publicise_and_tell) {
    room_mt.publicise_occupant_status = publicise;
  }
  if (room_mt && room_mt.handle_kickable === handle_kickable_and_forget) {
    room_mt.handle_kickable = handle_kickable;
  }
}
