#!/usr/bin/env node
import { FAILED, SIGNALLED } from "./exit-codes.ts";
import { main } from "./main.ts";

// Whoever read on, as `head` does for a while, may go: what is played is played all the same.
for (const stream of [process.stdout, process.stderr])
  stream.on("error", (error: NodeJS.ErrnoException) => {
    if (error.code !== "EPIPE") process.exit(FAILED);
  });
const code = await main(process.argv.slice(2), process);
// Whoever has ended the run does not wait for connections that close slowly.
if (code > SIGNALLED) process.exit(code);
process.exitCode = code;
