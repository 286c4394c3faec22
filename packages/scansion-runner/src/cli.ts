#!/usr/bin/env node
import { readFileSync } from "node:fs";
import { FAILED, PASSED, SIGNALLED, UNUSABLE } from "./exit-codes.ts";
import { parseOptions, USAGE, UsageError } from "./options.ts";
import { visible } from "./visible.ts";

async function main(args: string[]): Promise<number> {
  try {
    const options = parseOptions(args);
    if (options === "help") return print(USAGE);
    if (options === "version") return print(readVersion());
    // Whoever only asks for the version does not wait for all the rest.
    const { run } = await import("./run.ts");
    return await run(options);
  } catch (error) {
    console.error(visible(`scansion: ${error instanceof Error ? error.message : String(error)}`));
    if (error instanceof UsageError) console.error('"scansion --help" tells how it is called.');
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

// Whoever read on, as `head` does for a while, may go: what is played is played all the same.
for (const stream of [process.stdout, process.stderr])
  stream.on("error", (error: NodeJS.ErrnoException) => {
    if (error.code !== "EPIPE") process.exit(FAILED);
  });
const code = await main(process.argv.slice(2));
// Whoever has ended the run does not wait for connections that close slowly.
if (code > SIGNALLED) process.exit(code);
process.exitCode = code;
