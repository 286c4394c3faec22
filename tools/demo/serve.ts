// Keeps a server with the plugin up until it is interrupted, for any XMPP client.
import { once } from "node:events";
import { parseArgs } from "node:util";
import { installedProsody } from "../prosody/installation.ts";
import { startProsody } from "../prosody/server.ts";
import { PLUGIN_PATH } from "../test/play.ts";
import { CAST, ROOM } from "./verona.ts";

const USAGE = `Usage: serve [--port P] [--help]

Keeps Prosody with mod_muc_probe up on 127.0.0.1, with accounts to log in with, until Ctrl-C.

  --port P   the port for clients (5222)
  --help     show this text

Exit codes: 0 stopped, 1 the server did not start, 2 bad usage.`;

function readPort(): number | undefined {
  const { values } = parseArgs({
    options: { port: { type: "string", default: "5222" }, help: { type: "boolean" } },
  });
  if (values.help) return undefined;
  const port = Number(values.port);
  if (!Number.isInteger(port) || port < 1 || port > 65535)
    throw new Error(`--port ${values.port} is not a port`);
  return port;
}

/** Starts the server, says how to log in, and waits for an interruption. */
async function serve(port: number): Promise<void> {
  const installation = installedProsody();
  if (installation === undefined) throw new Error("Prosody is not installed: make run installs it");
  const accounts = Object.fromEntries(CAST.map((name) => [name.toLowerCase(), name.toLowerCase()]));
  const server = await startProsody({
    installation,
    pluginPaths: [PLUGIN_PATH],
    mucModules: ["muc_probe"],
    accounts,
    ports: { c2s: port },
  });
  console.log(
    `Prosody ${installation.version} with mod_muc_probe is on 127.0.0.1:${server.c2sPort} (no TLS).`,
  );
  for (const name of Object.keys(accounts)) console.log(`  ${name}@localhost, password ${name}`);
  console.log(`Rooms are on conference.localhost: ${ROOM}, for example. Ctrl-C stops the server.`);
  // the launcher takes the server down with this process
  await Promise.race([once(process, "SIGINT"), once(process, "SIGTERM")]);
}

async function main(): Promise<number> {
  let port;
  try {
    port = readPort();
  } catch (error) {
    console.error(`${(error as Error).message}\n\n${USAGE}`);
    return 2;
  }
  if (port === undefined) {
    console.log(USAGE);
    return 0;
  }
  try {
    await serve(port);
    return 0;
  } catch (error) {
    console.error((error as Error).message);
    return 1;
  }
}

process.exitCode = await main();
