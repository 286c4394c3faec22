import { connect, type Socket } from "node:net";
import { USER_HOST } from "./configuration.ts";
import { LOOPBACK } from "./free-port.ts";

const STREAM_HEADER =
  `<?xml version='1.0'?><stream:stream to='${USER_HOST}' version='1.0' ` +
  `xmlns='jabber:client' xmlns:stream='http://etherx.jabber.org/streams'>`;

/** An XMPP client stream as plain text: as much of a client as it takes to look after a server. */
export class RawStream {
  readonly #socket: Socket;
  readonly #chunks: AsyncIterator<string>;
  #received = "";

  /**
   * Connects to a loopback port.
   * @param signal ends the connection, so that what waits for an answer fails.
   */
  constructor(port: number, signal?: AbortSignal) {
    this.#socket = connect({ port, host: LOOPBACK, ...(signal && { signal }) }).setEncoding("utf8");
    this.#chunks = (this.#socket as AsyncIterable<string>)[Symbol.asyncIterator]();
  }

  /** Opens the stream, or opens it again as after authentication, and waits for its features. */
  async open(): Promise<void> {
    this.send(STREAM_HEADER);
    await this.read(/<stream:features\/>|<\/stream:features>/);
  }

  /** Sends XML as it is. */
  send(xml: string): void {
    this.#socket.write(xml);
  }

  /** Waits for text that matches, and drops it and all before it. */
  async read(pattern: RegExp): Promise<RegExpExecArray> {
    for (;;) {
      const match = pattern.exec(this.#received);
      if (match) {
        this.#received = this.#received.slice(match.index + match[0].length);
        return match;
      }
      await this.#receive();
    }
  }

  close(): void {
    this.#socket.destroy();
  }

  async #receive(): Promise<void> {
    const chunk = await this.#chunks.next();
    if (chunk.done === true) throw new Error(`the server closed the stream after: ${this.#received}`);
    this.#received += chunk.value;
  }
}
