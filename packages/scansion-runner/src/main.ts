import { readFileSync } from "node:fs";
import type { Writable } from "node:stream";
import { PASSED, UNUSABLE } from "./exit-codes.ts";
import { parseOptions, USAGE, UsageError } from "./options.ts";
import { visible } from "./visible.ts";

/** A stream that is written to, and what it tells of itself where it is a terminal. */
type Output = Writable & { readonly isTTY?: boolean; readonly columns?: number };

/** The part of a process that the command needs. */
export interface Surroundings {
  readonly stdout: Output;
  readonly stderr: Output;
  readonly env: Readonly<Record<string, string | undefined>>;
}

/** Does what a command line asks for. Resolves to the exit code. */
export async function main(args: string[], surroundings: Surroundings): Promise<number> {
  const { stdout, stderr } = surroundings;
  try {
    const options = parseOptions(args);
    if (options === "help" || options === "version") {
      stdout.write(`${options === "help" ? USAGE : readVersion()}\n`);
      return PASSED;
    }
    // Whoever only asks for the version does not wait for all the rest.
    const { run } = await import("./run.ts");
    return await run(options, surroundings);
  } catch (error) {
    stderr.write(`${visible(`scansion: ${error instanceof Error ? error.message : String(error)}`)}\n`);
    if (error instanceof UsageError) stderr.write('"scansion --help" tells how it is called.\n');
    return UNUSABLE;
  }
}

function readVersion(): string {
  const { version } = JSON.parse(readFileSync(new URL("../package.json", import.meta.url), "utf8")) as {
    version: string;
  };
  return version;
}
