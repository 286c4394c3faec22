// Reads the newest 500 messages of a room's archive, asks who their authors are, as fast as permitted, and says what it cost.
import { setTimeout as delay } from "node:timers/promises";
import { jid, MUC, readArguments, run, xml } from "./session.js";

/** @import { Element, JID, Session } from "./session.js" */
/** @typedef {{ nick: string, occupantId: string | undefined, messages: number }} Author */
/** @typedef {ReturnType<typeof abilitiesIn>} Abilities */
/** @typedef {{ nick: string, occupantId: string | undefined, affiliation: string, role: string }} Person */

const USAGE = "Usage: node archive.js JID PASSWORD ROOM [HOST:PORT]";
const MESSAGES = 500;
const PROBE = "http://modules.prosody.im/mod_muc_probe";
const QUERY = `${PROBE}/1`;
const USER = `${MUC}#user`;
const OCCUPANT_ID = "urn:xmpp:occupant-id:0";
const ARCHIVE = "urn:xmpp:mam:2";
const RSM = "http://jabber.org/protocol/rsm";
const DISCO = "http://jabber.org/protocol/disco#info";
/** In rooms that do not say how many people can be asked for at once. */
const DEFAULT_LIMIT = 20;
/** In rooms that say "wait" and not how long. */
const DEFAULT_PAUSE_SECONDS = 5;
/** The conditions with which a server refuses questions that it does not know. */
const NOT_KNOWN = ["service-unavailable", "feature-not-implemented"];

const options = readArguments(USAGE, /^[^@/]+@[^@/]+$/);
const room = options.target;

/**
 * Reads what a room can do: whether it has occupant-ids, whether it knows our query, and about how many people it may be asked at once.
 * @param {Element | undefined} info
 */
function abilitiesIn(info) {
  const features = info?.getChildren("feature").map((feature) => feature.attrs.var) ?? [];
  const fields = info?.getChild("x", "jabber:x:data")?.getChildren("field") ?? [];
  const limit = fields.find((field) => field.attrs.var === `{${PROBE}}batch_limit`);
  return {
    // Only a room that has occupant-ids takes out those that its users make up.
    hasOccupantIds: features.includes(OCCUPANT_ID),
    hasQuery: features.includes(QUERY),
    limit: Number(limit?.getChildText("value") ?? DEFAULT_LIMIT),
  };
}

/** @param {Session} session */
async function findAbilities(session) {
  const question = xml("iq", { type: "get", to: `${room}` }, xml("query", DISCO));
  const answer = await session.attempt("find out what the room can do", session.request(question));
  return abilitiesIn(answer.getChild("query", DISCO));
}

/**
 * Reads the archive from its end, page by page; resolves to the messages.
 * @param {Session} session
 */
async function readArchive(session) {
  /** @type {Element[]} */
  const messages = [];
  let before = "";
  for (let isComplete = false; !isComplete && messages.length < MESSAGES;) {
    const page = await session.attempt("read the room's archive", readPage(session, before));
    messages.push(...page.messages.reverse());
    before = page.first;
    isComplete = page.isLast;
  }
  return messages.slice(0, MESSAGES);
}

/**
 * @param {Session} session
 * @param {string} before the id of the message that comes after those of the page; the archive's end if empty
 */
async function readPage(session, before) {
  /** @type {Element[]} */
  const messages = [];
  const queryId = `before-${before}`;
  const stop = session.listen(room, (stanza) => {
    const result = stanza.getChild("result", ARCHIVE);
    const message = result?.getChild("forwarded", "urn:xmpp:forward:0")?.getChild("message");
    if (message?.getChild("body") && result?.attrs.queryid === queryId) messages.push(message);
  });
  const paging = xml("set", RSM, xml("max", {}, "100"), xml("before", {}, before));
  const query = xml("query", { xmlns: ARCHIVE, queryid: queryId }, paging);
  try {
    const answer = await session.request(xml("iq", { type: "set", to: `${room}` }, query));
    const end = answer.getChild("fin", ARCHIVE);
    const first = end?.getChild("set", RSM)?.getChildText("first") ?? "";
    return { messages, first, isLast: end?.attrs.complete === "true" || first === "" };
  } finally {
    stop();
  }
}

