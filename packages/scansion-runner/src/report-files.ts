import { closeSync, constants, fstatSync, ftruncateSync, openSync, writeFileSync, writeSync } from "node:fs";
import type { ReportFile } from "./options.ts";
import type { ScriptResult } from "./player.ts";
import { writeReport } from "./result-formats.ts";

/** The path that means standard output. */
export const STANDARD_OUTPUT = "-";
/** Writing reports takes a part of the time at most: one of so many. */
const WRITING_PART = 20;

/** A report that cannot be written; the message says where and why. */
export class ReportError extends Error {}

/**
 * Writes reports to files as results come, so that there is always one that holds what is known. Pipes and the like, which
 * cannot be written anew, get theirs at the end.
 */
export class ReportFiles {
  readonly #files: readonly ReportFile[];
  readonly #regular: readonly ReportFile[];
  readonly #resultsSoFar: () => readonly ScriptResult[];
  #mayWriteAt = 0;
  #timer: NodeJS.Timeout | undefined;

  /**
   * Opens and empties the files, before anything is played.
   *
   * @throws ReportError
   */
  constructor(reports: readonly ReportFile[], resultsSoFar: () => readonly ScriptResult[]) {
    this.#files = reports.filter(({ path }) => path !== STANDARD_OUTPUT);
    this.#resultsSoFar = resultsSoFar;
    this.#regular = this.#files.filter(({ path }) => attempt(path, () => isRegularFile(path)));
    this.#writeAll();
  }

  /** Writes what is known by now, at once or soon. */
  update(): void {
    const wait = this.#mayWriteAt - performance.now();
    if (wait <= 0) this.#writeAll();
    else
      this.#timer ??= setTimeout(() => {
        this.#writeAll();
      }, wait).unref();
  }

  /** Writes the reports for the last time; returns what went wrong. */
  finish(results: readonly ScriptResult[], bailOut: string | undefined): ReportError[] {
    clearTimeout(this.#timer);
    return this.#files.flatMap(({ format, path }) => {
      try {
        const report = writeReport(format, results, bailOut);
        const isRegular = this.#regular.some((each) => each.path === path);
        attempt(path, () => {
          if (isRegular) overwrite(path, report);
          else writeFileSync(path, report);
        });
        return [];
      } catch (error) {
        if (!(error instanceof ReportError)) throw error;
        return [error];
      }
    });
  }

  #writeAll(): void {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    if (this.#regular.length === 0) return;
    const started = performance.now();
    const results = this.#resultsSoFar();
    for (const { format, path } of this.#regular)
      attempt(path, () => {
        overwrite(path, writeReport(format, results));
      });
    const ended = performance.now();
    this.#mayWriteAt = ended + (ended - started) * WRITING_PART;
  }
}

function isRegularFile(path: string): boolean {
  const file = openSync(path, "a");
  try {
    return fstatSync(file).isFile();
  } finally {
    closeSync(file);
  }
}

/** Writes a file anew without emptying it before: whoever is killed meanwhile leaves one report or the other. */
function overwrite(path: string, text: string): void {
  const file = openSync(path, constants.O_WRONLY | constants.O_CREAT);
  try {
    const bytes = Buffer.from(text);
    for (let written = 0; written < bytes.length;)
      written += writeSync(file, bytes, written, bytes.length - written, written);
    ftruncateSync(file, bytes.length);
  } finally {
    closeSync(file);
  }
}

function attempt<Result>(path: string, write: () => Result): Result {
  try {
    return write();
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    throw new ReportError(`cannot write the report to ${path}: ${message}`, { cause: error });
  }
}
