// Lists whom this client asks about and what it is told: a plain line for each question, with the stanzas behind it.
const MUC_USER = "http://jabber.org/protocol/muc#user";
/** A server that has not answered by then will not: all run on this machine. */
const ANSWER_MILLISECONDS = 3_000;

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

/** "Juliet", "Juliet and Mercutio", "Juliet, Mercutio and Tybalt". */
function enumerate(names) {
  return new Intl.ListFormat("en-GB", { type: "conjunction" }).format(names);
}

/** What came of a question: those of whom the same is said stand together. */
function summarise(told) {
  const namesByWords = new Map();
  for (const [target, words] of told) {
    const nick = target.slice(target.indexOf("/") + 1);
    namesByWords.set(words, [...(namesByWords.get(words) ?? []), nick]);
  }
  return [...namesByWords].map(([words, names]) => `${enumerate(names)}: ${words}`).join("; ");
}

/** A probe or a batch, and what was answered. */
class Exchange {
  /** The line of the list. */
  element = document.createElement("li");
  #asker;
  #batchId;
  #told = new Map();
  #open;
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
    setTimeout(() => this.#conclude("no answer"), ANSWER_MILLISECONDS);
  }

  /** Whether a stanza answers one of its questions that is open. */
  isAnswer(stanza) {
    if (stanza.nodeName === "iq") return this.#batchId !== undefined && stanza.id === this.#batchId;
    return stanza.nodeName === "presence" && this.#open.has(stanza.getAttribute("from"));
  }

  take(stanza) {
    this.#show("received", stanza);
    if (stanza.nodeName === "presence") {
      const target = stanza.getAttribute("from");
      this.#open.delete(target);
      this.#told.set(target, wordsFor(stanza));
      this.#summarise();
    } else if (stanza.getAttribute("type") === "error") {
      this.#conclude(wordsFor(stanza));
      this.#open.clear();
    }
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

  constructor(asker, list) {
    this.#asker = asker;
    this.#list = list;
  }

  /** Takes note of a stanza that is sent. */
  sent(stanza) {
    const targets = targetsOf(stanza);
    if (targets.length === 0) return;
    const exchange = new Exchange(this.#asker, stanza, targets);
    this.#exchanges.push(exchange);
    this.#list.append(exchange.element);
    this.#list.parentElement.scrollTop = this.#list.parentElement.scrollHeight;
  }

  /** Takes note of a stanza that comes. */
  received(stanza) {
    this.#exchanges.find((exchange) => exchange.isAnswer(stanza))?.take(stanza);
  }
}
