import { statSync } from "node:fs";
import { findScripts, Reporter, wantsColour } from "scansion-runner";
import { playScripts } from "./play.ts";
import { playableOn, readScripts } from "./scripts.ts";
import type { ServerOptions } from "./server.ts";
import { hasSpecs, runSpecs } from "./specs.ts";

/** Runs specs and plays scripts, and prints how they end. Resolves to the exit code. */
export async function testModules(server: ServerOptions, paths: readonly string[]): Promise<number> {
  const specs = paths.filter(hasSpecs);
  const scripts = paths.filter(hasScripts);
  if (specs.length + scripts.length === 0) throw new Error(`No spec and no script is in ${paths.join(", ")}`);
  console.log(`Prosody ${server.installation.name}`);
  const outcomes = [
    specs.length === 0 || (await printSpecs(server, specs)),
    scripts.length === 0 || (await printScripts(server, scripts)),
  ];
  return outcomes.every(Boolean) ? 0 : 1;
}

function hasScripts(path: string): boolean {
  return path.endsWith(".scs") || (statSync(path).isDirectory() && findScripts([path]).length > 0);
}

async function printSpecs(server: ServerOptions, paths: readonly string[]): Promise<boolean> {
  const { passed, report, log } = await runSpecs(server, paths);
  console.log(report);
  if (!passed) printErrors(log);
  return passed;
}

async function printScripts(server: ServerOptions, paths: readonly string[]): Promise<boolean> {
  const scripts = readScripts(paths);
  const playable = playableOn(server.installation.version, scripts);
  const reporter = new Reporter({ colour: wantsColour(process.env, process.stdout.isTTY) });
  const logs: string[] = [];
  const results = await playScripts(playable, {
    server,
    onResult: (_script, result) => {
      console.log(reporter.result(result));
    },
    onLog: (log) => logs.push(log),
  });
  const played = [...results.values()];
  const skipped = scripts.length - playable.length;
  console.log(`${reporter.summary(played)}${skipped > 0 ? `, ${skipped} skipped` : ""}`);
  const passed = played.every(({ status }) => status === "passed");
  if (!passed) printErrors(logs.join("\n"));
  return passed;
}

/** Prints what a log has of errors, with the lines that belong to each: a traceback, say. */
function printErrors(log: string): void {
  const entries = log.split(/\n(?=\w{3} \d\d \d\d:\d\d:\d\d )/);
  for (const entry of entries.filter((each) => /^\S+ \S+ \S+ \S+\s+error\t/.test(each))) console.log(entry);
}
