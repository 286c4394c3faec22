import { createHash } from "node:crypto";
import { once } from "node:events";
import { setTimeout as delay } from "node:timers/promises";
import { connect, type Socket } from "node:net";
import { Parser } from "@xmpp/xml";
import { LOOPBACK } from "../../prosody/free-port.ts";
import type { Element } from "../../scansion/src/index.ts";

/** How long a server may take for a ping while it is busy. */
export const PING_MILLISECONDS = 20_000;

/** How to connect a {@link Component}. */
export interface ComponentOptions {
  readonly port: number;
  readonly host: string;
  readonly secret: string;
  /** The host that answers pings. */
  readonly server: string;
}

/**
 * An external component (XEP-0114): whoever runs one speaks for every user of its domain, by full and by bare JID, as another
 * server does.
 */
export class Component {
  readonly #host: string;
  readonly #server: string;
  readonly #socket: Socket;
  readonly #unread: Element[] = [];
  readonly #waiting = new Map<string, (isAnswered: boolean) => void>();
  #pings = 0;
  #isOpen = false;

  private constructor({ host, port, server }: ComponentOptions) {
    this.#host = host;
    this.#server = server;
    this.#socket = connect({ host: LOOPBACK, port }).setNoDelay().setEncoding("utf8");
    this.#socket.on("error", () => this.#socket.destroy());
    this.#socket.on("close", () => {
      this.#isOpen = false;
      for (const wake of this.#waiting.values()) wake(false);
    });
  }

  /** Connects and shows that it knows the secret. */
  static async connect(options: ComponentOptions): Promise<Component> {
    const component = new Component(options);
    await component.#open(options.secret);
    return component;
  }

  /** Whether stanzas can be sent. */
  get connected(): boolean {
    return this.#isOpen;
  }

  /** Sends XML as it is. */
  send(xml: string): void {
    this.#socket.write(xml);
  }

  /** Everything that was sent to anybody of the domain up to now; all there is to come if the server has closed the stream. */
  async received(): Promise<Element[]> {
    if (this.#isOpen) await this.#ping();
    return this.#unread.splice(0);
  }

  close(): void {
    this.#socket.destroy();
  }

  async #open(secret: string): Promise<void> {
    const parser = new Parser();
    parser.on("element", (element: Element) => {
      this.#keep(element);
    });
    const opened = new Promise<string>((resolve) => {
      parser.on("start", (stream: Element) => {
        resolve(String(stream.attrs.id));
      });
    });
    const accepted = once(parser, "element");
    await once(this.#socket, "connect");
    this.#socket.on("data", (data: string) => {
      parser.write(data);
    });
    this.send(
      `<stream:stream xmlns='jabber:component:accept' xmlns:stream='http://etherx.jabber.org/streams' to='${this.#host}'>`,
    );
    const digest = createHash("sha1")
      .update((await opened) + secret)
      .digest("hex");
    this.send(`<handshake>${digest}</handshake>`);
    await accepted;
    this.#isOpen = true;
  }

  #keep(element: Element): void {
    if (element.is("handshake") || element.is("error")) return;
    const pong = this.#waiting.get(String(element.attrs.id));
    if (pong && element.is("iq")) pong(true);
    else this.#unread.push(element);
  }

  async #ping(): Promise<void> {
    this.#pings += 1;
    const id = `component-ping-${this.#pings}`;
    const answered = new Promise<boolean>((resolve) => this.#waiting.set(id, resolve));
    this.send(
      `<iq type='get' id='${id}' from='ping@${this.#host}' to='${this.#server}'><ping xmlns='urn:xmpp:ping'/></iq>`,
    );
    const abort = new AbortController();
    const timeout = delay(PING_MILLISECONDS, undefined, abort).catch(() => undefined);
    const outcome = await Promise.race([answered, timeout]);
    abort.abort();
    this.#waiting.delete(id);
    if (outcome === undefined) throw new Error(`the server has not answered the ping of ${this.#host}`);
  }
}
