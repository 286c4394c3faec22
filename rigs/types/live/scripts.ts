import { readFileSync } from "node:fs";
import { parseScript, runScript, type Script } from "scansion-runner";
import { playableOn } from "../../../tools/kit/features.ts";
import { ownScripts } from "../../../tools/test/scripts.ts";

/** The longest that a server may take for an answer: it may be busy. */
const PATIENT_MILLISECONDS = 60_000;

/** The project's scansion scripts that a release can play, and that need no options of their own. */
export function readScripts(version: string): Script[] {
  return playableOn(version, ownScripts())
    .filter(({ options }) => options.length === 0)
    .map(({ path }) => parseScript(readFileSync(path, "utf8"), path));
}

/** The accounts of all characters, by name and password. */
export function accountsOf(scripts: readonly Script[]): Record<string, string> {
  const characters = scripts.flatMap((script) => script.characters);
  return Object.fromEntries(characters.map(({ jid, password }) => [jid.replace(/@.*/, ""), password]));
}

/**
 * Plays scripts one after another, for the events that they cause.
 * @throws {Error} if one fails: then there would be fewer events.
 */
export async function playAll(scripts: readonly Script[], port: number): Promise<void> {
  for (const script of scripts) {
    const result = await runScript(script, { port, timeoutMs: PATIENT_MILLISECONDS });
    if (result.status === "failed") throw new Error(`${script.file}: ${result.failure.message}`);
  }
}
