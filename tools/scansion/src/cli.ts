#!/usr/bin/env node
import { closeSync, openSync, readFileSync, writeFileSync } from "node:fs";
import { findScripts } from "./files.ts";
import { type CommandOptions, parseOptions, USAGE, UsageError } from "./options.ts";
import { parseScript } from "./parser.ts";
import { runScript, type ScriptResult } from "./player.ts";
import { Reporter, toJson } from "./report.ts";
import { type Script, ScriptError } from "./script.ts";
import { isSelected } from "./tags.ts";

const PASSED = 0;
const FAILED = 1;
const UNUSABLE = 2;

async function main(args: string[]): Promise<number> {
  try {
    const options = parseOptions(args);
    if (!options) {
      console.log(USAGE);
      return PASSED;
    }
    const scripts = readScripts(options.paths);
    if (options.report !== undefined) openReport(options.report);
    return await playAll(scripts, options);
  } catch (error) {
    console.error(error instanceof UsageError ? `scansion: ${error.message}\n\n${USAGE}` : messageOf(error));
    return UNUSABLE;
  }
}

/** Reads every script before any is played, so that one that cannot be read is known at once. */
function readScripts(paths: string[]): Script[] {
  const files = findScripts(paths);
  if (files.length === 0) throw new UsageError(`no script found in ${paths.join(", ")}`);
  const read = files.map(readScript);
  const errors = read.filter((each) => each instanceof ScriptError);
  if (errors.length > 0) throw new Error(errors.map(messageOf).join("\n"));
  return read.flatMap((each) => (each instanceof ScriptError ? [] : each));
}

function readScript(file: string): Script | ScriptError {
  try {
    return parseScript(readFileSync(file, "utf8"), file);
  } catch (error) {
    if (error instanceof ScriptError) return error;
    throw error;
  }
}

/** Finds out before anything is played whether the report can be written. */
function openReport(path: string): void {
  try {
    closeSync(openSync(path, "a"));
  } catch (error) {
    throw new Error(unwritable(path, error), { cause: error });
  }
}

/** Writes the report after the play; returns whether that went well. */
function writeReport(path: string, results: readonly ScriptResult[]): boolean {
  try {
    writeFileSync(path, toJson(results));
    return true;
  } catch (error) {
    console.error(unwritable(path, error));
    return false;
  }
}

function unwritable(path: string, error: unknown): string {
  return `scansion: cannot write the report to ${path}: ${messageOf(error)}`;
}

async function playAll(scripts: Script[], options: CommandOptions): Promise<number> {
  const reporter = new Reporter(process.stdout.isTTY && process.stdout.hasColors());
  const results: ScriptResult[] = [];
  for (const script of scripts) {
    const result = await play(script, options, reporter);
    console.log(reporter.result(result));
    results.push(result);
  }
  console.log(reporter.summary(results));
  const isReported = options.report === undefined || writeReport(options.report, results);
  return isReported && results.every(({ status }) => status !== "failed") ? PASSED : FAILED;
}

function play(script: Script, options: CommandOptions, reporter: Reporter): Promise<ScriptResult> {
  const { file, title, tags } = script;
  if (!isSelected(tags, options.tags)) {
    return Promise.resolve({ file, title, tags, seconds: 0, status: "skipped" });
  }
  const { host, port, timeoutMs, exact } = options;
  return runScript(script, {
    host,
    port,
    timeoutMs,
    exact,
    ...(options.verbose && {
      onAction: (action) => {
        console.log(reporter.action(file, action));
      },
    }),
  });
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}

process.exitCode = await main(process.argv.slice(2));
