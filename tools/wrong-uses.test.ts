// Every wrong use of make's targets that somebody can come up with, and the sentence that it is answered with.
import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { describe, test } from "node:test";
import { callCommand } from "./kit/call-command.ts";
import { ROOT } from "./kit/project.ts";
import { SUITES } from "./test/suites.ts";

const WRONG_USES: readonly (readonly [call: string, sentence: string | RegExp])[] = [
  ["run PORT=", "PORT= is a whole number from 1 to 65535, not empty"],
  ["run PORT=-1", "PORT= is a whole number from 1 to 65535, not -1"],
  ["run PORT=http", "PORT= is a whole number from 1 to 65535, not http"],
  ["run WEB_PORT=0", "WEB_PORT= is a whole number from 1 to 65535, not 0"],
  ["run PORT=5280", "PORT= and WEB_PORT= are both 5280: they must differ"],
  ["watch PORT=99999", "PORT= is a whole number from 1 to 65535, not 99999"],
  ["scansion SCANSION=/nowhere/scansion", "--player: there is no program /nowhere/scansion"],
  ["scansion SCANSION=no-such-player", "--player: there is no program no-such-player"],
  ["scansion RUNS=0", "--runs is a whole number from 1, not 0"],
  ["test SUITE=nonsense", `There is no suite nonsense, only ${SUITES.map(({ name }) => name).join(" ")}`],
  ["privacy ROOMS=0", "--rooms is a whole number from 1, not 0"],
  ["privacy SEED=x", "--seed is a whole number from 0, not x"],
  ["privacy RELEASE=sarge", "There is no release sarge, only bullseye, bookworm, trixie, forky."],
  ["fuzz N=0", "--stanzas is a whole number from 1, not 0"],
  ["fuzz N=-1", "--stanzas is a whole number from 1, not -1"],
  ["load SEED=1.5", "--seed is a whole number from 0, not 1.5"],
  ["planted ROOMS=0", "--rooms is a whole number from 1, not 0"],
  ["foreign PART=nothing", "There is no part nothing"],
  ["bench PART=nothing", "--part nothing is none of probes, herd, crowd, connections, loading, pairs"],
  ["bench RELEASE=sarge", "There is no release sarge, only bookworm, trixie."],
  ["mutation FILE=nothing", /^--file nothing is none of answers\.lib\.lua, /],
  ["types-live RELEASE=sarge", "There is no release sarge, only bullseye, bookworm, trixie, forky."],
  ["types-coverage RELEASE=sarge", "There is no release sarge, only bullseye, bookworm, trixie, forky."],
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
  const make = (...options: string[]) =>
    spawnSync("make", [...options, ...SET_UP, ...call.split(" ")], { cwd: ROOT, env, encoding: "utf8" });
  const commands = make("--dry-run").stdout.matchAll(/^.*--import tsx (\S+)(.*)$/gm);
  const [, file, parameters = ""] = [...commands].at(-1) ?? [];
  // What make itself finds is told before anything is installed, and has no page of usage.
  if (file === undefined || call.startsWith("test ") || /^(run|watch) /.test(call)) {
    const { stderr } = make("--silent");
    assert.match(stderr, /^make: \*\*\* .* Error 2$/m);
    return stderr;
  }
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
