import { randomUUID } from "node:crypto";
import { Element } from "ltx";
import { BoshTransport } from "./bosh.ts";
import type { Tls } from "./choices.ts";
import { Inbox } from "./inbox.ts";
import { conditionOf, joinAsComponent, logIn } from "./login.ts";
import { TcpTransport } from "./tcp.ts";
import type { Destination, Transport } from "./transport.ts";
import { WebSocketTransport } from "./websocket.ts";
import { blankPasswords, type Direction } from "./wire.ts";
import { attributesOf, NS_CLIENT, serialise } from "./xml.ts";

/** Settings of an {@link XmppClient}. */
export interface XmppClientOptions {
  /** The bare JID to log in with; one without a local part logs in anonymously. A component's domain. */
  jid: string;
  password?: string;
  /** The resource to ask for; without it the server chooses. */
  resource?: string;
  /** A component (XEP-0114) speaks for all its domain; it has no resource, and `password` is its secret. @default "client" */
  kind?: "client" | "component";
  /** @default "127.0.0.1" */
  host?: string;
  /** @default 5222, for a component 5347 */
  port?: number;
  /** In place of host and port: `ws:` and `wss:` for WebSocket, `http:` and `https:` for BOSH. */
  url?: string;
  /** @default "none" */
  tls?: Tls;
  /** Authorities to trust in place of those that Node.js trusts, as PEM. */
  ca?: string;
  /** Takes any certificate. @default false */
  insecure?: boolean;
  /** The only SASL mechanism allowed; without it the best that the server offers. */
  mechanism?: string;
  /** Most time for connecting. @default 5000 */
  timeoutMs?: number;
  /** Called with all that goes over the wire, passwords blanked. */
  onWire?: (direction: Direction, xml: string) => void;
}

const NS_COMPONENT = "jabber:component:accept";
const NS_STREAM = "http://etherx.jabber.org/streams";
const DEFAULT_TIMEOUT_MS = 5000;
const CLIENT_PORT = 5222;
const COMPONENT_PORT = 5347;

