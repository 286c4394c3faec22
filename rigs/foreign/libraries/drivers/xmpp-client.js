// @xmpp/client in a room: it has no layer for rooms, and reports every stanza as it is.
import { client, xml } from "@xmpp/client";
import { domain, host, nick, obey, password, port, room, tell, user } from "./commands.js";

const xmpp = client({ service: `xmpp://${host}:${port}`, domain, username: user, password });
const inRoom = (...children) => xml("presence", { to: `${room}/${nick}` }, ...children);

xmpp.on("stanza", (stanza) => {
  if (stanza.is("presence")) tell({ event: `stanza presence ${stanza.attrs.type ?? ""}`.trim() });
  if (stanza.is("message") && stanza.getChild("subject")) tell({ event: "joined" });
});
await xmpp.start();
await obey({
  join: () => xmpp.send(inRoom(xml("x", "http://jabber.org/protocol/muc"))),
  probe: (to) => xmpp.send(xml("presence", { type: "probe", to })),
  leave: () => xmpp.send(xml("presence", { to: `${room}/${nick}`, type: "unavailable" })),
  list: () => tell({ occupants: undefined }),
});
