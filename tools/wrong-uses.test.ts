// Wrong uses of make's targets, one of each kind, and the sentence that each is answered with; ports and suites are in makefile.test.ts.
import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { describe, test } from "node:test";
import { RELEASE_NAMES } from "prosody-launcher";
import { callCommand } from "./kit/call-command.ts";
import { ROOT } from "./kit/project.ts";

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
