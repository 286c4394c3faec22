// stanza in a room: it has events for rooms, and no list of who is in them.
import { createClient } from "stanza";
import { host, jid, nick, obey, password, port, room, tell } from "./commands.js";

const xmpp = createClient({
  jid,
  password,
  transports: { websocket: `ws://${host}:${port}/xmpp-websocket`, bosh: false },
});
const emit = xmpp.emit.bind(xmpp);
xmpp.emit = (name, ...parameters) => {
  if (/^(presence|available|unavailable|muc)(:|$)/.test(name) && !name.includes(":id:"))
    tell({ event: name });
  return emit(name, ...parameters);
};
await new Promise((resolve) => {
  xmpp.on("session:started", resolve);
  xmpp.connect();
});
await obey({
  async join() {
    await xmpp.joinRoom(room, nick);
    tell({ event: "joined" });
  },
  probe: (to) => xmpp.sendPresence({ to, type: "probe" }),
  leave: () => void xmpp.leaveRoom(room).catch(() => undefined),
  list: () => tell({ occupants: undefined }),
});
