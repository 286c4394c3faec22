import { once } from "node:events";
import { Element } from "ltx";
import { WebSocket } from "ws";
import { CLOSING_MILLISECONDS, type Destination, type StreamListener, type Transport } from "./transport.ts";
import { IllFormedError, readDocument } from "./xml-reader.ts";
import { attributesOf, namespaceOf, serialise } from "./xml.ts";

const NS_FRAMING = "urn:ietf:params:xml:ns:xmpp-framing";

/** An XML stream over WebSocket (RFC 7395): each message is a document of its own. */
export class WebSocketTransport implements Transport {
  readonly #destination: Destination;
  readonly #url: string;
  #socket: WebSocket | undefined;
  #listener: StreamListener | undefined;
  #isClosed = false;
  #saidGoodbye = false;
  #opened: ((id: string) => void) | undefined;
  #failed: ((error: Error) => void) | undefined;

  constructor(destination: Destination, url: string) {
    this.#destination = destination;
    this.#url = url;
  }

  async connect(listener: StreamListener): Promise<void> {
    this.#listener = listener;
    const { ca, insecure } = this.#destination;
    const socket = new WebSocket(this.#url, "xmpp", {
      rejectUnauthorized: insecure !== true,
      ...(ca !== undefined && { ca }),
    });
    this.#socket = socket;
    let error: Error | undefined;
    socket.on("error", (reason) => {
      error = reason;
    });
    socket.on("message", (data: Buffer) => {
      this.#read(data.toString());
    });
    socket.on("close", () => {
      this.#end(error);
    });
    await new Promise<void>((resolve, reject) => {
      this.#failed = reject;
      socket.once("open", resolve);
    });
  }

  open(): Promise<string> {
    const opened = new Promise<string>((resolve, reject) => {
      this.#opened = resolve;
      this.#failed = reject;
    });
    opened.catch(() => undefined);
    this.#send(new Element("open", { xmlns: NS_FRAMING, to: this.#destination.domain, version: "1.0" }));
    return opened;
  }

  write(xml: string): Promise<void> {
    const socket = this.#socket;
    if (!socket || this.#isClosed) return Promise.reject(new Error("the connection is closed"));
    return new Promise((resolve) => {
      this.#say(declareClient(xml), resolve);
    });
  }

  async close(): Promise<void> {
    const socket = this.#socket;
    if (!socket || this.#isClosed) return;
    this.#sayGoodbye();
    const timer = setTimeout(() => {
      socket.terminate();
    }, CLOSING_MILLISECONDS);
    if (socket.readyState !== WebSocket.CLOSED) await once(socket, "close");
    clearTimeout(timer);
  }

  destroy(): void {
    this.#socket?.terminate();
  }

  #send(element: Element): void {
    this.#say(serialise(element));
  }

  #say(xml: string, done: () => void = () => undefined): void {
    if (this.#socket) this.#listener?.wire?.("out", xml);
    this.#socket?.send(xml, done);
  }

  #sayGoodbye(): void {
    if (!this.#saidGoodbye && this.#socket?.readyState === WebSocket.OPEN)
      this.#send(new Element("close", { xmlns: NS_FRAMING }));
    this.#saidGoodbye = true;
  }

  #read(document: string): void {
    try {
      this.#take(readDocument(document));
    } catch (error) {
      if (!(error instanceof IllFormedError)) throw error;
      this.#end(error);
      this.#socket?.terminate();
    }
  }

  #take(element: Element): void {
    this.#listener?.wire?.("in", serialise(element));
    if (namespaceOf(element) !== NS_FRAMING) this.#listener?.element(element);
    else if (element.getName() === "open") this.#opened?.(attributesOf(element).id ?? "");
    else {
      this.#sayGoodbye();
      this.#socket?.close();
      this.#end();
    }
  }

  #end(error?: Error): void {
    if (this.#isClosed) return;
    this.#isClosed = true;
    this.#failed?.(error ?? new Error("the server closed the connection"));
    this.#listener?.closed(error);
  }
}

/** Outside of a stream's header an element has to say itself that it is of a client's stream (RFC 7395 §3.3.3). */
export function declareClient(xml: string): string {
  return xml.replace(/^\s*<[^\s/>]+(?!(?:[^>"']|"[^"]*"|'[^']*')*?\sxmlns\s*=)/, "$& xmlns='jabber:client'");
}
