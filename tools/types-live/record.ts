import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { Installation } from "../prosody/installation.ts";
import { startProsody } from "../prosody/server.ts";
import { PLUGIN_PATH } from "../test/play.ts";
import type { Dump } from "./dump.ts";
import { describe, playScenario, SCENARIO_ACCOUNTS } from "./scenario.ts";
import { accountsOf, playAll, readScripts } from "./scripts.ts";

const RECORDER_PATH = join(import.meta.dirname, "plugin");

/** Modules of the user host that take part in the scenario. */
const HOST_MODULES = [
  "types_live",
  "disco",
  "offline",
  "presence",
  "message",
  "iq",
  "carbons",
  "csi",
  "csi_simple",
  "register_ibr",
  "user_account_management",
];

/** Starts a Prosody, has the scenario and the scansion scripts played on it, and reads what it is made of. */
export async function recordServer(installation: Installation): Promise<Dump> {
  const scripts = readScripts();
  const server = await startProsody({
    installation,
    pluginPaths: [RECORDER_PATH, PLUGIN_PATH],
    mucModules: ["muc_probe"],
    hostModules: HOST_MODULES,
    globalOptions: { allow_registration: true, statistics: "internal" },
    accounts: { ...accountsOf(scripts), ...SCENARIO_ACCOUNTS },
  });
  try {
    await playScenario(server.c2sPort);
    await playAll(scripts, server.c2sPort);
    await describe(server.c2sPort);
    return JSON.parse(readFileSync(join(server.folder, "data", "types_live.json"), "utf8")) as Dump;
  } catch (error) {
    throw new Error(`Prosody ${installation.name}:\n${server.log()}`, { cause: error });
  } finally {
    await server.stop();
  }
}
