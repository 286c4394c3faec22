#!/usr/bin/env node
import { closeSync, openSync, readFileSync, writeFileSync } from "node:fs";
import { basename } from "node:path";
import { findScripts, nameOf, readText } from "./files.ts";
import { type CommandOptions, parseOptions, type ReportFile, USAGE, UsageError } from "./options.ts";
import { parseScript } from "./parser.ts";
import { failureOf } from "./failure.ts";
import { runScript, type ScriptResult } from "./player.ts";
import { Reporter, wantsColour } from "./report.ts";
import { REPORT_WRITERS } from "./result-formats.ts";
import { playInOrder } from "./schedule.ts";
import { type Script, ScriptError } from "./script.ts";
import { isNamed, isSelected } from "./tags.ts";

const PASSED = 0;
const FAILED = 1;
const UNUSABLE = 2;
const STANDARD_OUTPUT = "-";

/** A script, or why it cannot be read. */
type Read = { script: Script } | { result: ScriptResult & { status: "failed" } };

async function main(args: string[]): Promise<number> {
  try {
    const options = parseOptions(args);
    if (options === "help") return print(USAGE);
    if (options === "version") return print(readVersion());
    const files = findScripts(options.paths);
    if (files.length === 0) throw new UsageError(`no script (*.scs) found in ${options.paths.join(", ")}`);
    for (const { path } of options.reports) openReport(path);
    return await playAll(files.map(readScript), options);
  } catch (error) {
    console.error(
      error instanceof UsageError
        ? `scansion: ${error.message}\n"scansion --help" tells how it is called.`
        : `scansion: ${messageOf(error)}`,
    );
    return UNUSABLE;
  }
}

function print(text: string): number {
  console.log(text);
  return PASSED;
}

function readVersion(): string {
  const { version } = JSON.parse(readFileSync(new URL("../package.json", import.meta.url), "utf8")) as {
    version: string;
  };
  return version;
}

function readScript(path: string): Read {
  const file = nameOf(path);
  try {
    return { script: parseScript(readText(path), file) };
  } catch (error) {
    return { result: unreadable(file, error) };
  }
}

/** A script that cannot be read fails; all that is wrong with it is told, a line each. */
function unreadable(file: string, error: unknown): ScriptResult & { status: "failed" } {
  const problems = error instanceof ScriptError ? error.problems : [{ line: 1, message: messageOf(error) }];
  const [first, ...others] = problems;
  const message = [
    `cannot be read: ${first?.message ?? ""}`,
    ...others.map((each) => `  ${file}:${each.line}: ${each.message}`),
  ].join("\n");
  const failure = failureOf(first?.line ?? 1, "", message);
  return { file, title: basename(file), tags: [], seconds: 0, status: "failed", failure };
}

/** Finds out before anything is played whether a report can be written. */
function openReport(path: string): void {
  if (path === STANDARD_OUTPUT) return;
  try {
    closeSync(openSync(path, "a"));
  } catch (error) {
    throw new Error(unwritable(path, error), { cause: error });
  }
}

/** Writes a report after the play; returns whether that went well. */
function writeReport({ format, path }: ReportFile, results: readonly ScriptResult[]): boolean {
  try {
    writeFileSync(path === STANDARD_OUTPUT ? 1 : path, REPORT_WRITERS[format](results));
    return true;
  } catch (error) {
    console.error(`scansion: ${unwritable(path, error)}`);
    return false;
  }
}

function unwritable(path: string, error: unknown): string {
  return `cannot write the report to ${path}: ${messageOf(error)}`;
}

async function playAll(read: Read[], options: CommandOptions): Promise<number> {
  // A report on standard output leaves that to programs.
  const output = options.reports.some(({ path }) => path === STANDARD_OUTPUT)
    ? process.stderr
    : process.stdout;
  const reporter = new Reporter({
    colour: wantsColour(process.env, output.isTTY),
    full: options.full,
    ...(output.isTTY && { width: output.columns }),
  });
  const write = (text: string): void => {
    output.write(`${text}\n`);
  };
  const results = await playSelected(read, options, reporter, write);
  const left = read.length - results.length;
  if (options.bail && left > 0)
    write(`stopped at the first failure: ${left} of ${read.length} were not played`);
  write(reporter.summary(results));
  const areReported = options.reports.map((report) => writeReport(report, results)).every(Boolean);
  if (results.some(({ status }) => status === "failed") || !areReported) return FAILED;
  if (results.some(({ status }) => status === "passed")) return PASSED;
  console.error("scansion: nothing was played, all scripts were skipped");
  return UNUSABLE;
}

/** The results are in the order of the files, whatever the order in which they come. */
async function playSelected(
  read: Read[],
  options: CommandOptions,
  reporter: Reporter,
  write: (text: string) => void,
): Promise<ScriptResult[]> {
  const results = new Map<string, ScriptResult>();
  const report = (result: ScriptResult): boolean => {
    results.set(result.file, result);
    write(reporter.result(result));
    return !(options.bail && result.status === "failed");
  };
  const scripts: Script[] = [];
  let goesOn = true;
  for (const each of read) {
    if ("script" in each && isSelected(each.script, options.filter)) scripts.push(each.script);
    else if ("script" in each) report(skipped(each.script));
    else if (isWanted(each.result, options)) goesOn = report(each.result) && goesOn;
  }
  if (goesOn)
    await playInOrder(scripts, options.jobs, async (script) =>
      report(await play(script, options, reporter, write)),
    );
  const files = read.map((each) => ("script" in each ? each.script : each.result).file);
  return files.flatMap((file) => results.get(file) ?? []);
}

/** Of a script that cannot be read only the file's name is known to go by. */
function isWanted({ title, file }: ScriptResult, { filter: { names } }: CommandOptions): boolean {
  return names.length === 0 || isNamed(title, file, names);
}

function skipped({ file, title, tags }: Script): ScriptResult {
  return { file, title, tags, seconds: 0, status: "skipped", reason: "by the filters" };
}

function play(
  script: Script,
  options: CommandOptions,
  reporter: Reporter,
  write: (text: string) => void,
): Promise<ScriptResult> {
  const { connection, componentPort, timeoutMs, match, verbose } = options;
  return runScript(script, {
    ...connection,
    componentPort,
    timeoutMs,
    match,
    ...(verbose && {
      onAction: (action) => {
        write(reporter.action(script.file, action));
      },
    }),
  });
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}

// Whoever read on, as `head` does for a while, has gone: nothing is left to be said.
for (const stream of [process.stdout, process.stderr]) stream.on("error", () => process.exit(FAILED));
process.exitCode = await main(process.argv.slice(2));
