import { once } from "node:events";
import { constants } from "node:os";
import { basename } from "node:path";
import { FAILED, PASSED, SIGNALLED, UNUSABLE } from "./exit-codes.ts";
import { failureOf } from "./failure.ts";
import { findScripts, nameOf, readText } from "./files.ts";
import type { Surroundings } from "./main.ts";
import { type CommandOptions, UsageError } from "./options.ts";
import { parseScript } from "./parser.ts";
import { runScript, type ScriptResult } from "./player.ts";
import { type Entry, Progress } from "./progress.ts";
import { Reporter, wantsColour } from "./report.ts";
import { ReportError, ReportFiles, STANDARD_OUTPUT } from "./report-files.ts";
import { writeReport } from "./result-formats.ts";
import { playInOrder } from "./schedule.ts";
import { type Script, ScriptError } from "./script.ts";
import { isNamed, isSelected } from "./tags.ts";

/** By these a run is ended, by a person or by a limit of time. */
const SIGNALS = ["SIGTERM", "SIGINT", "SIGHUP"] as const;

/** A script, or why it cannot be read. */
type Read = { script: Script } | { result: ScriptResult & { status: "failed" } };

/**
 * Plays what the command line asks for.
 *
 * @returns The exit code.
 * @throws UsageError where there is no script.
 */
export async function run(options: CommandOptions, surroundings: Surroundings): Promise<number> {
  const files = findScripts(options.paths);
  if (files.length === 0) throw new UsageError(`no script (*.scs) found in ${options.paths.join(", ")}`);
  try {
    return await new Run(files.map(readScript), options, surroundings).perform();
  } catch (error) {
    if (!(error instanceof ReportError)) throw error;
    surroundings.stderr.write(`scansion: ${error.message}\n`);
    return FAILED;
  }
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
  const message = error instanceof Error ? error.message : String(error);
  const problems = error instanceof ScriptError ? error.problems : [{ line: 1, message }];
  const [first, ...others] = problems;
  const whole = [
    `cannot be read: ${first?.message ?? ""}`,
    ...others.map((each) => `  ${file}:${each.line}: ${each.message}`),
  ].join("\n");
  const failure = failureOf(first?.line ?? 1, "", whole);
  return { file, title: basename(file), tags: [], seconds: 0, status: "failed", failure };
}

/** One run of the command. */
class Run {
  readonly #read: readonly Read[];
  readonly #options: CommandOptions;
  readonly #surroundings: Surroundings;
  readonly #output: Surroundings["stdout"];
  readonly #reporter: Reporter;
  readonly #progress: Progress;
  readonly #reports: ReportFiles;
  readonly #interruption = new AbortController();
  /** The reason that the scripts that are left are not played, once there is one. */
  #end: string | undefined;
  #signal: NodeJS.Signals | undefined;

