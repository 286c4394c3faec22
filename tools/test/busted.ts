import { readFileSync } from "node:fs";
import { join } from "node:path";
import { type Counts, describe, NONE } from "../kit/counts.ts";
import { npmProgram, PLUGIN_PATH, ROOT } from "../kit/project.ts";
import { type Installation, installedProsody, runSpecs } from "prosody-launcher";
import { isUpToDate, keepRecord, type Product } from "../kit/up-to-date.ts";
import { run } from "./command.ts";

const SPECS = "spec/unit";
const BUILT = join(ROOT, "build/specs");
const PRODUCT: Product = {
  name: "specs",
  sources: [SPECS, "types", "packages/prosody-launcher/src/busted", "package-lock.json"],
  folder: "build/specs",
};

/** Reads busted's last line: `3 successes / 1 failure / 0 errors / 0 pending`. */
export function readBusted(output: string): Counts | undefined {
  const match = /^(\d+) success\w* \/ (\d+) failure\w* \/ (\d+) error\w* \/ (\d+) pending/m.exec(output);
  if (match === null) return undefined;
  return { passed: Number(match[1]), failed: Number(match[2]) + Number(match[3]), skipped: Number(match[4]) };
}

/** Builds the specs in TypeScript; rejects if they do not build. */
export async function buildSpecs(): Promise<void> {
  if (isUpToDate(PRODUCT)) return;
  const { code } = await run(npmProgram("tstl"), ["-p", SPECS]);
  if (code !== 0) throw new Error(`${SPECS} does not build`);
  keepRecord(PRODUCT);
}

/** Runs the specs in TypeScript, after {@link buildSpecs}, inside of a server with the plugin; prints what busted does. */
export async function runInside(installation: Installation, pluginPath = PLUGIN_PATH): Promise<Counts> {
  const configuration = readFileSync(join(ROOT, SPECS, "prosody.cfg.lua"), "utf8");
  const server = { installation, pluginPaths: [pluginPath], configuration };
  const { passed, report } = await runSpecs(server, [BUILT]);
  const counts = readBusted(report) ?? NONE;
  if (!passed) console.log(report);
  return !passed && counts.failed === 0 ? { ...counts, failed: 1 } : counts;
}

/** Runs them inside of the installed Prosody, if there is one. */
export async function runInstalled(): Promise<Counts> {
  const installation = installedProsody();
  if (installation === undefined) return { ...NONE, skipped: 1 };
  await buildSpecs();
  const counts = await runInside(installation);
  console.log(`inside of Prosody ${installation.name}: ${describe(counts)}`);
  return counts;
}
