// Logs in and enters a room. Whatever goes wrong becomes a sentence.
const { client, jid, xml } = await import("@xmpp/client").catch((error) => {
  if (error.code !== "ERR_MODULE_NOT_FOUND") throw error;
  console.error("@xmpp/client is not installed: npm install @xmpp/client");
  process.exit(1);
});
export { jid, xml };

/** @typedef {import("@xmpp/client").Client} Client */
/** @typedef {import("ltx").Element} Element */
/** @typedef {ReturnType<typeof jid>} JID */
/** @typedef {{ user: JID, password: string, target: JID, server: string }} Arguments */

export const MUC = "http://jabber.org/protocol/muc";
const STREAM_MANAGEMENT = "urn:xmpp:sm:3";
const TIMEOUT_MILLISECONDS = 10_000;
/** Longer, since @xmpp/client takes seconds of CPU for the proof of a password: on a busy machine half a minute. */
const LOGIN_MILLISECONDS = 60_000;

/**
 * Reasons of rooms to let somebody not in, by the condition of the error.
 * @type {Readonly<Record<string, string | undefined>>}
 */
const CLOSED = {
  conflict: "somebody there has this nick",
  forbidden: "this user is banned",
  "not-authorized": "it wants a password",
  "registration-required": "it is for members only",
};

/** The reason why something could not be done, in a sentence. */
export class Failure extends Error {}

/**
 * An error stanza's condition, such as "conflict".
 * @param {Element} stanza
 */
export function conditionOf(stanza) {
  const conditions = stanza.getChild("error")?.getChildElements() ?? [];
  return conditions.find((child) => child.name !== "text")?.name ?? "unknown";
}

/**
 * @param {Element} stanza
 * @param {string} code
 */
export function hasStatus(stanza, code) {
  const statuses = stanza.getChild("x", `${MUC}#user`)?.getChildren("status") ?? [];
  return statuses.some((status) => status.attrs.code === code);
}

/**
 * Reads the command line.
 * @param {string} usage
 * @param {RegExp} targets how the target is written
 * @returns {Arguments}
 */
export function readArguments(usage, targets) {
  const [user = "", password = "", target = "", server] = process.argv.slice(2);
  if (!/^[^@/]+@[^@/]+$/.test(user) || !targets.test(target)) {
    console.error(usage);
    process.exit(2);
  }
  return { user: jid(user), password, target: jid(target), server: server ?? jid(user).domain };
}

/** A user who is logged in. What is waited for ends when the connection does. */
export class Session {
  #user;
  #server;
  #xmpp;
  #offersManagement = false;
  /** @type {Promise<never>} */
  #lost;

