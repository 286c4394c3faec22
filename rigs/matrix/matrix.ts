// Plays every script on every release of Prosody, with the plugin and, for comparison, without.
import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { runCommandLine } from "../../tools/kit/command-line.ts";
import { RELEASES, type TestScript } from "prosody-launcher";
import { playableOn } from "../../tools/kit/features.ts";
import { Reporter, type ScriptResult } from "scansion-runner";
import { ROOT } from "../../tools/kit/project.ts";
import { add, describe, NONE, type Counts } from "../../tools/kit/counts.ts";
import { buildSpecs, runInside } from "../../tools/test/busted.ts";
import { playScripts } from "../../tools/test/play.ts";
import { ownScripts, referenceScripts } from "../../tools/test/scripts.ts";
import { findColumns, type Column } from "../../tools/kit/columns.ts";
import { testLuas } from "./lua.ts";
import { toMarkdown, toText, type Table } from "../../tools/kit/table.ts";

const USAGE = `Usage: matrix [--baseline] [--help]

Plays the scripts of spec/scansion with the plugin on each release of Prosody, the releases side by side, and runs the
busted specs on each Lua. Writes spec/results/matrix.md.

  --baseline  play the scripts without the plugin instead, and say how each answer differs; writes spec/results/baseline.md
  --help      show this text

Exit codes: 0 all passed, 1 something failed (with CI=true also a release that cannot be had), 2 bad usage.`;

const RESULTS = join(ROOT, "spec/results");

type Cell = (result: ScriptResult) => string;

/** The results of scripts on one release; a script without a result was skipped, for want of a feature. */
interface ReleaseResults {
  readonly column: Column;
  readonly results: ReadonlyMap<TestScript, ScriptResult>;
}

async function playOn(
  column: Column,
  scripts: readonly TestScript[],
  plugin: boolean,
): Promise<ReleaseResults> {
  const { installation } = column;
  if (installation === undefined) return { column, results: new Map() };
  const reporter = new Reporter({ colour: false });
  const results = await playScripts(playableOn(installation.version, scripts), {
    installation,
    plugin,
    onResult: (_script, result) => {
      if (plugin && result.status === "failed") console.log(`${column.name}: ${reporter.result(result)}`);
    },
  });
  console.log(`  ${column.name}: ${results.size} scripts played`);
  return { column, results };
}

/** Compares what a script got from a release by itself: the same as with the plugin, something else, or nothing. */
function compareToPlugin(result: ScriptResult): string {
  if (result.status !== "failed") return "same";
  return result.failure.received === undefined && result.failure.passedOver.length === 0 ? "none" : "differs";
}

function tabulate(scripts: readonly TestScript[], releases: readonly ReleaseResults[], cell: Cell): Table {
  const cellOf = (script: TestScript, { column, results }: ReleaseResults): string => {
    const result = results.get(script);
    if (result !== undefined) return cell(result);
    return column.installation === undefined ? "not had" : `skipped: requires ${script.requires.join(", ")}`;
  };
  return {
    headings: ["script", ...releases.map(({ column }) => column.name)],
    rows: scripts.map((script) => [script.title, ...releases.map((release) => cellOf(script, release))]),
  };
}

function count(scripts: readonly TestScript[], { results }: ReleaseResults): Counts {
  const failed = [...results.values()].filter(({ status }) => status === "failed").length;
  return { passed: results.size - failed, failed, skipped: scripts.length - results.size };
}

/** Releases that are not to be had are skipped, but not in CI. */
function countMissing(columns: readonly Column[]): Counts {
  const missing = columns.filter(({ installation }) => installation === undefined);
  for (const column of missing) {
    if (column.installation === undefined) console.log(`Skipped: Prosody ${column.name}: ${column.missing}`);
  }
  return process.env.CI === "true" ? { ...NONE, failed: missing.length } : NONE;
}

/** Keeps a table for readers of the project; one of only some releases or scripts would replace a better one. */
function writeResult(
  file: string,
  title: string,
  explanation: string,
  table: Table,
  columns: readonly Column[],
): void {
  if (columns.length < RELEASES.length || columns.some(({ installation }) => installation === undefined)) {
    console.log(`spec/results/${file} is left as it was: not every release was there`);
    return;
  }
  if (referenceScripts().length > 0) {
    console.log(`spec/results/${file} is left as it was: it has the project's own scripts only`);
    return;
  }
  mkdirSync(RESULTS, { recursive: true });
  writeFileSync(join(RESULTS, file), `# ${title}\n\n${explanation}\n\n${toMarkdown(table)}\n`);
}

async function runOnColumn({ name, installation }: Column): Promise<Counts> {
  if (installation === undefined) return NONE;
  const counts = await runInside(installation);
  console.log(`  ${name}: ${describe(counts)}`);
  return counts;
}

async function testWithPlugin(columns: readonly Column[]): Promise<number> {
  const scripts = [...ownScripts(), ...referenceScripts()];
  console.log("The scripts, with the plugin:");
  const releases = await Promise.all(columns.map((column) => playOn(column, scripts, true)));
  console.log("The specs, on each Lua:");
  const luas = await testLuas(columns.flatMap(({ installation }) => installation ?? []));
  console.log("The specs in TypeScript, inside of each release:");
  await buildSpecs();
  const inside = await Promise.all(columns.map(runOnColumn));
  const missing = countMissing(columns);
  const table = tabulate(scripts, releases, ({ status }) => status);
  writeResult(
    "matrix.md",
    "Every script on every release",
    "Written by `make matrix`: the scripts of `spec/scansion`, played with the plugin. A script is " +
      "skipped where the release lacks what it is about.",
    table,
    columns,
  );
  console.log(`\n${toText(table)}`);
  const counts = [...releases.map((release) => count(scripts, release)), ...luas, ...inside, missing].reduce(
    add,
  );
  console.log(`\n${describe(counts)}`);
  return counts.failed === 0 ? 0 : 1;
}

async function compareWithoutPlugin(columns: readonly Column[]): Promise<number> {
  const scripts = [...ownScripts(), ...referenceScripts()].filter(({ options }) => options.length === 0);
  console.log("The scripts, without the plugin:");
  const releases = await Promise.all(columns.map((column) => playOn(column, scripts, false)));
  const missing = countMissing(columns);
  const table = tabulate(scripts, releases, compareToPlugin);
  writeResult(
    "baseline.md",
    "What Prosody answers by itself",
    "Written by `make matrix BASELINE=1`: the same scripts without the plugin, each up to the first answer that differs, " +
      "whatever the script is about. `same`: the script passes all the same; `differs`: something else came; `none`: a probe " +
      "was not answered. A script is skipped where the release lacks what it is about.",
    table,
    columns,
  );
  console.log(`\n${toText(table)}`);
  return missing.failed === 0 ? 0 : 1;
}

function readOptions(): { baseline?: boolean | undefined } | undefined {
  const { values } = parseArgs({ options: { baseline: { type: "boolean" }, help: { type: "boolean" } } });
  return values.help ? undefined : values;
}

process.exitCode = await runCommandLine({
  usage: USAGE,
  read: readOptions,
  run: async ({ baseline }) => {
    const columns = await findColumns();
    return baseline ? compareWithoutPlugin(columns) : testWithPlugin(columns);
  },
});