/**
 * The authors of messages, each once: by occupant-id, since a nick may be another's by now.
 * @param {readonly Element[]} messages
 * @param {Abilities} abilities
 */
function authorsOf(messages, { hasOccupantIds }) {
  /** @type {Map<string, Author>} */
  const authors = new Map();
  for (const message of messages) {
    const nick = jid(message.attrs.from).resource;
    const occupantId = hasOccupantIds ? message.getChild("occupant-id", OCCUPANT_ID)?.attrs.id : undefined;
    const key = occupantId ?? `nick ${nick}`;
    const author = authors.get(key) ?? { nick, occupantId, messages: 0 };
    author.messages += 1;
    authors.set(key, author);
  }
  return [...authors.values()];
}

/** @param {Element} presence */
function personIn(presence) {
  const item = presence.getChild("x", USER)?.getChild("item");
  const { affiliation = "none", role = "none" } = item?.attrs ?? {};
  return {
    nick: presence.attrs.from === undefined ? "" : jid(presence.attrs.from).resource,
    occupantId: presence.getChild("occupant-id", OCCUPANT_ID)?.attrs.id,
    affiliation,
    role,
  };
}

/** Asks a room who somebody is, by the best of the means that it knows. */
class Inquiry {
  /** The cost so far. */
  cost = { questions: 0, stanzas: 0, bytes: 0, pauseSeconds: 0 };
  #session;
  #limit;
  #means;

  /**
   * @param {Session} session
   * @param {Abilities} abilities
   */
  constructor(session, { limit, hasQuery }) {
    this.#session = session;
    this.#limit = limit;
    const fallbacks = [this.#batch, this.#probe];
    this.#means = hasQuery ? [this.#query, ...fallbacks] : fallbacks;
  }

  /**
   * Resolves to who the authors are, in their order: undefined for those of whom the room does not tell.
   * @param {readonly Author[]} authors
   */
  async who(authors) {
    const stop = this.#session.listen(room, (stanza) => {
      this.cost.stanzas += 1;
      this.cost.bytes += Buffer.byteLength(stanza.toString());
    });
    /** @type {(Person | undefined)[]} */
    const people = [];
    while (people.length < authors.length) {
      const some = authors.slice(people.length, people.length + this.#limit);
      const came = await this.#askFor(some);
      // A result holds less than was asked for where its stanza would be too large.
      people.push(...(came.length === 0 ? [undefined] : came));
    }
    stop();
    return people;
  }

