// Lists whom this client asks about and what it is told: a plain line for each question, with the stanzas behind it.
const MUC_USER = "http://jabber.org/protocol/muc#user";
const QUERY = "http://modules.prosody.im/mod_muc_probe/1";
const THOSE_WHO_ARE_THERE = "those who are there";
/** Tells an occupant-id from a nick. */
const UNNAMED = "occupant-id ";
/** Status codes: that this is oneself, and that somebody has a new nick. */
const OWN = "110";
const RENAMED = "303";
/** More people than that are counted in place of being named. */
const MOST_NAMED = 3;
/** A server that has not answered by then will not: all run on this machine. */
const ANSWER_MILLISECONDS = 3_000;

/** A probe asks for one, a batch or a query for any number, a page for those who are there; other stanzas for nobody. */
function targetsOf(stanza) {
  if (stanza.getAttribute("type") === "probe") return [stanza.getAttribute("to")];
  const query = stanza.firstElementChild;
  const isQuestion = [MUC_USER, QUERY].includes(query?.getAttribute("xmlns"));
  if (stanza.nodeName !== "iq" || !isQuestion) return [];
  const items = [...query.children].filter((child) => child.nodeName === "item");
  return items.length === 0 ? [THOSE_WHO_ARE_THERE] : items.map(targetOf);
}

/** An item names whom it asks for by occupant JID, nick or occupant-id. */
function targetOf(item) {
  return item.getAttribute("jid") ?? item.getAttribute("nick") ?? `${UNNAMED}${occupantIdIn(item)}`;
}

function occupantIdIn(element) {
  return element.querySelector("occupant-id")?.getAttribute("id");
}

/** Sums up an answer in a few words. */
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

/** The status codes of a presence of a room; nothing of other stanzas. */
function codesOf(stanza) {
  const about = [...stanza.children].find((child) => child.getAttribute("xmlns") === MUC_USER);
  if (stanza.nodeName !== "presence" || about === undefined) return undefined;
  return [...about.querySelectorAll("status")].map((status) => status.getAttribute("code"));
}

/** "Juliet", "Juliet and Mercutio", "Juliet, Mercutio and Tybalt". */
function enumerate(names) {
  if (names.length > MOST_NAMED) return `${names.length} people`;
  return new Intl.ListFormat("en-GB", { type: "conjunction" }).format(names);
}

/** The nick in an occupant JID, or as it is. An occupant-id says nothing to people. */
function nickIn(target) {
  if (target.startsWith(UNNAMED)) return "somebody";
  return target.includes("@") ? target.slice(target.indexOf("/") + 1) : target;
}

/** Sums up a question's answers: those of whom the same is said stand together. */
function summarise(told) {
  const namesByWords = new Map();
  for (const [target, words] of told) {
    const nick = nickIn(target);
    namesByWords.set(words, [...(namesByWords.get(words) ?? []), nick]);
  }
  return [...namesByWords].map(([words, names]) => `${enumerate(names)}: ${words}`).join("; ");
}

/** A probe or a batch, and what was answered. */
class Exchange {
  /** The line of the list. */
  element = document.createElement("li");
  /** Of whom something was told. */
  people = new Set();
  #asker;
  #batchId;
  #told = new Map();
  #open;
  #isLate = false;
  #summary = document.createElement("summary");
  #details = document.createElement("details");

  constructor(asker, stanza, targets) {
    this.#asker = asker;
    this.#batchId = stanza.nodeName === "iq" ? stanza.id : undefined;
    this.#open = new Set(targets);
    this.#details.append(this.#summary);
    this.element.append(this.#details);
    this.#conclude("no answer yet");
    this.#show("sent", stanza);
    setTimeout(() => {
      this.#isLate = true;
      this.#conclude("no answer");
    }, ANSWER_MILLISECONDS);
  }

  get isAwaited() {
    return this.#open.size > 0 && !this.#isLate;
  }

  /** A batch is answered by its id, a probe by a presence of somebody of whom nothing was told yet. */
  isAnswer(stanza) {
    if (stanza.nodeName === "iq") return this.#batchId !== undefined && stanza.id === this.#batchId;
    return stanza.nodeName === "presence" && this.#open.has(stanza.getAttribute("from"));
  }

  take(stanza) {
    this.#show("received", stanza);
    const query = stanza.firstElementChild;
    if (query?.getAttribute("xmlns") === QUERY && stanza.getAttribute("type") === "result")
      this.#takeItems(query);
    else if (stanza.nodeName === "presence") {
      const target = stanza.getAttribute("from");
      this.#open.delete(target);
      this.#told.set(target, wordsFor(stanza));
      this.people.add(occupantIdIn(stanza) ?? target);
      this.#summarise();
    } else if (stanza.getAttribute("type") === "error") {
      this.#conclude(wordsFor(stanza));
      this.#open.clear();
    }
  }

  #takeItems(query) {
    this.#open.clear();
    this.#told.clear();
    for (const item of query.children) {
      if (item.nodeName !== "item") continue;
      const presence = item.querySelector("presence");
      const target = presence?.getAttribute("from") ?? targetOf(item);
      this.#told.set(target, presence ? wordsFor(presence) : "no answer");
      this.people.add(occupantIdIn(item) ?? target);
    }
    if (this.#told.size === 0)
      this.#told.set(THOSE_WHO_ARE_THERE, `${query.querySelector("count")?.textContent} people`);
    this.#summarise();
  }

  /** Says the same of all who are still asked about. */
  #conclude(words) {
    if (this.#open.size === 0) return;
    for (const target of this.#open) this.#told.set(target, words);
    this.#summarise();
  }

  #summarise() {
    this.#summary.textContent = `${this.#asker} asked about ${summarise(this.#told)}`;
  }

  #show(direction, stanza) {
    const text = document.createElement("code");
    text.className = direction;
    text.textContent = stanza.outerHTML.replace(' xmlns="jabber:client"', "");
    this.#details.append(text);
  }
}

/** The list of what one user's client asks. */
export class Exchanges {
  #asker;
  #list;
  #exchanges = [];
  #isInRoom = false;
  #changes = 0;
  #onCount;

  constructor(asker, list, onCount) {
    this.#asker = asker;
    this.#list = list;
    this.#onCount = onCount;
  }

  get areAwaited() {
    return this.#exchanges.some((exchange) => exchange.isAwaited);
  }

  /** Takes note of a stanza that is sent. */
  sent(stanza) {
    const targets = targetsOf(stanza);
    if (targets.length === 0) return;
    const exchange = new Exchange(this.#asker, stanza, targets);
    this.#exchanges.push(exchange);
    this.#list.append(exchange.element);
    this.#list.parentElement.scrollTop = this.#list.parentElement.scrollHeight;
    this.#count();
  }

  /** Takes note of a stanza that comes. */
  received(stanza) {
    const exchange = this.#exchanges.find((exchange) => exchange.isAnswer(stanza));
    if (exchange === undefined) this.#takeNews(codesOf(stanza));
    exchange?.take(stanza);
    this.#count();
  }

  /** Once the client is in the room, what it did not ask for is a change. The old name of somebody is told before the new one. */
  #takeNews(codes) {
    if (codes?.includes(OWN)) this.#isInRoom = true;
    else if (this.#isInRoom && codes && !codes.includes(RENAMED)) this.#changes += 1;
  }

  #count() {
    const { length } = this.#exchanges;
    const people = new Set(this.#exchanges.flatMap((exchange) => [...exchange.people]));
    this.#onCount({ questions: length, people: people.size, changes: this.#changes });
  }
}
