// Keeps a server with the plugin up until it is interrupted, for any XMPP client, and serves one to web browsers.
import { once } from "node:events";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { runCommandLine, wholeNumber } from "../kit/command-line.ts";
import {
  type Command,
  type Installation,
  installedProsody,
  isFree,
  MODULES_WITH_SHELL,
  type ProsodyServer,
  reloadOnSave,
  startProsody,
} from "prosody-launcher";
import { PLUGIN_PATH, ROOT } from "../kit/project.ts";
import { CAST, MUC_HOST, ROOM, Verona } from "./verona.ts";
import { Website } from "./website.ts";

const USAGE = `Usage: serve [--port P] [--web-port P] [--watch] [--help]

Keeps Prosody with mod_muc_probe up on 127.0.0.1, with accounts to log in with and Converse.js for web browsers,
until Ctrl-C.

  --port P       the port for XMPP clients (5222)
  --web-port P   the port for web browsers (5280)
  --watch        when a file of src/ is saved, build the plugin and load it anew
  --help         show this text

Exit codes: 0 stopped, 1 the server did not start, 2 bad usage.`;

/** Everybody's password is their name. */
const ACCOUNTS = [...CAST, "Benvolio"].map((name) => name.toLowerCase());

const BUILD: Command = [process.execPath, "--import", "tsx", join(ROOT, "tools/build/build.ts")];

/** A service like the other one, but without the plugin, to see the difference; and a crowd for the rooms of both. */
const OTHER_SERVICES = `Component "plain.localhost" "muc"
	modules_enabled = { "muc_mam" }
Component "crowd.localhost" "demo_crowd"
	demo_crowd_goes_to = { "plain.localhost", "${MUC_HOST}" }`;

interface Ports {
  readonly xmpp: number;
  readonly web: number;
}

interface Options {
  readonly ports: Ports;
  readonly watch: boolean;
}

/** Reads the command line; returns nothing if it asks for help. */
function readOptions(): Options | undefined {
  const { values } = parseArgs({
    options: {
      port: { type: "string", default: "5222" },
      "web-port": { type: "string", default: "5280" },
      watch: { type: "boolean", default: false },
      help: { type: "boolean" },
    },
  });
  if (values.help) return undefined;
  const ports = {
    xmpp: wholeNumber("port", values.port, 1, 65535),
    web: wholeNumber("web-port", values["web-port"], 1, 65535),
  };
  if (ports.xmpp === ports.web)
    throw new Error(`PORT= and WEB_PORT= are both ${ports.web}: they must differ`);
  return { ports, watch: values.watch };
}

/** Rejects if another program has one of the ports. */
async function checkPorts({ xmpp, web }: Ports): Promise<void> {
  for (const [port, name] of [
    [xmpp, "PORT"],
    [web, "WEB_PORT"],
  ] as const) {
    if (!(await isFree(port))) throw new Error(`Port ${port} is taken: choose another one with ${name}=`);
  }
}

function start(
  installation: Installation,
  website: Website,
  { ports, watch }: Options,
): Promise<ProsodyServer> {
  return startProsody({
    installation,
    pluginPaths: [PLUGIN_PATH, join(import.meta.dirname, "plugins")],
    mucModules: ["muc_mam", "muc_probe"],
    mucOptions: { muc_probe_list: true },
    extraConfig: OTHER_SERVICES,
    hostModules: website.hostModules,
    globalOptions: {
      ...website.globalOptions,
      http_ports: [ports.web],
      ...(watch && { modules_enabled: MODULES_WITH_SHELL }),
    },
    accounts: Object.fromEntries(ACCOUNTS.map((name) => [name, name])),
    ports: { c2s: ports.xmpp },
  });
}

/** Has Romeo found the room, with Juliet as a member, and leave it to whoever comes. */
async function furnishRoom(port: number): Promise<void> {
  console.log(`Prosody is up; furnishing ${ROOM}, which takes some seconds …`);
  const verona = await Verona.connect(port);
  await verona.found();
  await verona.affiliate("Juliet", "member");
  await verona.leave();
}

function describe(installation: Installation, ports: Ports): string {
  return [
    `Prosody ${installation.version} with mod_muc_probe is on 127.0.0.1:${ports.xmpp} (no TLS).`,
    ...ACCOUNTS.map((name) => `  ${name}@localhost, password ${name}`),
    `Rooms are on conference.localhost: ${ROOM}, for example.`,
    `To see the difference in a browser: http://localhost:${ports.web}/`,
    "Ctrl-C stops the server.",
  ].join("\n");
}

/** Starts the server, says how to log in, and waits for an interruption. */
async function serve(options: Options): Promise<number> {
  const installation = installedProsody();
  if (installation === undefined) throw new Error("Prosody is not installed: make run installs it");
  await checkPorts(options.ports);
  const website = new Website(installation);
  try {
    const server = await start(installation, website, options);
    await furnishRoom(server.c2sPort);
    console.log(describe(installation, options.ports));
    if (options.watch)
      reloadOnSave(server, { sources: join(ROOT, "src"), build: BUILD, pluginPaths: [PLUGIN_PATH] });
    // the launcher takes the server down with this process
    await Promise.race([once(process, "SIGINT"), once(process, "SIGTERM")]);
    return 0;
  } finally {
    website.remove();
  }
}

process.exitCode = await runCommandLine({ usage: USAGE, read: readOptions, run: serve });