  /** @param {Arguments} options */
  constructor({ user, password, server }) {
    this.#user = user;
    this.#server = server;
    const { local: username, domain } = user;
    this.#xmpp = client({ service: `xmpp://${server}`, domain, username, password });
    this.#xmpp.reconnect.stop();
    this.#lost = new Promise((_, reject) => {
      this.#xmpp.on("error", reject);
      this.#xmpp.on("disconnect", () => reject(new Error("the server has ended the connection")));
    });
    this.#lost.catch(() => undefined); // nobody may be waiting
    this.#xmpp.on("nonza", (nonza) => {
      if (nonza.is("features"))
        this.#offersManagement = nonza.getChild("sm", STREAM_MANAGEMENT) !== undefined;
    });
  }

  async logIn() {
    await this.attempt("log in", this.#start(), LOGIN_MILLISECONDS);
  }

  async #start() {
    const managed = new Promise((resolve) => {
      this.#xmpp.on("nonza", (nonza) => nonza.getNS() === STREAM_MANAGEMENT && resolve(nonza));
    });
    await this.#xmpp.start();
    // `start` resolves before stream management is on. What is sent meanwhile is miscounted, and the server ends the stream.
    if (this.#offersManagement && !this.#xmpp.streamManagement.enabled) await managed;
  }

  async end() {
    await this.#xmpp.stop().catch(() => undefined);
  }

  /**
   * Waits for something, and turns what goes wrong into a sentence.
   * @template T
   * @param {string} what
   * @param {Promise<T>} promise
   * @returns {Promise<T>}
   */
  async attempt(what, promise, milliseconds = TIMEOUT_MILLISECONDS) {
    /** @type {NodeJS.Timeout | undefined} */
    let timer;
    const late = new Promise((_, reject) => {
      const error = new Error(`nothing came for ${milliseconds / 1000} s`);
      timer = setTimeout(reject, milliseconds, error);
    });
    try {
      return await Promise.race([promise, this.#lost, late]);
    } catch (error) {
      if (error instanceof Failure) throw error;
      throw new Failure(`Could not ${what}: ${reasonOf(error, this.#server)}`, { cause: error });
    } finally {
      clearTimeout(timer);
    }
  }

  /** @param {Element} stanza */
  send(stanza) {
    return this.#xmpp.send(stanza);
  }

  /**
   * Sends an iq; resolves to the answer.
   * @param {Element} iq
   */
  request(iq) {
    return this.#xmpp.iqCaller.request(iq, 2 * TIMEOUT_MILLISECONDS);
  }

  /**
   * Calls back for each stanza that comes from a room; returns how to end that.
   * @param {JID} room
   * @param {(stanza: Element, from: JID) => void} take
   */
  listen(room, take) {
    /** @param {Element} stanza */
    const listener = (stanza) => {
      const from = jid(stanza.attrs.from ?? this.#user.domain); // the server itself need not say so
      if (from.bare().equals(room)) take(stanza, from);
    };
    this.#xmpp.on("stanza", listener);
    return () => this.#xmpp.off("stanza", listener);
  }

  /**
   * Resolves to the first presence from a room that passes a test.
   * @param {JID} room
   * @param {(stanza: Element, from: JID) => boolean} test
   * @returns {Promise<Element>}
   */
  presence(room, test) {
    return new Promise((resolve) => {
      const stop = this.listen(room, (stanza, from) => {
        if (!stanza.is("presence") || !test(stanza, from)) return;
        stop();
        resolve(stanza);
      });
    });
  }

  /**
   * Enters a room, which must be there.
   * @param {JID} room
   */
  async enter(room) {
    const reply = this.presence(room, (stanza) => stanza.attrs.type === "error" || hasStatus(stanza, "110"));
    await this.send(xml("presence", { to: `${room}/${this.#user.local}` }, xml("x", MUC)));
    const ours = await this.attempt("enter the room", reply);
    if (ours.attrs.type === "error") throw new Failure(`Could not enter the room: ${refusalIn(ours)}`);
    if (hasStatus(ours, "201"))
      throw new Failure("Could not enter the room: there was none, so the server made it");
  }
}

/** @param {Element} answer */
function refusalIn(answer) {
  const condition = conditionOf(answer);
  const reason = CLOSED[condition] ?? answer.getChild("error")?.getChildText("text");
  return reason ? `${reason} (${condition})` : condition;
}

/**
 * @param {any} error
 * @param {string} server
 */
function reasonOf(error, server) {
  if (/^E/.test(error.code)) return `no connection to ${server} (${error.code})`;
  if (error.condition === "not-acceptable") return "we are not in the room: enter it again";
  if (error.name === "TimeoutError") return "nothing came in time"; // it has no message
  return error.message;
}

/**
 * Runs a program in a session, and says in a line what went wrong.
 * @param {Arguments} options
 * @param {(session: Session) => Promise<number>} main resolves to the exit code
 */
export async function run(options, main) {
  const session = new Session(options);
  try {
    await session.logIn();
    process.exitCode = await main(session);
  } catch (error) {
    if (!(error instanceof Failure)) throw error;
    console.error(error.message);
    process.exit(1); // there may be no connection that could be ended
  }
  await session.end();
}
