/** Shows the hats of occupants in their presences, and has owners give them by `!hat NICK TITLE` (XEP-0317). */
import * as jid from "util.jid";
import * as st from "util.stanza";

const XMLNS = "urn:xmpp:hats:0";

/** The element with the hats that a user wears; `undefined` without any. */
function hats_element(room: MucRoom, bare_jid: string): st.Stanza | undefined {
  const hats = room.get_affiliation_data(bare_jid, "hats");
  if (hats === undefined) return undefined;
  const element = st.stanza("hats", { xmlns: XMLNS });
  for (const [uri, hat] of pairs(hats)) {
    if (hat?.active === true) element.text_tag("hat", undefined, { uri, title: hat.title });
  }
  return element;
}

function show(event: ProsodyMucEvents["muc-broadcast-presence"]): void {
  const element = hats_element(event.room, event.occupant.bare_jid);
  if (element !== undefined) event.stanza.add_direct_child(element);
}

/** Gives who has a nick a hat. Returns whether somebody has it, and the room can keep hats. */
function give(room: MucRoom, nick: string, title: string): boolean {
  const occupant = room.get_occupant_by_nick(`${room.jid}/${nick}`);
  if (occupant === undefined || room.set_affiliation_data === undefined) return false;
  const uri = `urn:example:hat:${title}`;
  const [ok, reason] = room.set_affiliation_data(occupant.bare_jid, "hats", {
    [uri]: { active: true, title },
  });
  if (ok === undefined) module.log("warn", "no hat for %s: %s", occupant.jid, reason);
  return ok === true;
}

function obey(event: ProsodyMucEvents["muc-occupant-groupchat"]): boolean | undefined {
  const { room, stanza, from } = event;
  const [nick, title] = string.match(stanza.get_child_text("body") ?? "", "^!hat (%S+) (%S+)$");
  if (nick === undefined || title === undefined || room.get_affiliation(from) !== "owner") return undefined;
  event.origin.send(st.reply(stanza).body(give(room, nick, title) ? "done" : "nobody is called so"));
  return true;
}

module.hook("muc-broadcast-presence", show);
module.hook("muc-occupant-groupchat", obey);
module.hook("muc-occupant-joined", (event) => {
  module.log("info", "sample works: muc_hats for %s", jid.resource(event.nick));
});
