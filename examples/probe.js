// Joins a room, asks who somebody is, and prints the answer: node probe.js JID PASSWORD ROOM/NICK [PORT]
import { client, xml } from "@xmpp/client";

const [jid, password, target, port = "5222"] = process.argv.slice(2);
const [username, domain] = jid.split("@");
const self = `${target.split("/")[0]}/${username}`;
const xmpp = client({ service: `xmpp://127.0.0.1:${port}`, domain, username, password });
let isInRoom = false;

xmpp.on("online", () => xmpp.send(xml("presence", { to: self }, xml("x", "http://jabber.org/protocol/muc"))));
xmpp.on("stanza", async (stanza) => {
  if (isInRoom && stanza.attrs.from === target) {
    console.log(stanza.toString());
    await xmpp.stop();
  } else if (!isInRoom && stanza.attrs.from === self) {
    isInRoom = true;
    await xmpp.send(xml("presence", { type: "probe", to: target }));
  }
});
await xmpp.start();
