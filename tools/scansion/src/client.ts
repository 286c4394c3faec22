import { randomUUID } from "node:crypto";
import { Socket } from "node:net";
import { type Client, client, jid, xml } from "@xmpp/client";
import { type MechanismFactory, saltInOneCall } from "./scram.ts";
import type { Element } from "./xml.ts";

/** How to connect an {@link XmppClient}. */
export interface XmppClientOptions {
  /** The bare JID to log in with; one without a local part logs in anonymously. */
  jid: string;
  password?: string;
  /** The resource to ask for; without it the server chooses. */
  resource?: string;
  /** @default "127.0.0.1" */
  host?: string;
  /** @default 5222 */
  port?: number;
  /** How long connecting may take, in milliseconds. @default 5000 */
  timeoutMs?: number;
}

const STREAM_NAMESPACE = "http://etherx.jabber.org/streams";
/** Offers of a server that would change what is sent and received, or that plain TCP has no use for. */
const DECLINED_FEATURES = [
  ["sm", "urn:xmpp:sm:3"],
  ["authentication", "urn:xmpp:sasl:2"],
  ["starttls", "urn:ietf:params:xml:ns:xmpp-tls"],
] as const;
const DEFAULT_TIMEOUT_MS = 5000;
/** How long a server may take to close its side of the stream, and then the connection. */
const CLOSING_TIMEOUT_MS = 2000;

/**
 * One connection of one account over plain TCP, which sends what it is told to and nothing else, and
 * keeps every stanza that comes until it is read. To connect again, make another.
 *
 * @example
 * const romeo = new XmppClient({ jid: "romeo@localhost", password: "secret" });
 * await romeo.connect();
 * await romeo.send("<presence/>");
 * const presence = await romeo.next(1000);
 * await romeo.disconnect();
 */
export class XmppClient {
  readonly #options: XmppClientOptions;
  readonly #service: string;
  readonly #domain: string;
  readonly #timeoutMs: number;
  readonly #client: Client;
  readonly #unread: Element[] = [];
  readonly #requests = new Map<string, (answer: Element | undefined) => void>();
  #error: Error | undefined;
  #wakeReader: () => void = () => undefined;

  constructor(options: XmppClientOptions) {
    this.#options = options;
    const { host = "127.0.0.1", port = 5222 } = options;
    this.#service = `xmpp://${host.includes(":") ? `[${host}]` : host}:${port}`;
    this.#domain = jid(options.jid).domain;
    this.#timeoutMs = options.timeoutMs ?? DEFAULT_TIMEOUT_MS;
    this.#client = this.#createClient();
  }

  /** The account's bare JID. */
  get bareJid(): string {
    return this.#client.jid?.bare().toString() ?? this.#options.jid;
  }

  /** The JID the server has bound, once connected. */
  get fullJid(): string | undefined {
    return this.#client.jid?.toString();
  }

  /** Whether stanzas can be sent. */
  get connected(): boolean {
    return this.#client.status === "online";
  }

  /** What last went wrong with the connection: why it was closed, unless that was asked for. */
  get error(): Error | undefined {
    return this.#error;
  }

  /** The stanzas that have come and have not been read, oldest first. */
  get unread(): readonly Element[] {
    return this.#unread;
  }

