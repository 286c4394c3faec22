import { join } from "node:path";
import { ROOT } from "../kit/project.ts";
import { readScripts, type TestScript } from "prosody-launcher";

const OURS = join(ROOT, "spec/scansion");

/** The project's own scripts, all exact. */
export function ownScripts(): TestScript[] {
  return readScripts([OURS]);
}

/** The script that the environment variable REFERENCE names, if it does: somebody else's, played as the original would. */
export function referenceScripts(): TestScript[] {
  const file = process.env.REFERENCE ?? "";
  return file === "" ? [] : readScripts([file], "lenient");
}
