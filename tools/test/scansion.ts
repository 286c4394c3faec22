// Plays the project's scripts, and the script that REFERENCE names, on the installed Prosody with the plugin.
import { existsSync } from "node:fs";
import { delimiter, join } from "node:path";
import { parseArgs } from "node:util";
import { runCommandLine, wholeNumber } from "../kit/command-line.ts";
import { installedProsody } from "prosody-launcher";
import { playableOn } from "../kit/features.ts";
import { Reporter, wantsColour } from "scansion-runner";
import { add, describe, NONE } from "../kit/counts.ts";
import { playElsewhere } from "./other-player.ts";
import { playScripts, type PlayOptions } from "./play.ts";
import { ownScripts, referenceScripts } from "./scripts.ts";

const USAGE = `Usage: scansion [--player PROGRAM] [--runs N] [--help]

Plays the scripts of spec/scansion on the installed Prosody with the plugin.

  --player PROGRAM  play them with another implementation, called with one script at a time
  --runs N          play all N times over, on fresh servers each time, and print failures only
  --help            show this text

Exit codes: 0 all passed, 1 a script failed, 2 bad usage. The last line counts.`;

interface Options {
  readonly player?: string | undefined;
  readonly runs: number;
}

/** Plays all scripts that the installed release has the features for, as often as is asked; returns the exit code. */
async function playAll({ player, runs }: Options): Promise<number> {
  const installation = installedProsody();
  if (installation === undefined) throw new Error("Prosody is not installed: make scansion installs it");
  const reporter = new Reporter({ colour: wantsColour(process.env, process.stdout.isTTY) });
  const all = [...ownScripts(), ...referenceScripts()];
  const scripts = playableOn(installation.version, all);
  const options: PlayOptions = {
    installation,
    plugin: true,
    onResult: (_script, result) => {
      if (runs === 1 || result.status === "failed") console.log(reporter.result(result));
    },
    ...(player !== undefined && { play: (script, ...ports) => playElsewhere(player, script, ...ports) }),
  };
  let total = NONE;
  for (let run = 1; run <= runs; run += 1) {
    const started = performance.now();
    const results = await playScripts(scripts, options);
    const failed = [...results.values()].filter(({ status }) => status === "failed").length;
    total = add(total, { passed: results.size - failed, failed, skipped: all.length - scripts.length });
    const seconds = ((performance.now() - started) / 1000).toFixed(1);
    if (runs > 1) console.log(`run ${run} of ${runs}: ${failed} failed (${seconds} s)`);
  }
  const { user, system } = process.cpuUsage();
  console.log(`The runner's own CPU time: ${((user + system) / 1e6 / runs).toFixed(2)} s for each run`);
  console.log(describe(total));
  return total.failed === 0 ? 0 : 1;
}

/** Says whether something can be run under a name: it is a file, or `PATH` has it. */
function isProgram(name: string): boolean {
  const folders = name.includes("/") ? [""] : (process.env.PATH ?? "").split(delimiter);
  return folders.some((folder) => existsSync(join(folder, name)));
}

function readOptions(): Options | undefined {
  const { values } = parseArgs({
    options: {
      player: { type: "string" },
      runs: { type: "string", default: "1" },
      help: { type: "boolean" },
    },
  });
  if (values.player !== undefined && !isProgram(values.player))
    throw new Error(`--player: there is no program ${values.player}`);
  return values.help ? undefined : { player: values.player, runs: wholeNumber("runs", values.runs) };
}

process.exitCode = await runCommandLine({
  usage: USAGE,
  read: readOptions,
  run: playAll,
});
