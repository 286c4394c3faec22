import { connect, isIP, type Socket } from "node:net";
import { connect as connectTls, type ConnectionOptions, TLSSocket } from "node:tls";
import { escapeXML } from "ltx";
import { CLOSING_MILLISECONDS, type Destination, type StreamListener, type Transport } from "./transport.ts";
import { IllFormedError, XmlReader } from "./xml-reader.ts";
import { attributesOf, namespaceOf, serialise } from "./xml.ts";

const NS_STREAM = "http://etherx.jabber.org/streams";
/** The first byte of a TLS alert, which a server sends who expects TLS. */
const TLS_ALERT = 0x15;
/** Errors of a server that answers with something else than TLS. */
const NO_TLS_CODES = ["ERR_SSL_WRONG_VERSION_NUMBER", "ERR_SSL_PACKET_LENGTH_TOO_LONG"];
const SHOWN_BYTES = 40;

/** An XML stream over TCP (RFC 6120), a client's or a component's, in the clear or over TLS. */
export class TcpTransport implements Transport {
  readonly #destination: Destination;
  readonly #namespace: string;
  readonly #directTls: boolean;
  #socket: Socket | undefined;
  #listener: StreamListener | undefined;
  #reader: XmlReader | undefined;
  #isOpen = false;
  #isClosed = false;
  #saidGoodbye = false;
  #letGo: () => void = () => undefined;
  #opened: ((id: string) => void) | undefined;
  #failed: ((error: Error) => void) | undefined;

  constructor(destination: Destination, namespace: string, directTls: boolean) {
    this.#destination = destination;
    this.#namespace = namespace;
    this.#directTls = directTls;
  }

  async connect(listener: StreamListener): Promise<void> {
    this.#listener = listener;
    const { host, port } = this.#destination;
    if (this.#directTls) await this.#use(connectTls({ host, port, ...this.#tlsOptions() }), "secureConnect");
    else await this.#use(connect({ host, port }), "connect");
  }

  open(): Promise<string> {
    this.#isOpen = false;
    this.#reader = this.#makeReader();
    const opened = new Promise<string>((resolve, reject) => {
      this.#opened = resolve;
      this.#failed = reject;
    });
    // It may fail before anybody waits for it, as when the write below does.
    opened.catch(() => undefined);
    this.#say(
      `<?xml version='1.0'?><stream:stream xmlns='${this.#namespace}' xmlns:stream='${NS_STREAM}' ` +
        `to='${escapeXML(this.#destination.domain)}' version='1.0'>`,
    );
    return opened;
  }

  write(xml: string): Promise<void> {
    const socket = this.#socket;
    if (!socket || this.#isClosed) return Promise.reject(new Error("the connection is closed"));
    return new Promise((resolve) => {
      // Whether it went well is told when the connection closes.
      this.#say(xml, () => {
        resolve();
      });
    });
  }

  async startTls(): Promise<void> {
    const plain = this.#socket;
    if (!plain) throw new Error("the connection is closed");
    this.#letGo();
    await this.#use(connectTls({ socket: plain, ...this.#tlsOptions() }), "secureConnect");
  }

  async close(): Promise<void> {
    const socket = this.#socket;
    if (!socket || this.#isClosed) return;
    this.#sayGoodbye();
    const timer = setTimeout(() => socket.destroy(), CLOSING_MILLISECONDS);
    // Not by once() of node:events, which rejects where the server resets the connection meanwhile.
    if (!socket.destroyed) await new Promise((resolve) => socket.once("close", resolve));
    clearTimeout(timer);
  }

  destroy(): void {
    this.#socket?.destroy();
  }

  #tlsOptions(): ConnectionOptions {
    const { domain, ca, insecure } = this.#destination;
    return {
      ...(isIP(domain) === 0 && { servername: domain }),
      ...(ca !== undefined && { ca }),
      rejectUnauthorized: insecure !== true,
      ALPNProtocols: this.#directTls ? ["xmpp-client"] : [],
    };
  }

  async #use(socket: Socket, ready: "connect" | "secureConnect"): Promise<void> {
    this.#socket = socket.setNoDelay();
    let error: Error | undefined;
    const read = (chunk: Buffer): void => {
      this.#read(chunk);
    };
    const close = (): void => {
      this.#end(error ?? this.#unfinished());
    };
    socket.on("error", (reason) => {
      error = reason;
    });
    socket.on("data", read).on("close", close);
    this.#letGo = () => socket.off("data", read).off("close", close);
    await new Promise<void>((resolve, reject) => {
      this.#failed = reject;
      socket.once(ready, resolve);
    });
  }

  #say(xml: string, done?: () => void): void {
    if (this.#socket) this.#listener?.wire?.("out", xml);
    this.#socket?.write(xml, done);
  }

  #makeReader(): XmlReader {
    return new XmlReader("children", {
      root: (root) => {
        this.#listener?.wire?.("in", serialise(root).replace(/\/>$/, ">"));
        if (root.getName() !== "stream" || namespaceOf(root) !== NS_STREAM)
          throw new IllFormedError(`a <${root.name}> instead of a stream`);
        this.#isOpen = true;
        this.#opened?.(attributesOf(root).id ?? "");
      },
      element: (element) => {
        this.#listener?.wire?.("in", serialise(element));
        this.#listener?.element(element);
      },
      end: () => {
        this.#listener?.wire?.("in", "</stream:stream>");
        this.#sayGoodbye();
        this.#socket?.end();
        this.#end();
      },
    });
  }

  #sayGoodbye(): void {
    if (!this.#saidGoodbye) this.#say("</stream:stream>");
    this.#saidGoodbye = true;
  }

  #read(chunk: Buffer): void {
    try {
      this.#reader?.write(chunk);
    } catch (error) {
      if (!(error instanceof IllFormedError)) throw error;
      this.#end(this.#isOpen ? error : this.#noXmpp(chunk));
      this.#socket?.destroy();
    }
  }

  /** A stanza that had begun when the connection was closed. */
  #unfinished(): Error | undefined {
    const stanza = this.#reader?.unfinished;
    return stanza && new Error(`the server closed the connection in the middle of <${stanza.name}>`);
  }

  #noXmpp(answer: Buffer): Error {
    const { host, port } = this.#destination;
    if (answer[0] === TLS_ALERT) return new Error(`${host}:${port} expects TLS at once: use direct TLS`);
    const shown = JSON.stringify(answer.subarray(0, SHOWN_BYTES).toString("latin1"));
    return new Error(`${host}:${port} does not speak XMPP; it said ${shown}`);
  }

  /** Tells the listener once; a socket whose stream has ended may still be closing. */
  #end(error?: Error): void {
    if (this.#isClosed) return;
    this.#isClosed = true;
    const reason = this.#explain(error);
    this.#failed?.(reason ?? new Error("the server closed the connection"));
    this.#listener?.closed(reason);
  }

  /** Puts what goes wrong with TLS in words that say what can be done. */
  #explain(error: Error | undefined): Error | undefined {
    if (!error || !(this.#socket instanceof TLSSocket)) return error;
    const { code = "" } = error as NodeJS.ErrnoException;
    if (/CERT|ISSUER|ALTNAME|SELF_SIGNED|LEAF/.test(code))
      return new Error(`the server's certificate is not trusted: ${error.message}`, { cause: error });
    if (!NO_TLS_CODES.includes(code)) return error;
    const what = this.#directTls
      ? "does not speak TLS at once: use STARTTLS or no TLS"
      : "agreed to STARTTLS, and then did not speak TLS";
    return new Error(`the server ${what}`, { cause: error });
  }
}
