import { existsSync } from "node:fs";
import { join } from "node:path";
import { ROOT } from "../kit/project.ts";
import { readScripts, type TestScript } from "prosody-launcher";

const OURS = join(ROOT, "spec/scansion");
/** The reference script, where it is to be had: not part of the project. */
const SEEDS = join(ROOT, "../shared/seeds");

/** The project's own scripts, all exact. */
export function ownScripts(): TestScript[] {
  return readScripts([OURS]);
}

/** The reference scripts, as they are, where they are to be had. */
export function seedScripts(): TestScript[] {
  return existsSync(SEEDS) ? readScripts([SEEDS], "lenient") : [];
}
