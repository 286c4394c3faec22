import { readFileSync } from "node:fs";
import { parseScript, runScript, type Script } from "../scansion/src/index.ts";
import { ownScripts } from "../test/scripts.ts";

/** How long a script waits for a stanza: one that fails, on a release that lacks a feature, is no concern here. */
const TIMEOUT_MILLISECONDS = 500;

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
  for (const script of scripts) await play(script, port);
}

async function play(script: Script, port: number): Promise<void> {
  let last: string | undefined;
  const result = await runScript(script, {
    port,
    timeoutMs: TIMEOUT_MILLISECONDS,
    onAction: ({ kind }) => {
      last = kind;
    },
  });
  if (result.status === "failed" && last === "connects") {
    throw new Error(`${script.file}: nobody logs in: ${result.failure.message}`);
  }
}
