// Breaks the plugin in a copy, and lets each check look at it.
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { spawnSync } from "node:child_process";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { missingFeatures } from "../../prosody/features.ts";
import type { Installation } from "../../prosody/installation.ts";
import { ROOT } from "../../test/command.ts";
import { playScripts } from "../../test/play.ts";
import { ownScripts } from "../../test/scripts.ts";
import { runPrivacy } from "../privacy/run.ts";
import type { Check, Fault } from "./faults.ts";

const ROOMS = 60;
const SEED = 1;

/** What a check says of the plugin in a folder: whether anything is wrong with it. */
type Look = (installation: Installation, pluginPath: string) => Promise<boolean>;

const LOOKS: Readonly<Record<Check, Look>> = {
  async oracle(installation, pluginPath) {
    const { failure } = await runPrivacy({ installation, pluginPath, seed: SEED, rooms: ROOMS });
    return failure !== undefined;
  },

  async scansion(installation, pluginPath) {
    const scripts = ownScripts().filter(
      ({ requires }) => missingFeatures(installation.version, requires).length === 0,
    );
    const results = await playScripts(scripts, { installation, plugin: true, pluginPath });
    return [...results.values()].some(({ status }) => status === "failed");
  },

  busted(_installation, pluginPath) {
    const { status } = spawnSync("busted", ["--lua=lua5.4", "spec/unit"], {
      cwd: ROOT,
      env: { ...process.env, DIST: join(pluginPath, "mod_muc_probe") },
    });
    return Promise.resolve(status !== 0);
  },
};

/** Lets a check look at the plugin as it is built, or with a fault. Resolves to whether it finds anything wrong. */
export async function notices(check: Check, installation: Installation, fault?: Fault): Promise<boolean> {
  const folder = mkdtempSync(join(tmpdir(), "planted-"));
  try {
    cpSync(join(ROOT, "dist"), folder, { recursive: true });
    if (fault !== undefined) plant(join(folder, "mod_muc_probe"), fault);
    return await LOOKS[check](installation, folder);
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** Breaks a rule in a copy of the plugin. Throws if the line is not there, or more than once: the list is out of date. */
export function plant(folder: string, { rule, file, from, to }: Fault): void {
  const path = join(folder, file);
  const parts = readFileSync(path, "utf8").split(from);
  if (parts.length !== 2) throw new Error(`${rule}: ${file} has ${parts.length - 1} times ${from}`);
  writeFileSync(path, parts.join(to));
}
