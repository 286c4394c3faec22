// Plays the project's scripts, and the reference script where it is to be had, on the installed Prosody with the plugin.
import { parseArgs } from "node:util";
import { runCommandLine } from "../command-line.ts";
import { missingFeatures } from "../prosody/features.ts";
import { installedProsody } from "../prosody/installation.ts";
import { Reporter, wantsColour } from "../scansion/src/report.ts";
import { describe } from "./counts.ts";
import { playElsewhere } from "./other-player.ts";
import { playScripts, type PlayOptions } from "./play.ts";
import { ownScripts, seedScripts } from "./scripts.ts";

const USAGE = `Usage: scansion [--player PROGRAM] [--help]

Plays the scripts of spec/scansion on the installed Prosody with the plugin.

  --player PROGRAM  play them with another implementation, called with one script at a time
  --help            show this text

Exit codes: 0 all passed, 1 a script failed, 2 bad usage. The last line counts.`;

/** Plays all scripts that the installed release has the features for; returns the exit code. */
async function playAll(player: string | undefined): Promise<number> {
  const installation = installedProsody();
  if (installation === undefined) throw new Error("Prosody is not installed: make scansion installs it");
  const reporter = new Reporter({ colour: wantsColour(process.env, process.stdout.isTTY) });
  const all = [...ownScripts(), ...seedScripts()];
  const scripts = all.filter(({ requires }) => missingFeatures(installation.version, requires).length === 0);
  const options: PlayOptions = {
    installation,
    plugin: true,
    onResult: (_script, result) => {
      console.log(reporter.result(result));
    },
    ...(player !== undefined && { play: (script, port) => playElsewhere(player, script, port) }),
  };
  const results = await playScripts(scripts, options);
  const failed = [...results.values()].filter(({ status }) => status === "failed").length;
  console.log(describe({ passed: results.size - failed, failed, skipped: all.length - scripts.length }));
  return failed === 0 ? 0 : 1;
}

function readOptions(): { player?: string | undefined } | undefined {
  const { values } = parseArgs({ options: { player: { type: "string" }, help: { type: "boolean" } } });
  return values.help ? undefined : values;
}

process.exitCode = await runCommandLine({
  usage: USAGE,
  read: readOptions,
  run: ({ player }) => playAll(player),
});
