// Converse.js in the room of the demonstration, as whom the address says: chat.html?as=NICK, and with &batches
// with its plugin that asks for all authors of archived messages at once, in place of one probe for each.
import converse from "./converse/converse.min.js";

const ROOM = "verona@conference.localhost";
const MUC_USER = "http://jabber.org/protocol/muc#user";

const address = new URLSearchParams(location.search);
const nick = address.get("as") ?? "Mercutio";
const account = nick.toLowerCase();
const inBatches = address.has("batches");

/** Lists probes and batches as they are sent, and what comes back for them. */
converse.plugins.add("list-probes", {
  initialize() {
    const { api } = this._converse;
    const targets = new Set();
    const batches = new Set();
    api.listen.on("connectionInitialized", () => {
      const connection = api.connection.get();
      connection.xmlOutput = (stanza) => {
        const asked = targetsOf(stanza);
        if (asked.length === 0) return;
        for (const target of asked) targets.add(target);
        if (stanza.nodeName === "iq") batches.add(stanza.id);
        list("sent", stanza);
      };
      connection.xmlInput = (stanza) => {
        const isAnswer =
          stanza.nodeName === "presence" ? targets.has(stanza.getAttribute("from")) : batches.has(stanza.id);
        if (isAnswer) list("received", stanza);
      };
    });
  },
});

/** The occupant JIDs that a stanza asks for: a probe for one, a batch for any number, others for none. */
function targetsOf(stanza) {
  if (stanza.getAttribute("type") === "probe") return [stanza.getAttribute("to")];
  const query = stanza.firstElementChild;
  if (stanza.nodeName !== "iq" || query?.getAttribute("xmlns") !== MUC_USER) return [];
  return [...query.children].map((item) => item.getAttribute("jid"));
}

function list(direction, stanza) {
  const line = document.createElement("li");
  line.className = direction;
  line.textContent = stanza.outerHTML.replace(' xmlns="jabber:client"', "");
  document.querySelector("#stanzas").append(line);
  line.scrollIntoView();
}

/** Its plugin for batches was written for Converse.js 10, which had these two in another place. */
converse.plugins.add("as-converse-10", {
  initialize() {
    Object.assign(this._converse, { log: converse.env.log, CHATROOMS_TYPE: "chatroom" });
  },
});
if (inBatches) await import("./muc-presence-probe.js");

converse.initialize({
  jid: `${account}@localhost/browser`,
  password: account,
  auto_login: true,
  websocket_url: `ws://${location.host}/xmpp-websocket`,
  discover_connection_methods: false,
  auto_join_rooms: [{ jid: ROOM, nick }],
  muc_send_probes: !inBatches,
  muc_hats: ["owner", "admin", "member", "moderator", "participant", "visitor"],
  whitelisted_plugins: ["list-probes", "as-converse-10", "muc-presence-probe"],
  blacklisted_plugins: ["converse-omemo", "converse-omemo-views"],
  view_mode: "embedded",
  singleton: true,
  assets_path: "/converse",
  persistent_store: "sessionStorage",
  allow_bookmarks: false,
  i18n: "en",
});
