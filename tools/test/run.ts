// Runs the test suites and sums up.
import { spawn } from "node:child_process";
import { once } from "node:events";
import { parseArgs } from "node:util";
import { runCommandLine } from "../kit/command-line.ts";
import { cpuSeconds } from "./cpu.ts";
import { add, describe, findClosingLine, NONE, type Counts } from "../kit/counts.ts";
import { SERVING, SUITES, type Suite } from "./suites.ts";

const USAGE = `Usage: run [--help] [SUITE…]

Runs the suites named, or all. Those that only run servers run beside the others, and print when these have ended.
${SUITES.map(({ name, checks }) => `  ${name.padEnd(15)}${checks}`).join("\n")}

Exit codes: 0 all passed, 1 something failed, 2 bad usage. The last line is the sum over all suites.`;

/** A suite that ran nothing, and does not say that it skipped something, has failed. */
async function runSuite(suite: Suite): Promise<Counts> {
  console.log(`\n== ${suite.name}: ${suite.checks}`);
  const started = performance.now();
  const cpuBefore = cpuSeconds();
  const counts = await suite.run();
  const seconds = ((performance.now() - started) / 1000).toFixed(1);
  const cpu = (cpuSeconds() - cpuBefore).toFixed(1);
  const ranNothing = counts.passed + counts.failed + counts.skipped === 0;
  console.log(
    `-- ${suite.name}: ${ranNothing ? "ran nothing" : describe(counts)} (${seconds} s, CPU ${cpu} s)`,
  );
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

/** Runs suites one after the other. */
async function runInTurn(suites: readonly Suite[]): Promise<Counts> {
  let total = NONE;
  const failing: string[] = [];
  for (const suite of suites) {
    const counts = await runSuite(suite);
    if (counts.failed > 0) failing.push(suite.name);
    total = add(total, counts);
  }
  if (failing.length > 0) console.log(`\nFailed: ${failing.join(", ")}`);
  return total;
}

/** Runs suites in a process of their own; prints what they say from the moment when `turn` has come. */
async function runBeside(suites: readonly Suite[], turn: Promise<unknown>): Promise<Counts> {
  const names = suites.map(({ name }) => name);
  const [, script = ""] = process.argv;
  const child = spawn(process.execPath, [...process.execArgv, script, ...names], {
    stdio: ["ignore", "pipe", "inherit"],
  });
  let output = "";
  let printed = 0;
  let isTurn = false;
  const print = (): void => {
    if (!isTurn) return;
    process.stdout.write(output.slice(printed));
    printed = output.length;
  };
  child.stdout.setEncoding("utf8").on("data", (text: string) => {
    output += text;
    print();
  });
  const ended = once(child, "close");
  await turn;
  isTurn = true;
  print();
  const [code] = (await ended) as [number | null];
  const counts = findClosingLine(output) ?? NONE;
  // A suite of it may have printed such a line before all of it ended.
  return code !== 0 && counts.failed === 0 ? { ...counts, failed: 1 } : counts;
}

/** Runs those that build and those that only run servers side by side, each in a process whose CPU is counted by itself. */
async function runSideBySide(building: readonly Suite[], serving: readonly Suite[]): Promise<Counts> {
  const first = runBeside(building, Promise.resolve());
  return add(...(await Promise.all([first, runBeside(serving, first)])));
}

async function runSuites(suites: readonly Suite[]): Promise<number> {
  const serving = suites.filter((suite) => SERVING.includes(suite));
  const building = suites.filter((suite) => !SERVING.includes(suite));
  const isBoth = building.length > 0 && serving.length > 0;
  const total = await (isBoth ? runSideBySide(building, serving) : runInTurn(suites));
  console.log(`\n${describe(total)}`);
  return total.failed === 0 ? 0 : 1;
}

process.exitCode = await runCommandLine({ usage: USAGE, read: readSuites, run: runSuites });
