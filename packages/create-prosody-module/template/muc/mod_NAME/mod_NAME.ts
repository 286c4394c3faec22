// Welcomes everybody who enters a room.

import * as jid from "util.jid";
import * as st from "util.stanza";

const welcome = module.get_option_string("NAME_welcome", "Welcome");

/** The greeting for somebody who enters under a nick. */
export function greeting(nick: string): string {
  return `${welcome}, ${nick}!`;
}

/** Greets the one who has entered, and nobody else: a message to all would be kept in the room's history. */
function greet(event: ProsodyMucEvents["muc-occupant-joined"]): void {
  const { room, occupant } = event;
  const nick = jid.resource(occupant.nick)!;
  room.route_to_occupant(occupant, st.message({ type: "groupchat", from: room.jid }, greeting(nick)));
}

module.hook("muc-occupant-joined", greet);