  constructor(read: readonly Read[], options: CommandOptions, surroundings: Surroundings) {
    this.#read = read;
    this.#options = options;
    this.#surroundings = surroundings;
    const { stdout, stderr, env } = surroundings;
    // A report on standard output leaves that to programs.
    const isTaken = options.reports.some(({ path }) => path === STANDARD_OUTPUT);
    this.#output = isTaken ? stderr : stdout;
    const { isTTY = false, columns } = this.#output;
    this.#reporter = new Reporter({
      colour: wantsColour(env, isTTY),
      full: options.full,
      ...(isTTY && columns !== undefined && { width: columns }),
    });
    this.#progress = new Progress(read.map(entryOf));
    this.#reports = new ReportFiles(options.reports, () => this.#progress.results("not played yet"));
  }

  async perform(): Promise<number> {
    for (const signal of SIGNALS) process.on(signal, this.#interrupt);
    try {
      await this.#play();
      return await this.#conclude();
    } finally {
      for (const signal of SIGNALS) process.off(signal, this.#interrupt);
    }
  }

  readonly #interrupt = (signal: NodeJS.Signals): void => {
    const code = SIGNALLED + constants.signals[signal];
    // Whoever asks twice does not want to wait.
    if (this.#signal) process.exit(code);
    this.#signal = signal;
    this.#end = `interrupted: ${signal}`;
    this.#interruption.abort(new Error(signal));
  };

  async #play(): Promise<void> {
    const scripts: Script[] = [];
    for (const each of this.#read) {
      if ("script" in each && isSelected(each.script, this.#options.filter)) scripts.push(each.script);
      else if ("script" in each) this.#tell(skipped(each.script, "by the filters"));
      else if (isWanted(each.result, this.#options)) this.#tell(each.result);
      else this.#progress.end(skipped(each.result, "by the filters"));
    }
    if (this.#end !== undefined) return;
    await playInOrder(scripts, this.#options.jobs, async (script) => {
      this.#progress.start(script.file);
      this.#reports.update();
      this.#tell(await this.#playScript(script));
      return this.#end === undefined;
    });
  }

  #playScript(script: Script): Promise<ScriptResult> {
    const { connection, componentPort, timeoutMs, match, verbose, trace } = this.#options;
    return runScript(script, {
      ...connection,
      componentPort,
      timeoutMs,
      match,
      signal: this.#interruption.signal,
      onAction: (action) => {
        this.#progress.act(script.file, action);
        if (verbose) this.#write(this.#reporter.action(script.file, action));
      },
      ...(trace && {
        onWire: (character, direction, xml) => {
          this.#write(this.#reporter.wire(script.file, character, direction, xml));
        },
      }),
    });
  }

  #tell(result: ScriptResult): void {
    this.#progress.end(result);
    this.#write(this.#reporter.result(result));
    if (this.#options.bail && result.status === "failed") this.#end ??= "stopped at the first failure";
    this.#reports.update();
  }

  #write(text: string): void {
    this.#output.write(`${text}\n`);
  }

  #complain(text: string): void {
    this.#surroundings.stderr.write(`scansion: ${text}\n`);
  }

  async #conclude(): Promise<number> {
    const { left } = this.#progress;
    const results = this.#progress.results(this.#end ?? "");
    if (this.#end !== undefined) this.#write(`${this.#end}; ${left} of ${this.#read.length} were not played`);
    this.#write(this.#reporter.summary(results));
    const problems = this.#reports.finish(results, this.#end);
    for (const { message } of problems) this.#complain(message);
    await this.#printReport(results);
    return problems.length > 0 ? FAILED : this.#judge(results);
  }

  /** Prints the report that goes to standard output, if one does. */
  async #printReport(results: readonly ScriptResult[]): Promise<void> {
    const report = this.#options.reports.find(({ path }) => path === STANDARD_OUTPUT);
    if (!report) return;
    const { stdout } = this.#surroundings;
    if (!stdout.write(writeReport(report.format, results, this.#end)))
      await Promise.race([once(stdout, "drain"), once(stdout, "close")]).catch(() => undefined);
  }

  #judge(results: readonly ScriptResult[]): number {
    if (this.#signal) return SIGNALLED + constants.signals[this.#signal];
    if (results.some(({ status }) => status === "failed")) return FAILED;
    const skippedOnes = results.filter(({ status }) => status === "skipped").length;
    if (skippedOnes === results.length) {
      this.#complain("nothing was played, all scripts were skipped");
      return UNUSABLE;
    }
    if (skippedOnes === 0 || !this.#options.failOnSkipped) return PASSED;
    this.#complain(`skipped, with --fail-on-skipped: ${skippedOnes} of ${results.length}`);
    return FAILED;
  }
}

function entryOf(read: Read): Entry {
  return "script" in read ? read.script : read.result;
}

/** Of a script that cannot be read only the file's name is known to go by. */
function isWanted({ title, file }: ScriptResult, { filter: { names } }: CommandOptions): boolean {
  return names.length === 0 || isNamed(title, file, names);
}

function skipped({ file, title, tags }: Entry, reason: string): ScriptResult {
  return { file, title, tags, seconds: 0, status: "skipped", reason };
}
