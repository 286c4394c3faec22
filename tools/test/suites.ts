import { mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { projectFiles } from "../kit/fingerprint.ts";
import { npmProgram, ROOMY_RUN, ROOT } from "../kit/project.ts";
import { add, findClosingLine, NONE, type Counts } from "../kit/counts.ts";
import { readBusted, runInstalled } from "./busted.ts";
import { run } from "./command.ts";

/** Node's options for TypeScript; the program `tsx` would start a second process. */
const TSX = ["--import", "tsx"];

/** One kind of tests. */
export interface Suite {
  readonly name: string;
  readonly checks: string;
  /** True if another suite does the same and more, so that it runs only when named. */
  readonly included?: boolean;
  run(): Promise<Counts>;
}

/** A command that says by its exit code whether all is well: one test. */
function check(name: string, checks: string, command: string, ...args: string[]): Suite {
  return {
    name,
    checks,
    async run() {
      const { code } = await run(command, args);
      return code === 0 ? { ...NONE, passed: 1 } : { ...NONE, failed: 1 };
    },
  };
}

/** A command whose output tells how many tests passed and failed. One that ends badly without a failed test is one. */
async function counted(
  command: string,
  args: readonly string[],
  read: (output: string) => Counts | undefined,
  environment?: Readonly<Record<string, string>>,
): Promise<Counts> {
  const { code, output } = await run(command, args, environment);
  const counts = read(output) ?? NONE;
  return code !== 0 && counts.failed === 0 ? { ...counts, failed: 1 } : counts;
}

/** Reads the totals at the end of TAP, as node's test runner writes them. */
export function readTap(tap: string): Counts | undefined {
  const total = (word: string): number => Number(new RegExp(`^# ${word} (\\d+)$`, "m").exec(tap)?.[1] ?? 0);
  return {
    passed: total("pass"),
    failed: total("fail") + total("cancelled"),
    skipped: total("skipped") + total("todo"),
  };
}

/** Runs the test files in a folder, and in those below it, with node's test runner, so many at once. */
async function runNodeTests(testFolder: string, atOnce: number): Promise<Counts> {
  const files = readdirSync(join(ROOT, testFolder), { recursive: true, encoding: "utf8" })
    .filter((name) => name.endsWith(".test.ts"))
    .map((name) => join(testFolder, name));
  if (files.length === 0) return NONE;
  const folder = mkdtempSync(join(tmpdir(), "tests-"));
  const tap = join(folder, "results.tap");
  try {
    const reporters = ["spec", "stdout", "tap", tap].map((value, i) =>
      i % 2 === 0 ? `--test-reporter=${value}` : `--test-reporter-destination=${value}`,
    );
    const args = [...TSX, "--test", `--test-concurrency=${atOnce}`, ...reporters, ...files];
    return await counted(process.execPath, args, () => readTap(readFileSync(tap, "utf8")));
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** Those in Lua with a host in memory, those in TypeScript inside of a server where Prosody is installed. */
async function runUnitSpecs(): Promise<Counts> {
  const lua = await counted("busted", ["--lua=lua5.4", "-o", "plainTerminal", "spec/unit"], readBusted);
  return add(lua, await runInstalled());
}

function privacyOn(release: string, seed: number): Suite {
  const options = ["--rooms", "20", "--release", release, "--seed", String(seed)];
  return check(
    `privacy on ${release}`,
    "",
    process.execPath,
    ...TSX,
    "rigs/trust/trust.ts",
    "privacy",
    ...options,
  );
}

function nodeTests(name: string, checks: string, testFolder: string, atOnce = 1): Suite {
  return { name, checks, run: () => runNodeTests(testFolder, atOnce) };
}

/** Suites that build or pack something, so that only one may run at a time; quick ones first. */
const BUILDING: readonly Suite[] = [
  check("format", "every file is formatted", npmProgram("prettier"), "--check", "--log-level=warn", "."),
  check(
    "lint",
    "types of all, type-checked rules, and rules against what transpiles badly",
    process.execPath,
    ...ROOMY_RUN,
    "tools/test/typescript.cjs",
    "--anew",
    ...projectFiles(),
  ),
  check("dist", "dist/ is what src/ builds", process.execPath, ...TSX, "tools/build/build.ts", "--check"),
  check(
    "luacheck",
    "all Lua, written or built",
    "luacheck",
    "--quiet",
    "--no-color",
    "dist",
    "packages",
    "rigs",
    "spec",
  ),
  {
    name: "unit",
    checks: "the Lua in dist/ with Prosody's libraries, by busted (part of matrix)",
    included: true,
    run: runUnitSpecs,
  },
  nodeTests("tools", "the tools", "tools"),
  nodeTests("declarations", "the declarations and what transpiles with them", "types/test"),
  nodeTests("runner", "the runner for scansion scripts", "packages/scansion-runner/test"),
  nodeTests("people", "the plugin for Converse.js, without it", "packages/converse-muc-people/test"),
  nodeTests("rigs", "the rigs: that they find what is planted", "rigs"),
  nodeTests(
    "create",
    "modules that npm create makes, from the packages of this project",
    "packages/create-prosody-module/test",
  ),
  nodeTests("release", "what users install: rock, archive, documents", "spec/release"),
  nodeTests("first-contact", "what the pages say, typed on a bare Debian", "spec/first-contact"),
];

/** Suites that only run servers: one may run beside another that builds. */
export const SERVING: readonly Suite[] = [
  nodeTests("launcher", "the launcher of servers", "packages/prosody-launcher/test"),
  {
    name: "scansion",
    checks: "the scripts on the installed Prosody (part of matrix)",
    included: true,
    run: () => counted(process.execPath, [...TSX, "tools/test/scansion.ts"], findClosingLine),
  },
  {
    name: "matrix",
    checks: "the scripts on every release of Prosody, and the specs on every Lua",
    run: () => counted(process.execPath, [...TSX, "rigs/matrix/matrix.ts"], findClosingLine),
  },
  nodeTests("live", "the plugin on running servers: loading, reloading, unloading", "spec/live", 2),
  {
    name: "privacy",
    checks: "every answer in some rooms of 0.12 and of 13.0, against the contract",
    async run() {
      let counts = NONE;
      for (const [index, release] of ["bookworm", "trixie"].entries())
        counts = add(counts, await privacyOn(release, index + 1).run());
      return counts;
    },
  },
  check(
    "following",
    "what followers are told while everything happens, against rooms beside",
    process.execPath,
    ...TSX,
    "rigs/trust/trust.ts",
    "following",
    "--runs",
    "10",
  ),
  check(
    "fuzz",
    "some malformed probes and batches",
    process.execPath,
    ...TSX,
    "rigs/trust/trust.ts",
    "fuzz",
    "--stanzas",
    "5000",
  ),
  {
    name: "foreign",
    checks: "other people's servers, libraries, clients and modules, in a network of their own",
    run: () => counted(process.execPath, [...TSX, "rigs/foreign/foreign.ts", "--short"], findClosingLine),
  },
  nodeTests(
    "e2e",
    "other people's software: Converse.js in a browser, the examples, make run",
    "spec/e2e",
    2,
  ),
];

export const SUITES: readonly Suite[] = [...BUILDING, ...SERVING];