  /**
   * Connects, logs in and binds a resource. Sends no presence.
   *
   * @returns The full JID.
   * @throws Error that names host and port where this fails.
   */
  async connect(): Promise<string> {
    try {
      await this.#goOnline();
    } catch (error) {
      // What @xmpp still waits for would else keep the process up until its time limit.
      this.#client.emit("error", error as Error);
      this.#destroySocket();
      const address = this.#service.replace("xmpp://", "");
      throw new Error(`cannot connect ${this.#options.jid} to ${address}: ${reasonOf(error)}`, {
        cause: error,
      });
    }
    return String(this.#client.jid);
  }

  /** Sends a stanza as it is. */
  async send(stanza: Element | string): Promise<void> {
    if (!this.connected) throw new Error(`${this.#options.jid} is not connected`);
    await this.#client.write(stanza.toString());
  }

  /**
   * Takes the oldest stanza that has not been read, or waits for one. For one reader at a time.
   *
   * @returns undefined where none came in time, or where the connection is closed and all is read.
   */
  async next(timeoutMs: number): Promise<Element | undefined> {
    if (this.#unread.length === 0 && this.connected) await this.#arrival(timeoutMs);
    return this.#unread.shift();
  }

  /**
   * Sends an iq and waits for its answer, which is not put among the stanzas to read.
   *
   * @param iq Its id is replaced by one of its own.
   * @returns undefined where no answer came in time, or the connection was closed.
   */
  async request(iq: Element, timeoutMs = this.#timeoutMs): Promise<Element | undefined> {
    const id = randomUUID();
    iq.attrs.id = id;
    const answer = this.#answer(id, timeoutMs);
    await this.send(iq);
    return answer;
  }

  /**
   * Waits until the server has answered a ping: all that it had sent before has come by then.
   *
   * @throws Error where a connected server does not answer.
   */
  async ping(timeoutMs = this.#timeoutMs): Promise<void> {
    const ping = xml("iq", { type: "get", to: this.#domain }, xml("ping", { xmlns: "urn:xmpp:ping" }));
    const answer = await this.request(ping, timeoutMs);
    if (!answer && this.connected)
      throw new Error(`the server has not answered ${this.fullJid ?? ""}'s ping`);
  }

  /**
   * Takes all stanzas to read that the server has sent up to now, once they have come.
   *
   * @throws Error where a connected server does not answer.
   */
  async received(timeoutMs = this.#timeoutMs): Promise<Element[]> {
    await this.ping(timeoutMs);
    return this.#unread.splice(0);
  }

  /** Closes the stream and the connection; does nothing where they are closed. */
  async disconnect(): Promise<void> {
    if (this.connected) await this.#client.stop();
    this.#destroySocket();
  }

  #createClient(): Client {
    const { resource } = this.#options;
    const created = client({
      service: this.#service,
      domain: this.#domain,
      resource,
      timeout: this.#timeoutMs,
      credentials: (authenticate, mechanisms) =>
        authenticate(this.#credentials(), this.#chooseMechanism(mechanisms), xml("user-agent", {})),
    });
    created.reconnect.stop();
    catchParserErrors(created);
    saltInOneCall((created as Client & { saslFactory: MechanismFactory }).saslFactory);
    created.on("error", (error) => {
      this.#error = error;
    });
    created.on("connect", () => {
      // @xmpp decodes each chunk by itself, which breaks characters that fall on the edge of two.
      if (created.socket instanceof Socket) created.socket.setEncoding("utf8");
    });
    created.prependListener("element", declineFeatures);
    created.on("stanza", (stanza) => {
      this.#keep(stanza);
    });
    created.on("online", () => {
      // @xmpp answers every iq of its own accord; once online nothing else needs these listeners.
      created.removeAllListeners("element");
      // From here on this limits closing only, which is no part of connecting.
      created.timeout = CLOSING_TIMEOUT_MS;
    });
    for (const event of ["close", "disconnect"] as const) {
      created.on(event, () => {
        this.#wakeAll();
      });
    }
    return created;
  }

  #credentials(): { username: string; password: string } {
    return { username: jid(this.#options.jid).local, password: this.#options.password ?? "" };
  }

  /** Takes the best mechanism offered; @xmpp itself would refuse PLAIN on a connection without TLS. */
  #chooseMechanism(offered: string[]): string {
    const isAnonymous = this.#credentials().username === "";
    const mechanism = offered.find((name) => (name === "ANONYMOUS") === isAnonymous);
    if (mechanism === undefined) throw new Error(`no login mechanism among ${offered.join(", ")}`);
    return mechanism;
  }

  /** Not by the client's own start(), which never gives up on a server that falls silent. */
  async #goOnline(): Promise<void> {
    let timer: NodeJS.Timeout | undefined;
    try {
      await new Promise<void>((resolve, reject) => {
        timer = setTimeout(() => {
          reject(new Error(`not online within ${this.#timeoutMs / 1000} s`));
        }, this.#timeoutMs);
        this.#client.once("online", () => {
          resolve();
        });
        this.#client.once("error", reject);
        this.#client.once("disconnect", () => {
          reject(new Error("the server closed the connection"));
        });
        this.#client
          .connect(this.#service)
          .then(() => this.#client.open({ domain: this.#domain }))
          .catch(reject);
      });
    } finally {
      clearTimeout(timer);
    }
  }

  #keep(stanza: Element): void {
    if (!this.connected && isBindResult(stanza)) return;
    const answered = isAnswer(stanza) ? this.#requests.get(String(stanza.attrs.id)) : undefined;
    if (answered) {
      answered(stanza);
      return;
    }
    this.#unread.push(stanza);
    this.#wakeReader();
  }

  #arrival(timeoutMs: number): Promise<void> {
    return new Promise((resolve) => {
      const timer = setTimeout(resolve, timeoutMs);
      this.#wakeReader = () => {
        clearTimeout(timer);
        resolve();
      };
    });
  }

  async #answer(id: string, timeoutMs: number): Promise<Element | undefined> {
    let timer: NodeJS.Timeout | undefined;
    const answer = await new Promise<Element | undefined>((resolve) => {
      timer = setTimeout(() => {
        resolve(undefined);
      }, timeoutMs);
      this.#requests.set(id, resolve);
    });
    clearTimeout(timer);
    this.#requests.delete(id);
    return answer;
  }

  #wakeAll(): void {
    this.#wakeReader();
    for (const answered of this.#requests.values()) answered(undefined);
  }

  #destroySocket(): void {
    if (this.#client.socket instanceof Socket) this.#client.socket.destroy();
  }
}

/** @xmpp lets what its parser throws end the process; here it ends the connection. */
function catchParserErrors(connection: Client): void {
  const internals = connection as Client & { _onData: (data: string) => void };
  const parse = internals._onData.bind(connection);
  internals._onData = (data) => {
    try {
      parse(data);
    } catch (error) {
      connection.emit("error", error as Error);
      if (connection.socket instanceof Socket) connection.socket.destroy();
    }
  };
}

function declineFeatures(element: Element): void {
  if (!element.is("features", STREAM_NAMESPACE)) return;
  for (const [name, namespace] of DECLINED_FEATURES) element.remove(name, namespace);
}

function isBindResult(stanza: Element): boolean {
  return stanza.is("iq") && stanza.getChild("bind", "urn:ietf:params:xml:ns:xmpp-bind") !== undefined;
}

function isAnswer(stanza: Element): boolean {
  return stanza.is("iq") && (stanza.attrs.type === "result" || stanza.attrs.type === "error");
}

function reasonOf(error: unknown): string {
  if (error instanceof AggregateError) return error.errors.map(reasonOf).join("; ");
  return (error instanceof Error ? error.message || error.name : String(error)).replace(/\s+/g, " ");
}
