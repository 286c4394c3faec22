import { once } from "node:events";
import { createServer, type AddressInfo } from "node:net";

/** The address that every server of the tests listens on. */
export const LOOPBACK = "127.0.0.1";

/** Listens on a loopback port for a moment, and rejects if it cannot. Resolves to the port; 0 stands for any that is free. */
async function tryPort(wanted: number): Promise<number> {
  const server = createServer().listen(wanted, LOOPBACK);
  await once(server, "listening");
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, "close");
  return port;
}

/** A loopback port that was free a moment ago; another process can still be quicker to take it. */
export function freePort(): Promise<number> {
  return tryPort(0);
}

/** Says whether nobody listens on a loopback port. Rejects if this user may not listen there either. */
export async function isFree(port: number): Promise<boolean> {
  try {
    await tryPort(port);
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "EADDRINUSE") return false;
    throw error;
  }
}
