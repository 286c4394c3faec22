// The scansion runner on a server that nobody here wrote: every construct of its language.
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { ROOT } from "../../../tools/kit/project.ts";
import { parseScript, runScript, type Script, type ScriptResult } from "scansion-runner";
import { compare, type Section } from "../row.ts";
import { type Account, Ejabberd } from "../world/ejabberd.ts";
import { C2S_PORT, type World } from "../world/hosts.ts";

const SCRIPTS = join(ROOT, "packages/scansion-runner/test/constructs");
const EXPLANATION =
  "The scripts of `packages/scansion-runner/test/constructs`, which have every construct of the language, as they are played on Prosody too.";

/** Plays all scripts on ejabberd. */
export async function checkRunner(world: World): Promise<Section> {
  const scripts = readdirSync(SCRIPTS).map((name) =>
    parseScript(readFileSync(join(SCRIPTS, name), "utf8"), name),
  );
  await Ejabberd.start(world, accountsOf(scripts));
  const results: ScriptResult[] = [];
  for (const script of scripts)
    results.push(await runScript(script, { host: world.mantua.address, port: C2S_PORT }));
  return {
    title: "The scansion runner on ejabberd",
    explanation: EXPLANATION,
    headings: ["script", "outcome"],
    rows: results.map((result) => compare([result.title, outcomeOf(result)], outcomeOf(result), "passed")),
  };
}

/** Those who play, each once. */
function accountsOf(scripts: readonly Script[]): Account[] {
  const accounts = scripts.flatMap(({ characters }) =>
    characters.map(({ jid, password }): [jid: string, Account] => {
      const [name = "", domain = ""] = jid.split("@");
      return [jid, { name, domain, password }];
    }),
  );
  return [...new Map(accounts).values()];
}

function outcomeOf(result: ScriptResult): string {
  if (result.status !== "failed") return result.status;
  const { line, message, differences } = result.failure;
  return `${result.file}:${line}: ${[message, ...differences].join("; ")}`;
}
