import type { Direction } from "./wire.ts";
import type { Element } from "./xml.ts";

/** The address of a stream, and the certificates that may be trusted there. */
export interface Destination {
  host: string;
  port: number;
  /** `ws:` and `wss:` mean WebSocket, `http:` and `https:` BOSH; then host and port do not count. */
  url?: string | undefined;
  /** The domain that the stream is opened to, whose certificate the server must show. */
  domain: string;
  /** Authorities to trust in place of those that Node.js trusts, as PEM. */
  ca?: string | undefined;
  /** Takes any certificate. */
  insecure?: boolean | undefined;
}

/** Takes the events of a stream. */
export interface StreamListener {
  /** A stanza, or something else that is a child of the stream. */
  element: (element: Element) => void;
  /** Nothing more will come. Called once; without an error where the server has closed its stream, or it was asked to. */
  closed: (error?: Error) => void;
  /** Anything that goes over the wire, as far as it is XML. */
  wire?: ((direction: Direction, xml: string) => void) | undefined;
}

/** Carries XML streams: over TCP, WebSocket or BOSH. */
export interface Transport {
  /** Connects. What the server says from here on goes to the listener. */
  connect(listener: StreamListener): Promise<void>;
  /** Opens the stream, or opens it again as after a login. Resolves to the stream's id, where the transport has one. */
  open(): Promise<string>;
  /** Sends XML that is a child of the stream. */
  write(xml: string): Promise<void>;
  /** Goes on with TLS, as STARTTLS has it; only TCP can. */
  startTls?(): Promise<void>;
  /** Closes the stream; resolves once the server has closed the connection, or was given the time to. */
  close(): Promise<void>;
  /** Drops the connection. */
  destroy(): void;
}

/** The time for a server to close its side. */
export const CLOSING_MILLISECONDS = 2000;
