// Plays the project's scripts, and the reference script where it is to be had, on the installed Prosody with the plugin.
import { missingFeatures } from "../prosody/features.ts";
import { installedProsody } from "../prosody/installation.ts";
import { Reporter } from "../scansion/src/report.ts";
import { describe } from "./counts.ts";
import { playScripts } from "./play.ts";
import { ownScripts, seedScripts } from "./scripts.ts";

const installation = installedProsody();
if (installation === undefined) throw new Error("Prosody is not installed: make setup");

const reporter = new Reporter(process.stdout.isTTY && process.stdout.hasColors());
const all = [...ownScripts(), ...seedScripts()];
const scripts = all.filter(({ requires }) => missingFeatures(installation.version, requires).length === 0);
const results = await playScripts(scripts, {
  installation,
  plugin: true,
  onResult: (_script, result) => {
    console.log(reporter.result(result));
  },
});
const failed = [...results.values()].filter(({ status }) => status === "failed").length;
console.log(describe({ passed: results.size - failed, failed, skipped: all.length - scripts.length }));
process.exitCode = failed === 0 ? 0 : 1;
