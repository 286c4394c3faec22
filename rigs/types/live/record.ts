import { readFileSync } from "node:fs";
import { join } from "node:path";
import { type Installation, startProsody } from "prosody-launcher";
import { PLUGIN_PATH } from "../../../tools/kit/project.ts";
import type { Dump } from "./dump.ts";
import { describe, playScenario, SCENARIO_ACCOUNTS } from "./scenario.ts";
import { accountsOf, playAll, readScripts } from "./scripts.ts";

/** Notes the calls of Prosody's functions. It must be loaded before them. */
const CALL_RECORDER = readFileSync(join(import.meta.dirname, "plugin", "call_recorder.lua"), "utf8");

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

/**
 * Starts a Prosody, has the scenario and the scansion scripts played on it, and reads what it is made of.
 * @param libraries the names of those that are declared.
 */
export async function recordServer(installation: Installation, libraries: readonly string[]): Promise<Dump> {
  const scripts = readScripts(installation.version);
  const server = await startProsody({
    installation,
    pluginPaths: [RECORDER_PATH, PLUGIN_PATH],
    mucModules: ["muc_probe"],
    hostModules: HOST_MODULES,
    globalOptions: { allow_registration: true, statistics: "internal", types_live_libraries: libraries },
    environment: { LUA_INIT: CALL_RECORDER },
    accounts: { ...accountsOf(scripts), ...SCENARIO_ACCOUNTS },
  });
  try {
    await playScenario(server.c2sPort);
    await playAll(scripts, server.c2sPort);
    await describe(server.c2sPort);
    return JSON.parse(readFileSync(join(server.folder, "data", "types_live.json"), "utf8")) as Dump;
  } catch (error) {
    throw new Error(`Prosody ${installation.name}: ${String(error)}\n${server.log()}`, { cause: error });
  } finally {
    await server.stop();
  }
}
