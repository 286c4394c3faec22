import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { describe, test } from "node:test";
import { ROOT } from "../../../../tools/kit/project.ts";
import { whyNoReleases } from "prosody-launcher";

function check(...parameters: string[]): { status: number | null; stdout: string; stderr: string } {
  return spawnSync(process.execPath, ["--import", "tsx", "rigs/types/live/types-live.ts", ...parameters], {
    cwd: ROOT,
    encoding: "utf8",
  });
}

describe("types-live", () => {
  test("shows how it is called", () => {
    const { status, stdout } = check("--help");
    assert.equal(status, 0);
    assert.match(stdout, /^Usage: /);
  });

  test("refuses a wrong call", () => {
    assert.equal(check("--release", "potato").status, 2);
    assert.equal(check("--all").status, 2);
  });

  test("finds the declarations true on a running server", { skip: whyNoReleases() ?? false }, () => {
    const { status, stdout, stderr } = check("--release", "forky");
    assert.equal(status, 0, stderr);
    assert.match(stdout, /^types-live: 1 releases, \d+ members and \d+ fields checked, 0 mismatches$/m);
  });
});
