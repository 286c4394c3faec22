import { connect } from "node:net";
import { USER_HOST } from "./configuration.ts";
import { LOOPBACK } from "./free-port.ts";

const STREAM_HEADER =
  `<?xml version='1.0'?><stream:stream to='${USER_HOST}' version='1.0' ` +
  `xmlns='jabber:client' xmlns:stream='http://etherx.jabber.org/streams'>`;

/**
 * Opens a stream on a loopback port as a client does, and waits until the server offers features: then clients can log in.
 * @param signal ends the attempt.
 * @throws {Error} if the server does not, or the signal comes first.
 */
export async function openStream(port: number, signal: AbortSignal): Promise<void> {
  const socket = connect({ port, host: LOOPBACK, signal }).setEncoding("utf8");
  socket.write(STREAM_HEADER);
  let received = "";
  // Where the loop is left the socket is closed.
  for await (const chunk of socket as AsyncIterable<string>) {
    received += chunk;
    if (received.includes("stream:features")) return;
  }
  throw new Error(`the server closed the stream after: ${received}`);
}
