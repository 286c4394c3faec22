/** For administrators: commands of `prosodyctl shell`, from Prosody 13.0 on; before that nobody asks for them. */

import * as jid from "util.jid";
import type { Stanza } from "util.stanza";
import * as probers from "./probers";
import * as rooms from "./rooms";

/** What a prober would be told about an occupant JID. */
type Ask = (
  this: void,
  room: MucRoom,
  prober: string,
  occupant_jid: string,
) => LuaMultiReturn<[outcome: string, presence: Stanza | undefined]>;

/** What a command returns: whether it went well, and what to print. */
type Result = LuaMultiReturn<[ok: boolean, message: string]>;

const SECTION = "muc_probe";
const SECTION_DESC = "Presence probes in chat rooms";

function tell(ask: Ask, occupant_jid: string | undefined, user_jid: string | undefined): Result {
  const target = jid.prep(occupant_jid);
  const user = jid.prep(user_jid);
  if (target === undefined || user === undefined || jid.resource(target) === undefined) {
    return $multi(
      false,
      "Give the occupant JID that is asked for (room@service/nick) and the JID of the user who asks",
    );
  }
  const room = rooms.find(target);
  if (room === undefined) {
    return $multi(false, "No such room");
  }
  const prober = probers.find(room, user);
  if (prober === undefined) {
    return $multi(true, "not-acceptable: the user is not in the room");
  }
  const [outcome, presence] = ask(room, prober, target);
  if (presence === undefined) {
    return $multi(true, "silent: another module takes the answer away");
  }
  return $multi(true, string.format("%s: %s", outcome, tostring(presence)));
}

/** Offers the commands: what a user would be told, and the counters. */
export function offer(ask: Ask, describe_answers: (this: void) => string): void {
  module.add_item("shell-command", {
    section: SECTION,
    section_desc: SECTION_DESC,
    name: "ask",
    desc: "What a user would be told about a nick",
    args: [
      { name: "occupant_jid", type: "string" },
      { name: "user_jid", type: "string" },
    ],
    host_selector: "occupant_jid",
    handler: (occupant_jid, user_jid) => tell(ask, occupant_jid, user_jid),
  });
  module.add_item("shell-command", {
    section: SECTION,
    section_desc: SECTION_DESC,
    name: "answers",
    desc: "How many answers there were since the module was loaded, by outcome",
    args: [{ name: "service", type: "string" }],
    host_selector: "service",
    handler: () => $multi(true, describe_answers()),
  });
}
