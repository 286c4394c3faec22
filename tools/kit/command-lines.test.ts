// The project's own commands: how they are called, and what their exit codes say.
import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { join } from "node:path";
import { afterEach, describe, mock, test } from "node:test";
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
  "rigs/trust/fuzz/fuzz.ts",
  "rigs/trust/load/load.ts",
  "rigs/trust/planted/planted.ts",
  "rigs/trust/privacy/privacy.ts",
  "rigs/types/live/types-live.ts",
];

const OLD_NODE = join(import.meta.dirname, "node-18.cjs");

function call(command: string, ...parameters: string[]): { status: number | null; out: string; err: string } {
  const parametersOfNode = ["--import", "tsx", join(ROOT, command), ...parameters];
  const { status, stdout, stderr } = spawnSync(process.execPath, parametersOfNode, { encoding: "utf8" });
  return { status, out: stdout, err: stderr };
}

describe("Every command", () => {
  for (const command of COMMANDS) {
    test(`shows with --help what it does and its exit codes: ${command}`, () => {
      const { status, out } = call(command, "--help");
      assert.equal(status, 0);
      assert.match(out, /^Usage: /);
      assert.match(out, /^Exit codes: 0 .*\b1 .*\b2 bad usage/m);
    });

    test(`refuses an option it does not know with its usage and exit code 2: ${command}`, () => {
      const { status, out, err } = call(command, "--nonsense");
      assert.equal(status, 2);
      assert.match(err, /--nonsense/);
      assert.match(err, /^Usage: /m);
      assert.equal(out, "");
    });
  }
});

describe("An old Node", () => {
  for (const command of [...COMMANDS, "tools/demo/demo.ts"]) {
    test(`gets a sentence and no stack: ${command}`, () => {
      const args = ["--require", OLD_NODE, "--import", "tsx", join(ROOT, command), "--help"];
      const { status, stdout, stderr } = spawnSync(process.execPath, args, { encoding: "utf8" });
      assert.deepEqual(
        [status, stdout, stderr],
        [1, "", "Node.js 18.20.8 is too old: this needs version 20.19 or later.\n"],
      );
    });
  }
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
