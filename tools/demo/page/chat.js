// Converse.js in a room of the demonstration, as whom the address says: chat.html?as=NICK. With &room=JID in another room than
// Verona; with &batches it asks for all authors of archived messages at once, in place of one probe for each; with &people it has
// the plugin that asks for those on the screen; with &alone it asks for nobody.
import "./own-storage.js";
import converse from "./converse/converse.min.js";
import { Exchanges } from "./exchanges.js";

const CAST = ["Romeo", "Juliet", "Mercutio", "Tybalt", "Benvolio"];
/** Up to this width the list of people takes the whole window. */
const NARROW = matchMedia("(max-width: 479px)");
/** A client need not ask at once: who only wrote a farewell is gone after that time. */
const PROBE_MILLISECONDS = 500;

const address = new URLSearchParams(location.search);
const asked = address.get("as") ?? "";
const nick = CAST.find((name) => name.toLowerCase() === asked.toLowerCase());
const room = address.get("room") ?? "verona@conference.localhost";
const inBatches = address.has("batches");
const showsPeople = address.has("people");
/** The time before one scrolls on, how often one does, and how much of the messages on the screen goes away at once. */
const SCROLL = { milliseconds: 1_200, times: 16, part: 0.8 };

const whose = document.querySelector("#whose");
const notice = document.querySelector("#notice");

// Converse.js completes names with the Tab key, and nobody would come out of its text field by keyboard.
addEventListener("keydown", (event) => event.key === "Tab" && event.stopImmediatePropagation(), true);

/** Says in the place of the chat that nobody has this name, and who there is. */
function askWho() {
  document.body.classList.add("nobody");
  whose.textContent = asked === "" ? "Who are you?" : `There is no ${asked}`;
  document.querySelector("main").replaceChildren(
    ...CAST.map((name) => {
      const link = document.createElement("a");
      address.set("as", name);
      link.href = `?${address}`;
      link.textContent = `Enter as ${name}`;
      return link;
    }),
  );
  document.querySelector("aside").remove();
}

/** A colour on which white can be read. */
function colourOf(name) {
  const hue = [...name].reduce((sum, letter) => (sum * 53 + letter.codePointAt(0)) % 360, 0);
  return `oklch(0.5 0.12 ${hue})`;
}

let exchanges;
let lastCount;
converse.plugins.add("list-exchanges", {
  initialize() {
    const { api } = this._converse;
    exchanges = new Exchanges(nick, document.querySelector("#exchanges"), (detail) => {
      lastCount = detail;
      window.frameElement?.dispatchEvent(new CustomEvent("count", { detail }));
    });
    api.listen.on("connectionInitialized", () => {
      const connection = api.connection.get();
      connection.xmlOutput = (stanza) => exchanges.sent(stanza);
      connection.xmlInput = (stanza) => exchanges.received(stanza);
    });
  },
});

converse.plugins.add("tell-connection", {
  initialize() {
    const { api } = this._converse;
    const lost = () => {
      notice.textContent = "The server does not answer. Is it still running?";
    };
    api.listen.on("will-reconnect", lost);
    api.listen.on("disconnected", lost);
    api.listen.on("reconnected", () => {
      notice.textContent = "";
    });
    api.listen.on("enteredNewRoom", () => window.frameElement?.dispatchEvent(new Event("entered")));
  },
});

/** A button for the list of people, which Converse.js hides in its menu, and by itself in any narrow window. */
converse.plugins.add("people-button", {
  initialize() {
    const { api } = this._converse;
    const button = document.querySelector("#people");
    // Once: it is the same room after the server was away.
    api.listen.once("enteredNewRoom", (muc) => {
      const isShown = () => !muc.get("hidden_occupants");
      const fit = () => muc.save({ hidden_occupants: NARROW.matches });
      const label = () => {
        button.textContent = `People (${muc.occupants.length})`;
        button.setAttribute("aria-pressed", String(isShown()));
      };
      muc.on("change:hidden_occupants", label);
      muc.occupants.on("add remove", label);
      button.addEventListener("click", () => muc.save({ hidden_occupants: isShown() }));
      NARROW.addEventListener("change", fit);
      fit();
      button.hidden = false;
      label();
    });
  },
});

/** Converse.js colours people by their ids, and messages of people it knows nothing of by other ones; in another room all differ. */
converse.plugins.add("one-colour-for-each-nick", {
  initialize() {
    const { api } = this._converse;
    const paint = (model, name) => name && model.set("color", colourOf(name));
    api.listen.on("chatRoomInitialized", (muc) => {
      muc.occupants.on("add", (occupant) => paint(occupant, occupant.get("nick")));
    });
    api.listen.on("chatRoomMessageInitialized", (message) => paint(message, message.get("nick")));
  },
});

