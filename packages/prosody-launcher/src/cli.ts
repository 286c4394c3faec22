#!/usr/bin/env node
import { existsSync, readFileSync } from "node:fs";
import { parseArgs } from "node:util";
import { runCommandLine, wholeNumber } from "./command-line.ts";
import { CHOICES, chooseInstallation } from "./choice.ts";
import { keepUp } from "./keep-up.ts";
import type { Command, ServerOptions } from "./server.ts";
import { testModules } from "./test-modules.ts";

const USAGE = `Usage: prosody-launcher test [options] PATH…
       prosody-launcher start [options]

test plays scansion scripts (*.scs) on a Prosody with your modules, and runs
busted specs (*_spec.lua) inside of another. A PATH is one of these, or a
folder with them.

start keeps a Prosody with your modules up, until Ctrl-C, and prints its log.

Which Prosody, and with what
  --release NAME     the Prosody of this release; it is unpacked, which takes
                     root and mmdebstrap. Without it: the installed one.
                     ${CHOICES.join(", ")}
  --plugins FOLDER   where your modules are (dist)
  --config FILE      Lua: options, hosts and their modules (spec/prosody.cfg.lua)

For start
  --port P           the port for XMPP clients (5222)
  --http-port P      the port for HTTP (5280)
  --watch FOLDER     when a file in it is saved, build and reload the modules
  --build COMMAND    what builds them ("npm run build")

  --help             show this text

Exit codes: 0 all passed, or stopped; 1 something failed; 2 bad usage.`;

type Run = () => Promise<number>;

/** Reads the command line; returns what does what it asks for, or nothing if that is help. */
function readCommand(): Run | undefined {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: {
      release: { type: "string" },
      plugins: { type: "string", default: "dist" },
      config: { type: "string", default: "spec/prosody.cfg.lua" },
      port: { type: "string", default: "5222" },
      "http-port": { type: "string", default: "5280" },
      watch: { type: "string" },
      build: { type: "string", default: "npm run build" },
      help: { type: "boolean" },
    },
  });
  if (values.help === true) return undefined;
  const [command, ...paths] = positionals;
  const { release, plugins, config, watch, build } = values;
  if (release !== undefined && !CHOICES.includes(release))
    throw new Error(`--release: ${release} is none of ${CHOICES.join(", ")}`);
  for (const path of [plugins, config, ...paths, ...(watch === undefined ? [] : [watch])])
    if (!existsSync(path)) throw new Error(`There is no ${path}`);
  const server = async (): Promise<ServerOptions> => ({
    installation: await chooseInstallation(release),
    pluginPaths: [plugins],
    configuration: readFileSync(config, "utf8"),
  });
  if (command === "test") {
    if (paths.length === 0) throw new Error("Say which scripts and specs");
    return async () => testModules(await server(), paths);
  }
  if (command === "start" && paths.length === 0) {
    const ports = { c2s: toPort("port", values.port), http: toPort("http-port", values["http-port"]) };
    const watched = watch === undefined ? undefined : { sources: watch, build: inShell(build) };
    return async () => keepUp({ ...(await server()), ports }, watched);
  }
  throw new Error("Say test or start");
}

function toPort(option: string, text: string): number {
  return wholeNumber(option, text, 1, 65_535);
}

function inShell(command: string): Command {
  return ["/bin/sh", "-c", command];
}

process.exitCode = await runCommandLine({ usage: USAGE, read: readCommand, run: (run) => run() });
