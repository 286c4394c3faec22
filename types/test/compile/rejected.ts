// What must not compile.

import * as array from "util.array";
import * as http from "net.http";
import * as it from "util.iterators";
import * as jid from "util.jid";
import * as json from "util.json";
import * as st from "util.stanza";
import * as throttle from "util.throttle";

declare const room: MucRoom;
declare const occupant: MucOccupant;
declare const stanza: st.Stanza;

/* Events */

// @ts-expect-error an unknown kind of address
module.hook("presence/resource", () => undefined);
// @ts-expect-error a pattern with an unknown kind of iq
module.hook("iq-put/bare/urn:example:ping", () => undefined);
// @ts-expect-error a pattern without the element's name
module.hook("iq-get/bare/ping", () => undefined);
// @ts-expect-error an event of the server: hook_global
module.hook("server-stopping", () => undefined);
// @ts-expect-error an event of a host: hook
module.hook_global("muc-occupant-joined", () => undefined);
// @ts-expect-error an event of the server, fired on a host
module.fire_event("server-stopping", {});
// @ts-expect-error an event that tells something, without it
module.fire_event("muc-room-locked");
// @ts-expect-error an event of the server, on a host
module.context("example.com").hook("server-stopping", () => undefined);
// @ts-expect-error not what this handler returns
module.hook("pubsub-summary/urn:example", () => true);
// @ts-expect-error a field that the payload does not have
module.hook("muc-occupant-joined", (event) => event.jid === "");
// @ts-expect-error a field that may be undefined
module.hook("muc-occupant-left", (event) => event.stanza.attr.type === "unavailable");
module.hook("muc-occupant-joined", (event) => {
  // @ts-expect-error a field that is not to be changed
  event.nick = "";
});
// @ts-expect-error not what a handler returns
module.hook("muc-occupant-joined", () => "handled");
// @ts-expect-error not what this handler returns
module.hook("muc-get-default-role", () => "owner");
// @ts-expect-error a field is missing
module.fire_event("muc-room-locked", {});
// @ts-expect-error a field that the payload does not have
module.fire_event("muc-room-locked", { room, why: "" });

/* The module API */

// @ts-expect-error an unknown level
module.log("notice", "text");
// @ts-expect-error an unknown member
module.hook_all();
// @ts-expect-error a member that 0.11 lacks
module.cron({ when: "daily", run: () => undefined });
// @ts-expect-error an unknown kind of store
module.open_store("name", "list");
// @ts-expect-error an option may be missing
const option: string = module.get_option_string("name");
// @ts-expect-error a store may not be had
module.open_store("name")[0].get("user");

/* HTTP */

declare const http_event: ProsodyHttpEvent;
const content_type = http_event.request.headers["content-type"];
if (content_type !== undefined) {
  // @ts-expect-error headers that came have a _ in their names: this is never so
  print(content_type.length);
}
// @ts-expect-error headers that are sent have a - in theirs
http.request("http://localhost/", { headers: { content_type: "text/plain" } });

/* Rooms and occupants */

// @ts-expect-error nil is told
const nick: string = room.get_occupant_jid("user@example.com/resource");
// @ts-expect-error no such role
occupant.role = "owner";
// @ts-expect-error no such affiliation
room.set_affiliation(true, "user@example.com", "moderator");
// @ts-expect-error the actor is missing
room.set_role("room@example.com/nick", "visitor");
// @ts-expect-error a private message's policy, since 13.0
room.set_allow_pm("visitor");

/* Libraries */

// @ts-expect-error nil is told
const bare: string = jid.bare("user@example.com");
// @ts-expect-error a number
jid.node(5);
// @ts-expect-error an iq needs an id
st.iq({ type: "get" });
// @ts-expect-error no such type of error
st.error_reply(stanza, "fatal", "not-allowed");
// @ts-expect-error raises an error without a number
throttle.create(1, 1).poll();
// @ts-expect-error JavaScript's arrays are not there
stanza.tags.map((tag) => tag.name);
// @ts-expect-error the first value is the nick
it.filter((occupant) => occupant.role === "visitor", room.each_occupant());
// @ts-expect-error an array of the first values
const occupants: MucOccupant[] = it.to_array(room.each_occupant());
// @ts-expect-error an array of the first values
const jids: array.Array<[string, ProsodyStanza]> = array.collect(occupant.each_session());
// @ts-expect-error JSON has no functions
json.encode(new LuaMap<string, () => void>());

export { bare, jids, nick, occupants, option };