  /**
   * @param {readonly Author[]} authors
   * @returns {Promise<(Person | undefined)[]>}
   */
  async #askFor(authors) {
    const [ask, ...others] = this.#means;
    if (ask === undefined) return authors.map(() => undefined);
    try {
      return await ask.call(this, authors);
    } catch (error) {
      if (others.length === 0 || !NOT_KNOWN.includes(refusalIn(error)?.condition)) throw error;
      this.#means = others;
      return this.#askFor(authors);
    }
  }

  /**
   * All in one question, and one answer (http://modules.prosody.im/mod_muc_probe/1).
   * @param {readonly Author[]} authors
   */
  async #query(authors) {
    const items = authors.map(({ nick, occupantId }) =>
      occupantId === undefined
        ? xml("item", { nick })
        : xml("item", {}, xml("occupant-id", { xmlns: OCCUPANT_ID, id: occupantId })),
    );
    const answer = await this.#request(xml("query", QUERY, ...items));
    const answers = answer.getChild("query", QUERY)?.getChildren("item") ?? [];
    return answers.map((item) => {
      const presence = item.getChild("presence");
      return presence && personIn(presence);
    });
  }

  /**
   * One presence for each, then the answer (mod_muc_batched_probe).
   * @param {readonly Author[]} authors
   */
  #batch(authors) {
    const items = authors.map(({ nick }) => xml("item", { jid: `${room}/${nick}` }));
    return this.#collect(authors, () => this.#request(xml("query", USER, ...items)));
  }

  /**
   * A question for each. Prosody alone answers some of them only.
   * @param {readonly Author[]} authors
   */
  #probe(authors) {
    return this.#collect(authors, async () => {
      for (const { nick } of authors) {
        this.cost.questions += 1;
        await this.#session.send(xml("presence", { type: "probe", to: `${room}/${nick}` }));
      }
      // The room answers in order: once this is answered, whoever was not told of never will be.
      await this.#request(xml("query", DISCO));
    });
  }

  /**
   * Reads the presences that come before a question is answered.
   * @param {readonly Author[]} authors
   * @param {() => Promise<unknown>} ask
   */
  async #collect(authors, ask) {
    /** @type {Map<string, Person>} */
    const people = new Map();
    const stop = this.#session.listen(room, (stanza, from) => {
      if (stanza.is("presence") && stanza.attrs.type !== "error") people.set(from.resource, personIn(stanza));
    });
    await ask();
    stop();
    return authors.map(({ nick, occupantId }) => {
      const person = people.get(nick);
      // Another has the nick now, or had it registered.
      return occupantId === undefined || person?.occupantId === occupantId ? person : undefined;
    });
  }

  /**
   * Asks the room, and again after the time it says, if it says so.
   * @param {Element} payload
   * @returns {Promise<Element>}
   */
  async #request(payload) {
    this.cost.questions += 1;
    const question = xml("iq", { type: "get", to: `${room}` }, payload);
    try {
      return await this.#session.attempt("ask who they are", this.#session.request(question));
    } catch (error) {
      const refusal = refusalIn(error);
      if (refusal?.condition !== "resource-constraint") throw error;
      const retry = refusal.element.getChild("retry", QUERY);
      const seconds = Number(retry?.attrs.after ?? DEFAULT_PAUSE_SECONDS);
      this.cost.pauseSeconds += seconds;
      await delay(seconds * 1000);
      return this.#request(payload);
    }
  }
}

/**
 * The error by which the room refused, if it is that.
 * @param {any} error
 */
function refusalIn(error) {
  return error.cause?.condition === undefined ? undefined : error.cause;
}

/**
 * @param {Author} author
 * @param {Person | undefined} person
 */
function describe({ nick, messages }, person) {
  const name = person && person.nick !== "" && person.nick !== nick ? `${nick}, now ${person.nick}` : nick;
  return `${name} (${messages}): ${standingOf(person)}`;
}

/** @param {Person | undefined} person */
function standingOf(person) {
  if (person === undefined || (person.role === "none" && person.affiliation === "none")) return "not there";
  const { role, affiliation } = person;
  return [role === "none" ? "away" : role, ...(affiliation === "none" ? [] : [affiliation])].join(", ");
}

/**
 * @param {number} number
 * @param {string} what
 */
function count(number, what) {
  return `${number} ${what}${number === 1 ? "" : "s"}`;
}

await run(options, async (session) => {
  await session.enter(room);
  const abilities = await findAbilities(session);
  const messages = await readArchive(session);
  const authors = authorsOf(messages, abilities);
  const inquiry = new Inquiry(session, abilities);
  const start = performance.now();
  const people = await inquiry.who(authors);
  const seconds = ((performance.now() - start) / 1000).toFixed(1);
  for (const [i, author] of authors.entries()) console.log(describe(author, people[i]));
  const { questions, stanzas, bytes, pauseSeconds } = inquiry.cost;
  const waiting = pauseSeconds > 0 ? `, ${pauseSeconds} s of them because the room said "wait"` : "";
  console.log(
    `${count(messages.length, "message")} by ${count(authors.length, "author")}. To ask who they are took ` +
      `${count(questions, "question")} and ${seconds} s${waiting}; ` +
      `${count(stanzas, "stanza")} came, ${Math.ceil(bytes / 1024)} KiB.`,
  );
  return 0;
});