/** Asks one by one for those who write live, where a batch asks for the authors in the archive. */
converse.plugins.add("probe-for-live-authors", {
  initialize() {
    const { api } = this._converse;
    const seen = new WeakSet();
    api.listen.on("chatRoomMessageInitialized", (message) => {
      const { occupant } = message;
      if (!inBatches || occupant === undefined || seen.has(occupant)) return;
      seen.add(occupant);
      if (message.get("is_archived") || occupant.get("affiliation") !== undefined) return;
      setTimeout(
        () => api.user.presence.send({ to: message.get("from"), type: "probe" }),
        PROBE_MILLISECONDS,
      );
    });
  },
});

/** Its plugin for batches was written for Converse.js 10, which had these two in another place. */
converse.plugins.add("as-converse-10", {
  initialize() {
    Object.assign(this._converse, { log: converse.env.log, CHATROOMS_TYPE: "chatroom" });
  },
});
if (inBatches) await import("./muc-presence-probe.js");
if (showsPeople) {
  window.converse = converse;
  await import("./converse-muc-people.js");
}

const look = () => new Promise((resolve) => setTimeout(resolve, SCROLL.milliseconds));

/** Resolves when nothing was asked or told for a while, and no answer is awaited: those on the screen are followed then. */
async function rest() {
  let before;
  do {
    before = lastCount;
    await look();
  } while (before !== lastCount || exchanges.areAwaited);
}

/** Scrolls by as much as is said of an element until there is no more, and has not been the time before. */
async function scrollThrough(element, distance) {
  const seen = [];
  for (let i = 0; i < SCROLL.times && !(i > 1 && element.scrollTop === seen.at(-2)); i += 1) {
    seen.push(element.scrollTop);
    element.scrollBy({ top: distance(element), behavior: "smooth" });
    await rest();
  }
}

/** Finds the element to scroll to see all that an element is among. */
function scrollerOf(element) {
  const isScroller = ({ scrollHeight, clientHeight }) => scrollHeight > clientHeight;
  while (element.parentElement && !(isScroller(element) && getComputedStyle(element).overflowY === "auto"))
    element = element.parentElement;
  return element;
}

/** Looks through the list of people, which a narrow window does not show by itself. */
async function lookThroughPeople() {
  const isHidden = document.querySelector("converse-muc-occupants") === null;
  const button = document.querySelector("#people");
  if (isHidden) button.click();
  await look();
  // The list grows when its end is seen.
  await scrollThrough(scrollerOf(document.querySelector("li.occupant")), ({ scrollHeight }) => scrollHeight);
  if (isHidden) button.click();
}

/** Looks back through the messages, and comes back to the newest. */
async function lookThroughMessages() {
  const messages = document.querySelector(".chat-content__messages");
  await scrollThrough(messages, ({ clientHeight }) => -SCROLL.part * clientHeight);
  messages.scrollTo({ top: messages.scrollHeight });
  await rest();
}

async function lookThrough() {
  await lookThroughPeople();
  await lookThroughMessages();
  window.frameElement.dispatchEvent(new Event("looked-through"));
}
addEventListener("look-through", () => void lookThrough());

function start() {
  // A window within the page that explains it has no need of the way back.
  if (window.frameElement) {
    document.querySelector("header a").remove();
    document.body.classList.add("framed");
  }
  if (address.has("alone")) document.querySelector("#nothing-yet").textContent = "It asks about nobody.";
  document.title = `${nick} in Verona`;
  whose.textContent = `${nick}'s window`;
  const account = nick.toLowerCase();
  converse.initialize({
    jid: `${account}@localhost`,
    password: account,
    auto_login: true,
    websocket_url: `ws://${location.host}/xmpp-websocket`,
    discover_connection_methods: false,
    auto_join_rooms: [{ jid: room, nick }],
    muc_send_probes: !["batches", "people", "alone"].some((way) => address.has(way)),
    muc_hats: ["owner", "admin", "member", "moderator", "participant", "visitor"],
    whitelisted_plugins: [
      "list-exchanges",
      "tell-connection",
      "people-button",
      "one-colour-for-each-nick",
      "probe-for-live-authors",
      "as-converse-10",
      "muc-presence-probe",
      "muc-people",
    ],
    blacklisted_plugins: ["converse-omemo", "converse-omemo-views"],
    // A low window has no room for it.
    show_toolbar: window.frameElement === null,
    visible_toolbar_buttons: { emoji: true, spoiler: false, toggle_occupants: false, location: false },
    view_mode: "embedded",
    singleton: true,
    assets_path: "/converse",
    persistent_store: "sessionStorage",
    allow_bookmarks: false,
    i18n: "en",
  });
}

if (nick === undefined) askWho();
else start();
