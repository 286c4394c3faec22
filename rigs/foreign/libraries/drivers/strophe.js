// strophe.js with its plugin for rooms, which keeps a list of who is in them.
import { createRequire } from "node:module";
import { host, jid, nick, obey, password, port, room, tell } from "./commands.js";

// The plugin is written for require(), and must get the same Strophe.
const require = createRequire(import.meta.url);
const { $pres, Strophe } = require("strophe.js");
require("strophejs-plugin-muc");

const xmpp = new Strophe.Connection(`ws://${host}:${port}/xmpp-websocket`);
const typeOf = (stanza) => stanza.getAttribute("type") ?? "available";

await new Promise((resolve) => {
  xmpp.connect(jid, password, (status) => {
    if (status === Strophe.Status.CONNECTED) resolve();
  });
});
xmpp.addHandler((stanza) => tell({ event: `presence ${typeOf(stanza)}` }) ?? true, null, "presence");
await obey({
  join() {
    const onMessage = (message) => {
      if (message.getElementsByTagName("subject").length > 0) tell({ event: "joined" });
      return true;
    };
    const onPresence = (presence) => tell({ event: `pres_handler_cb ${typeOf(presence)}` }) ?? true;
    const onRoster = () => tell({ event: "roster_cb" }) ?? true;
    xmpp.muc.join(room, nick, onMessage, onPresence, onRoster);
  },
  probe: (to) => xmpp.send($pres({ to, type: "probe" })),
  leave: () => void xmpp.muc.leave(room, nick),
  list: () => tell({ occupants: Object.keys(xmpp.muc.rooms[room]?.roster ?? {}).sort() }),
});
