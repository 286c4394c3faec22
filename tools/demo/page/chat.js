// Converse.js in the room of the demonstration, as whom the address says: chat.html?as=NICK, and with &batches
// with its plugin that asks for all authors of archived messages at once, in place of one probe for each.
import converse from "./converse/converse.min.js";

const ROOM = "verona@conference.localhost";
const MUC_USER = "http://jabber.org/protocol/muc#user";

const CAST = ["Romeo", "Juliet", "Mercutio", "Tybalt", "Benvolio"];

const address = new URLSearchParams(location.search);
const asked = address.get("as") ?? "";
const nick = CAST.find((name) => name.toLowerCase() === asked.toLowerCase());
const account = nick?.toLowerCase();
const inBatches = address.has("batches");

/** Says in the place of the chat why there is none. */
function giveUp(text) {
  document.querySelector("#whose").textContent = text;
  document.querySelector("main").remove();
  document.querySelector("aside").remove();
}

/** Lists whom this client asks about, and what it is told. */
converse.plugins.add("list-probes", {
  initialize() {
    const { api } = this._converse;
    api.listen.on("connectionInitialized", () => {
      const connection = api.connection.get();
      connection.xmlOutput = (stanza) => {
        const targets = targetsOf(stanza);
        if (targets.length > 0) exchanges.push(new Exchange(stanza, targets));
      };
      connection.xmlInput = (stanza) => {
        exchanges.find((exchange) => exchange.isAnswer(stanza))?.take(stanza);
      };
    });
    api.listen.on("will-reconnect", () => {
      document.querySelector("#whose").textContent =
        `${nick}: the server does not answer. Is it still running?`;
    });
    api.listen.on("reconnected", showWhose);
  },
});

function showWhose() {
  document.title = `${nick} in Verona`;
  document.querySelector("#whose").textContent = `${nick}'s window`;
}

/** The occupant JIDs that a stanza asks for: a probe for one, a batch for any number, others for none. */
function targetsOf(stanza) {
  if (stanza.getAttribute("type") === "probe") return [stanza.getAttribute("to")];
  const query = stanza.firstElementChild;
  if (stanza.nodeName !== "iq" || query?.getAttribute("xmlns") !== MUC_USER) return [];
  return [...query.children].map((item) => item.getAttribute("jid"));
}

/** What an answer says, in a few words. */
function wordsFor(stanza) {
  const type = stanza.getAttribute("type");
  if (type === "error") {
    const condition = stanza.querySelector("error")?.firstElementChild?.nodeName;
    return condition === "resource-constraint" ? "told to wait" : `refused (${condition})`;
  }
  const item = stanza.querySelector("item");
  const affiliation = item?.getAttribute("affiliation") ?? "none";
  if (type === "unavailable") return affiliation === "none" ? "nobody there" : `away, ${affiliation}`;
  return `present, ${affiliation === "none" ? item?.getAttribute("role") : affiliation}`;
}

/** A probe or a batch, and what was answered: a line in the list, with the stanzas behind it. */
class Exchange {
  #batchId;
  #told = new Map();
  #open;
  #summary = document.createElement("summary");
  #details = document.createElement("details");

  constructor(stanza, targets) {
    this.#batchId = stanza.nodeName === "iq" ? stanza.id : undefined;
    this.#open = new Set(targets);
    for (const target of targets) this.#told.set(target, "no answer yet");
    this.#details.append(this.#summary);
    this.#show("sent", stanza);
    const line = document.createElement("li");
    line.append(this.#details);
    document.querySelector("#exchanges").append(line);
    document.querySelector("#nothing-yet").hidden = true;
    line.scrollIntoView();
  }

  /** Whether a stanza answers one of its questions that is open. */
  isAnswer(stanza) {
    if (stanza.nodeName === "iq") return this.#batchId !== undefined && stanza.id === this.#batchId;
    return stanza.nodeName === "presence" && this.#open.has(stanza.getAttribute("from"));
  }

  take(stanza) {
    if (stanza.nodeName === "presence") {
      const target = stanza.getAttribute("from");
      this.#open.delete(target);
      this.#told.set(target, wordsFor(stanza));
    } else if (stanza.getAttribute("type") === "error") {
      for (const target of this.#open) this.#told.set(target, wordsFor(stanza));
      this.#open.clear();
    }
    this.#show("received", stanza);
  }

  #show(direction, stanza) {
    const text = document.createElement("code");
    text.className = direction;
    text.textContent = stanza.outerHTML.replace(' xmlns="jabber:client"', "");
    this.#details.append(text);
    const told = [...this.#told].map(([target, words]) => `${target.slice(ROOM.length + 1)}: ${words}`);
    this.#summary.textContent = `${nick} asked about ${told.join("; ")}`;
  }
}

const exchanges = [];

/** Its plugin for batches was written for Converse.js 10, which had these two in another place. */
converse.plugins.add("as-converse-10", {
  initialize() {
    Object.assign(this._converse, { log: converse.env.log, CHATROOMS_TYPE: "chatroom" });
  },
});
if (inBatches) await import("./muc-presence-probe.js");

if (nick === undefined) {
  const people = CAST.join(", ");
  giveUp(
    asked === "" ? `Say who you are: add ?as= and one of ${people}` : `There is no ${asked}, only ${people}`,
  );
} else {
  showWhose();
  start();
}

function start() {
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
}
