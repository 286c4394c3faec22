/** The answers, ready to be routed. */

import * as jid from "util.jid";
import * as st from "util.stanza";
import type { Prober } from "./probers";
import * as visibility from "./visibility";

const XMLNS_MUC_USER = "http://jabber.org/protocol/muc#user";
const XMLNS_OCCUPANT_ID = "urn:xmpp:occupant-id:0";

const show_occupant_ids = module.get_option_boolean("muc_occupant_id", true);

/** The room is online (contract, other probes). */
export function online(room: MucRoom, prober: Prober, id: string | undefined): st.Stanza {
  return st.presence({ from: room.jid, to: prober.jid, id });
}

/** Nobody has the nick, or so it must seem (contract rows 4 to 6). */
export function unknown(prober: Prober, occupant_jid: string, id: string | undefined): st.Stanza {
  return st
    .presence({ from: occupant_jid, to: prober.jid, type: "unavailable", id })
    .tag("x", { xmlns: XMLNS_MUC_USER })
    .tag("item", { affiliation: "none", role: "none" })
    .up()
    .up();
}

/** The owner of a registered nick is not in the room (contract row 3). */
export function unavailable(
  room: MucRoom,
  prober: Prober,
  occupant: MucOccupant,
  id: string | undefined,
): st.Stanza {
  const nick = jid.resource(occupant.nick);
  const item: st.Attributes = { affiliation: room.get_affiliation(occupant.bare_jid), role: "none", nick };
  if (visibility.of_real_jids(room, prober, occupant)) {
    item.jid = occupant.bare_jid;
  }
  const stanza = st.presence({ from: occupant.nick, to: prober.jid, type: "unavailable", id });
  const x = st.stanza("x", { xmlns: XMLNS_MUC_USER }).tag("item", item).up();
  stanza.add_child(x);
  if (show_occupant_ids === true && room.get_occupant_id !== undefined) {
    stanza.tag("occupant-id", { xmlns: XMLNS_OCCUPANT_ID, id: room.get_occupant_id(occupant) }).up();
  }
  module.fire_event("muc-build-occupant-presence", {
    room,
    stanza,
    x,
    occupant,
    nick,
    bare_jid: occupant.bare_jid,
  });
  stanza.attr.to = prober.jid;
  return stanza;
}

/** A copy of the presence of an occupant's primary session; handlers may change it as they like. */
function copy_presence(occupant: MucOccupant): st.Stanza {
  const presence = occupant.get_presence();
  if (presence === undefined) {
    return st.presence({ from: occupant.nick, type: "unavailable" });
  }
  return st.clone(presence);
}

/**
 * The occupant's presence, as a broadcast to the prober would carry it (contract rows 2 and 7). Elements that a handler
 * left open are closed.
 */
export function present(room: MucRoom, prober: Prober, occupant: MucOccupant): st.Stanza {
  const is_anonymous = !visibility.of_real_jids(room, prober, occupant);
  const stanza = copy_presence(occupant);
  const x = st.stanza("x", { xmlns: XMLNS_MUC_USER });
  const event: MucBuildOccupantPresence = { room, stanza, x, occupant, bare_jid: occupant.bare_jid };
  module.fire_event("muc-build-occupant-presence", event);
  room.build_item_list(occupant, x.reset(), is_anonymous, event.nick);
  stanza.add_direct_child(x);
  stanza.attr.to = prober.jid;
  return stanza;
}
