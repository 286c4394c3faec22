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

/** The ports found last: whoever asked may not listen there yet, and the system may name one twice. */
const found = new Set<number>();
const MOST_FOUND = 1000;

/** A loopback port that was free a moment ago, another one each time; another process can still be quicker to take it. */
export async function freePort(): Promise<number> {
  const port = await tryPort(0);
  if (found.has(port)) return freePort();
  const [oldest] = found;
  if (found.size >= MOST_FOUND && oldest !== undefined) found.delete(oldest);
  found.add(port);
  return port;
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
