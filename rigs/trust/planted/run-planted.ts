// Breaks the plugin in a copy, and lets each check look at it.
import { cpSync, mkdtempSync, rmSync } from "node:fs";
import { spawn } from "node:child_process";
import { once } from "node:events";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { groupByOptions, type Installation } from "prosody-launcher";
import { playableOn } from "../../../tools/kit/features.ts";
import { PLUGIN_PATH, ROOT } from "../../../tools/kit/project.ts";
import { runInside } from "../../../tools/test/busted.ts";
import { playScripts } from "../../../tools/test/play.ts";
import { ownScripts } from "../../../tools/test/scripts.ts";
import { check, type Place, type Start } from "../check.ts";
import { ThreeRooms } from "../following/three-rooms.ts";
import { PopulatedServer } from "../privacy/populated-server.ts";
import type { Check, Fault } from "./faults.ts";
import { prependLua, replaceLua } from "./lua.ts";

/** Lets a check look at the plugin in a folder. True if it finds anything wrong. */
type Look = (installation: Installation, pluginPath: string, options: PlantOptions) => Promise<boolean>;

/** The number of rooms for the model of the contract, and of runs of followers. */
export interface PlantOptions {
  readonly rooms: number;
  readonly runs: number;
  readonly seed: number;
}

const LOOKS: Readonly<Record<Check, Look>> = {
  oracle: (installation, pluginPath, { seed, rooms }) =>
    finds((place) => PopulatedServer.start(place), { installation, pluginPath }, seed, rooms),

  following: (installation, pluginPath, { seed, runs }) =>
    finds((place) => ThreeRooms.start(place), { installation, pluginPath }, seed, runs),

  async scansion(installation, pluginPath) {
    const scripts = playableOn(installation.version, ownScripts());
    for (const group of groupByOptions(scripts)) {
      const results = await playScripts(group, { installation, plugin: true, pluginPath });
      if ([...results.values()].some(({ status }) => status === "failed")) return true;
    }
    return false;
  },

  async busted(installation, pluginPath) {
    const env = { ...process.env, DIST: join(pluginPath, "mod_muc_probe") };
    const busted = spawn("busted", ["--lua=lua5.4", "--no-keep-going", "spec/unit"], {
      cwd: ROOT,
      env,
      stdio: "ignore",
    });
    const [status] = (await once(busted, "exit")) as [number | null];
    return status !== 0 || (await runInside(installation, pluginPath)).failed > 0;
  },
};

async function finds<Case>(start: Start<Case>, place: Place, seed: number, count: number): Promise<boolean> {
  const { failure } = await check(start, place, { seed, count, endOnFailure: true });
  return failure !== undefined;
}

/**
 * Changes a copy of the plugin, and has it looked at. Whatever comes of it, the copy is removed.
 * @param change gets the folder `mod_muc_probe` of the copy
 * @param look gets the folder that holds it, as `plugin_paths` wants it
 */
export async function withChanged<T>(
  change: (folder: string) => void,
  look: (pluginPath: string) => T | Promise<T>,
  pluginPath = PLUGIN_PATH,
): Promise<T> {
  const copy = mkdtempSync(join(tmpdir(), "planted-"));
  try {
    cpSync(pluginPath, copy, { recursive: true });
    change(join(copy, "mod_muc_probe"));
    return await look(copy);
  } finally {
    rmSync(copy, { recursive: true });
  }
}

/** Has a check look at a plugin. Resolves to whether it finds anything wrong. */
export function notices(
  check: Check,
  installation: Installation,
  pluginPath: string,
  options: PlantOptions,
): Promise<boolean> {
  return LOOKS[check](installation, pluginPath, options);
}

/** Breaks a rule in a copy of the plugin. Throws if what is to be changed is not there, or more than once: the list is out of date. */
export function plant(folder: string, { rule, place, from, to }: Fault): void {
  try {
    if (place !== undefined && from === "") prependLua(folder, place, to);
    else replaceLua(folder, from, to, place);
  } catch (error) {
    throw new Error(`${rule}: ${(error as Error).message}`, { cause: error });
  }
}
