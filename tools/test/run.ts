// Runs the test suites and sums up.
import { parseArgs } from "node:util";
import { runCommandLine } from "../kit/command-line.ts";
import { add, describe, NONE, type Counts } from "../kit/counts.ts";
import { SUITES, type Suite } from "./suites.ts";

const USAGE = `Usage: run [--help] [SUITE…]

Runs the suites named, or all:
${SUITES.map(({ name, checks }) => `  ${name.padEnd(12)}${checks}`).join("\n")}

Exit codes: 0 all passed, 1 something failed, 2 bad usage. The last line is the sum over all suites.`;

/** A suite that ran nothing, and does not say that it skipped something, has failed. */
async function runSuite(suite: Suite): Promise<Counts> {
  console.log(`\n== ${suite.name}: ${suite.checks}`);
  const started = performance.now();
  const counts = await suite.run();
  const seconds = ((performance.now() - started) / 1000).toFixed(1);
  const ranNothing = counts.passed + counts.failed + counts.skipped === 0;
  console.log(`-- ${suite.name}: ${ranNothing ? "ran nothing" : describe(counts)} (${seconds} s)`);
  return ranNothing ? { ...counts, failed: 1 } : counts;
}

function choose(names: readonly string[]): readonly Suite[] {
  for (const name of names) {
    if (!SUITES.some((suite) => suite.name === name)) throw new Error(`There is no suite ${name}`);
  }
  return names.length === 0
    ? SUITES.filter(({ included }) => included !== true)
    : SUITES.filter(({ name }) => names.includes(name));
}

function readSuites(): readonly Suite[] | undefined {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: { help: { type: "boolean" } },
  });
  return values.help ? undefined : choose(positionals);
}

async function runSuites(suites: readonly Suite[]): Promise<number> {
  let total = NONE;
  const failing: string[] = [];
  for (const suite of suites) {
    const counts = await runSuite(suite);
    if (counts.failed > 0) failing.push(suite.name);
    total = add(total, counts);
  }
  if (failing.length > 0) console.log(`\nFailed: ${failing.join(", ")}`);
  console.log(`\n${describe(total)}`);
  return total.failed === 0 ? 0 : 1;
}

process.exitCode = await runCommandLine({ usage: USAGE, read: readSuites, run: runSuites });
