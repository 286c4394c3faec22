import { once } from "node:events";
import { createServer, type AddressInfo } from "node:net";

/** The address that every server of the tests listens on. */
export const LOOPBACK = "127.0.0.1";

/** A loopback port that was free a moment ago; another process can still be quicker to take it. */
export async function freePort(): Promise<number> {
  const server = createServer().listen(0, LOOPBACK);
  await once(server, "listening");
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, "close");
  return port;
}

/** Whether nobody listens on a loopback port. */
export async function isFree(port: number): Promise<boolean> {
  const server = createServer().listen(port, LOOPBACK);
  try {
    await once(server, "listening");
  } catch {
    return false;
  }
  server.close();
  await once(server, "close");
  return true;
}