/**
 * One connection of one account, or of a component, which sends what it is told to and nothing else, and
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
  readonly #destination: Destination;
  readonly #timeoutMs: number;
  readonly #transport: Transport;
  readonly #inbox = new Inbox();
  readonly #requests = new Map<string, (answer: Element | undefined) => void>();
  #connected = false;
  #isClosed = false;
  #fullJid: string | undefined;
  #error: Error | undefined;
  /** The step of logging in that has not come yet, for messages. */
  #awaited = "the connection";

  constructor(options: XmppClientOptions) {
    this.#options = options;
    this.#timeoutMs = options.timeoutMs ?? DEFAULT_TIMEOUT_MS;
    const isComponent = options.kind === "component";
    this.#destination = {
      host: options.host ?? "127.0.0.1",
      port: options.port ?? (isComponent ? COMPONENT_PORT : CLIENT_PORT),
      url: options.url,
      domain: domainOf(options.jid),
      ca: options.ca,
      insecure: options.insecure,
    };
    this.#transport = chooseTransport(this.#destination, options);
  }

  /** The account's bare JID. */
  get bareJid(): string {
    return this.#fullJid === undefined ? this.#options.jid : this.#fullJid.replace(/\/.*/s, "");
  }

  /** The JID the server has bound, once connected; of a component its domain. */
  get fullJid(): string | undefined {
    return this.#fullJid;
  }

  /** True while stanzas can be sent. */
  get connected(): boolean {
    return this.#connected;
  }

  /** The reason that the connection was closed or failed, unless it was asked to close. */
  get error(): Error | undefined {
    return this.#error;
  }

  /** The stanzas that have come and have not been read, oldest first. */
  get unread(): readonly Element[] {
    return this.#inbox.unread;
  }

  /**
   * Connects, logs in and binds a resource. Sends no presence.
   *
   * @returns The full JID.
   * @throws Error that names the address where this fails.
   */
  async connect(): Promise<string> {
    const timer = setTimeout(() => {
      this.#close(
        new Error(`not online within ${this.#timeoutMs / 1000} s: still waiting for ${this.#awaited}`),
      );
      this.#transport.destroy();
    }, this.#timeoutMs);
    try {
      this.#fullJid = await this.#negotiate();
      this.#connected = !this.#isClosed;
      if (this.#isClosed) throw new Error("the server closed the connection");
      return this.#fullJid;
    } catch (error) {
      // Whatever was waited for fails in its turn once the connection is closed; the first reason counts.
      const reason = this.#error ?? error;
      this.#close(reason as Error);
      this.#transport.destroy();
      const { url, host, port } = this.#destination;
      const address = url ?? `${host.includes(":") ? `[${host}]` : host}:${port}`;
      throw new Error(`cannot connect ${this.#options.jid} to ${address}: ${reasonOf(reason)}`, {
        cause: reason,
      });
    } finally {
      clearTimeout(timer);
    }
  }

  /** Sends a stanza as it is. */
  async send(stanza: Element | string): Promise<void> {
    if (!this.connected) throw new Error(`${this.#options.jid} is not connected`);
    await this.#transport.write(typeof stanza === "string" ? stanza : serialise(stanza));
  }

  /**
   * Takes the oldest stanza that has not been read, or waits for one. For one reader at a time.
   *
   * @returns undefined where none came in time, or where the connection is closed and all is read.
   */
  next(timeoutMs: number): Promise<Element | undefined> {
    return this.#inbox.take(timeoutMs);
  }

  /**
   * Sends an iq and waits for its answer, which is not put among the stanzas to read.
   *
   * @param iq Its id is replaced by one of its own.
   * @returns undefined where no answer came in time, or the connection was closed.
   */
  request(iq: Element, timeoutMs = this.#timeoutMs): Promise<Element | undefined> {
    return this.#ask(iq, `scansion-request-${randomUUID()}`, timeoutMs);
  }

  async #ask(iq: Element, id: string, timeoutMs: number): Promise<Element | undefined> {
    iq.attrs.id = id;
    const answer = this.#answer(id, timeoutMs);
    try {
      await this.send(iq);
    } catch (error) {
      this.#requests.get(id)?.(undefined);
      throw error;
    }
    return answer;
  }

  /**
   * Waits until the server has answered a ping: all that it had sent before has come by then. The ping's id begins with `scansion-ping-`.
   *
   * @throws Error where a connected server does not answer.
   */
  async ping(timeoutMs = this.#timeoutMs): Promise<void> {
    const { domain } = this.#destination;
    // A component asks itself, by way of the server: it need not know any domain but its own.
    const from = this.#options.kind === "component" ? { from: domain } : {};
    const ping = new Element("iq", { type: "get", to: domain, ...from });
    ping.c("ping", { xmlns: "urn:xmpp:ping" });
    const answer = await this.#ask(ping, `scansion-ping-${randomUUID()}`, timeoutMs);
    if (!answer && this.connected)
      throw new Error(
        `the server has not answered ${this.fullJid ?? ""}'s ping within ${timeoutMs / 1000} s`,
      );
  }

  /**
   * Takes all stanzas to read that the server has sent up to now, once they have come; of a closed connection all that are left.
   *
   * @throws Error where a connected server does not answer.
   */
  async received(timeoutMs = this.#timeoutMs): Promise<Element[]> {
    if (this.connected) await this.ping(timeoutMs);
    return this.#inbox.unread.splice(0);
  }

  /** Closes the stream and the connection; does nothing where they are closed. */
  async disconnect(): Promise<void> {
    const wasConnected = this.#connected;
    this.#connected = false;
    if (wasConnected) await this.#transport.close();
    this.#transport.destroy();
  }

  async #negotiate(): Promise<string> {
    const { onWire } = this.#options;
    await this.#transport.connect({
      wire:
        onWire &&
        ((direction, xml) => {
          onWire(direction, blankPasswords(xml));
        }),
      element: (element) => {
        this.#keep(element);
      },
      closed: (error) => {
        this.#close(error);
      },
    });
    this.#awaited = "the stream's header";
    const read = async (awaited: string): Promise<Element> => {
      this.#awaited = awaited;
      const element = await this.#inbox.take(this.#timeoutMs);
      if (!element) throw this.#error ?? new Error(`the server closed the connection before ${awaited} came`);
      this.#awaited = `what follows ${awaited}`;
      return element;
    };
    const { jid, password = "", resource, mechanism, tls = "none", kind } = this.#options;
    if (kind === "component") {
      await joinAsComponent(this.#transport, read, password);
      return jid;
    }
    const credentials = { username: usernameOf(jid), password };
    return logIn(this.#transport, read, { credentials, resource, tls, mechanism });
  }

  #keep(element: Element): void {
    if (element.is("error", NS_STREAM)) {
      this.#error ??= new Error(`the server closed the stream: ${conditionOf(element)}`);
      return;
    }
    const { id } = attributesOf(element);
    const answered = id !== undefined && element.is("iq") ? this.#requests.get(id) : undefined;
    if (answered) answered(element);
    else this.#inbox.put(element);
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

  #close(error?: Error): void {
    this.#connected = false;
    this.#isClosed = true;
    this.#error ??= error;
    this.#inbox.close();
    for (const answered of this.#requests.values()) answered(undefined);
  }
}

function chooseTransport(destination: Destination, { kind, tls }: XmppClientOptions): Transport {
  const { url } = destination;
  if (url !== undefined)
    return /^wss?:/.test(url)
      ? new WebSocketTransport(destination, url)
      : new BoshTransport(destination, url);
  return new TcpTransport(destination, kind === "component" ? NS_COMPONENT : NS_CLIENT, tls === "direct");
}

function usernameOf(jid: string): string {
  return /^([^/@]+)@/.exec(jid)?.[1] ?? "";
}

function domainOf(jid: string): string {
  return jid.replace(/\/.*/s, "").replace(/^[^@]*@/, "");
}

function reasonOf(error: unknown): string {
  if (error instanceof AggregateError) return error.errors.map(reasonOf).join("; ");
  return (error instanceof Error ? error.message || error.name : String(error)).replace(/\s+/g, " ");
}
