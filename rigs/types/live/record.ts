import { readFileSync } from "node:fs";
import { join } from "node:path";
import { type Installation, startProsody } from "prosody-launcher";
import { parseScript, runScript, type Script } from "scansion-runner";
import { playableOn } from "../../../tools/kit/features.ts";
import { PLUGIN_PATH } from "../../../tools/kit/project.ts";
import { ownScripts } from "../../../tools/test/scripts.ts";
import type { Dump } from "./dump.ts";
import { describe, playScenario, SCENARIO_ACCOUNTS } from "./scenario.ts";

/** Notes the calls of Prosody's functions. It must be loaded before them. */
const CALL_RECORDER = readFileSync(join(import.meta.dirname, "plugin", "call_recorder.lua"), "utf8");

const RECORDER_PATH = join(import.meta.dirname, "plugin");

/** The longest that a server may take for an answer: it may be busy. */
const PATIENT_MILLISECONDS = 60_000;

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

/** The project's scansion scripts that a release can play, and that need no options of their own. */
function readScripts(version: string): Script[] {
  return playableOn(version, ownScripts())
    .filter(({ options }) => options.length === 0)
    .map(({ path }) => parseScript(readFileSync(path, "utf8"), path));
}

/** The accounts of all characters, by name and password. */
function accountsOf(scripts: readonly Script[]): Record<string, string> {
  const characters = scripts.flatMap((script) => script.characters);
  return Object.fromEntries(characters.map(({ jid, password }) => [jid.replace(/@.*/, ""), password]));
}

/**
 * Plays scripts one after another, for the events that they cause.
 * @throws {Error} if one fails: then there would be fewer events.
 */
async function playAll(scripts: readonly Script[], port: number): Promise<void> {
  for (const script of scripts) {
    const result = await runScript(script, { port, timeoutMs: PATIENT_MILLISECONDS });
    if (result.status === "failed") throw new Error(`${script.file}: ${result.failure.message}`);
  }
}
