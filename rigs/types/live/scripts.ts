import { readFileSync } from "node:fs";
import { parseScript, runScript, type Script } from "scansion-runner";
import { ownScripts } from "../../../tools/test/scripts.ts";

/** Short: a script that fails, on a release that lacks a feature, is no concern here. */
const TIMEOUT_MILLISECONDS = 500;

/** For the second try of a script in which somebody could not log in, because the machine is busy. */
const PATIENT_MILLISECONDS = 10_000;

/** The project's scansion scripts that need no options of their own. */
export function readScripts(): Script[] {
  return ownScripts()
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
 * @throws {Error} if a character cannot log in: then there would be no events.
 */
export async function playAll(scripts: readonly Script[], port: number): Promise<void> {
  for (const script of scripts) {
    if ((await play(script, port, TIMEOUT_MILLISECONDS)) === undefined) continue;
    const failure = await play(script, port, PATIENT_MILLISECONDS);
    if (failure !== undefined) throw new Error(`${script.file}: nobody logs in: ${failure}`);
  }
}

/** Returns why nobody logs in, if so. */
async function play(script: Script, port: number, timeoutMs: number): Promise<string | undefined> {
  let last: string | undefined;
  const result = await runScript(script, {
    port,
    timeoutMs,
    onAction: ({ kind }) => {
      last = kind;
    },
  });
  return result.status === "failed" && last === "connects" ? result.failure.message : undefined;
}
