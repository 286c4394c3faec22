// The project's own commands: how they are called, by make too, and what their exit codes say.
import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { afterEach, describe, mock, test } from "node:test";
import { RELEASE_NAMES } from "prosody-launcher";
import { callCommand } from "./call-command.ts";
import { ROOT } from "./project.ts";
import { runCommandLine, wholeNumber } from "./command-line.ts";

const COMMANDS = [
  "rigs/bench/bench.ts",
  "tools/build/build.ts",
  "tools/demo/serve.ts",
  "rigs/foreign/foreign.ts",
  "rigs/matrix/matrix.ts",
  "rigs/mutation/mutation.ts",
  "tools/release/release.ts",
  "tools/test/run.ts",
  "tools/test/scansion.ts",
  "rigs/trust/trust.ts",
  "rigs/types/coverage/types-coverage.ts",
  "rigs/types/editor/types-editor.ts",
  "rigs/types/live/types-live.ts",
];

const OLD_NODE = join(import.meta.dirname, "node-18.cjs");

describe("Every command", () => {
  for (const command of COMMANDS) {
    test(`shows with --help what it does and its exit codes: ${command}`, async () => {
      const { status, out } = await callCommand(command, "--help");
      assert.equal(status, 0);
      assert.match(out, /^Usage: /);
      assert.match(out, /^Exit codes: 0 .*\b1 .*\b2 bad usage/m);
    });

    test(`refuses an option it does not know with its usage and exit code 2: ${command}`, async () => {
      const { status, out, err } = await callCommand(command, "--nonsense");
      assert.equal(status, 2);
      assert.match(err, /--nonsense/);
      assert.match(err, /^Usage: /m);
      assert.equal(out, "");
    });
  }
});

/** Wrong uses of make's targets, one of each kind, and the sentence that each is answered with; ports and suites are in makefile.test.ts. */
const WRONG_USES: readonly (readonly [call: string, sentence: string | RegExp])[] = [
  ["scansion SCANSION=/nowhere/scansion", "--player: there is no program /nowhere/scansion"],
  ["scansion RUNS=0", "--runs is a whole number from 1, not 0"],
  ["privacy ROOMS=0", "--rooms is a whole number from 1, not 0"],
  ["privacy SEED=x", "--seed is a whole number from 0, not x"],
  ["privacy RELEASE=sarge", `There is no release sarge, only ${RELEASE_NAMES.join(", ")}.`],
  ["fuzz N=-1", "--stanzas is a whole number from 1, not -1"],
  ["foreign PART=nothing", "There is no part nothing"],
  ["bench PART=nothing", /^--part nothing is none of probes, /],
  ["bench RELEASE=sarge", /^There is no release sarge, only bookworm, /],
  ["mutation FILE=nothing", /^--file nothing is none of answers\.lib\.lua, /],
  ["types-coverage MODULES=/nowhere", "--modules: there is no folder /nowhere"],
];

/** Targets that were made when these tests began. */
const SET_UP = [
  "build",
  "node",
  "node_modules/.package-lock.json",
  ...["bench", "browser", "foreign", "rock", "server", "test", "user"].map((name) => `${name}-packages`),
].flatMap((target) => ["--old-file", target]);

/** Runs make, and in place of the last command, which ends the call, {@link callCommand}. Returns what was said. */
async function callMake(call: string): Promise<string> {
  // Where make runs these tests, it is told so, and would count itself.
  const env = { ...process.env, MAKEFLAGS: undefined, MAKELEVEL: undefined };
  const { stdout } = spawnSync("make", ["--dry-run", ...SET_UP, ...call.split(" ")], {
    cwd: ROOT,
    env,
    encoding: "utf8",
  });
  const [, file = "", parameters = ""] = [...stdout.matchAll(/^.*--import tsx (\S+)(.*)$/gm)].at(-1) ?? [];
  const args = parameters.split(" ").map((each) => each.replaceAll('"', ""));
  const { status, err } = await callCommand(file, ...args.filter((each) => each !== ""));
  assert.equal(status, 2);
  assert.match(err, /^Usage: /m);
  return err;
}

describe("A wrong use of make", () => {
  for (const [call, sentence] of WRONG_USES) {
    test(`is told what is wrong: make ${call}`, async () => {
      const [first = ""] = (await callMake(call)).split("\n");
      if (typeof sentence === "string") assert.equal(first, sentence);
      else assert.match(first, sentence);
    });
  }
});

/** The file that is run first where one is loaded: the first of its imports, and so on. */
function firstRun(file: string): string {
  const imports = readFileSync(file, "utf8").matchAll(
    /^import (?!type )(?:[^"]*? from )?"(?!node:)([^"]+)"/gm,
  );
  const [first] = Array.from(imports, ([, name = ""]) => name);
  if (first === undefined) return file;
  return first.startsWith(".") ? firstRun(join(dirname(file), first)) : first;
}

describe("An old Node", () => {
  test("gets a sentence and no stack", () => {
    const args = ["--require", OLD_NODE, "--import", "tsx", join(ROOT, "tools/build/build.ts"), "--help"];
    const { status, stdout, stderr } = spawnSync(process.execPath, args, { encoding: "utf8" });
    assert.deepEqual(
      [status, stdout, stderr],
      [1, "", "Node.js 18.20.8 is too old: this needs version 20.19 or later.\n"],
    );
  });

  test("does so from every command, before anything that it may not know", () => {
    for (const command of COMMANDS)
      assert.equal(firstRun(join(ROOT, command)), join(ROOT, "tools/check-node.cjs"), command);
  });
});

describe("A command line", () => {
  const errors = mock.method(console, "error", () => undefined);
  afterEach(() => {
    errors.mock.resetCalls();
  });

  test("ends with the exit code of what it does", async () => {
    assert.equal(await runCommandLine({ usage: "", read: () => 3, run: (code) => code }), 3);
  });

  test("that fails says why, and ends with 1", async () => {
    const run = (): Promise<number> => Promise.reject(new Error("Prosody is not installed"));
    assert.equal(await runCommandLine({ usage: "", read: () => ({}), run }), 1);
    assert.deepEqual(errors.mock.calls[0]?.arguments, ["Prosody is not installed"]);
  });

  test("reads whole numbers, and says which ones it takes", () => {
    assert.equal(wholeNumber("seed", "0", 0), 0);
    assert.equal(wholeNumber("port", "65535", 1, 65535), 65535);
    for (const text of ["", "0", "-1", "1.5", "1e3", "0x10", " 7", "ten", "9".repeat(20)])
      assert.throws(() => wholeNumber("runs", text), /^Error: --runs is a whole number from 1, not /);
    assert.throws(() => wholeNumber("port", "65536", 1, 65535), /from 1 to 65535, not 65536$/);
  });
});
