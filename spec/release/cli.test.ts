// The command behind `make rock`, `make dist` and `make release`.
import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { mkdtempSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, test } from "node:test";
import { archiveName } from "../../tools/release/archive.ts";
import { ROOT } from "../../tools/kit/project.ts";

function release(...args: string[]): { status: number | null; stdout: string; stderr: string } {
  const command = ["--import", "tsx", "tools/release/release.ts", ...args];
  return spawnSync(process.execPath, command, { cwd: ROOT, encoding: "utf8" });
}

describe("tools/release", () => {
  test("--help tells what there is to build, with exit code 0", () => {
    const { status, stdout } = release("--help");
    assert.equal(status, 0);
    assert.match(stdout, /^Usage: release archive\|rock\|check\|all/);
  });

  test("a wrong call is told how to call, with exit code 2", () => {
    for (const args of [[], ["wheel"], ["archive", "rock"], ["archive", "--fast"]]) {
      const { status, stderr } = release(...args);
      assert.equal(status, 2, args.join(" "));
      assert.match(stderr, /Usage: release/);
    }
  });

  test("what cannot be written is said, with exit code 1", () => {
    const { status, stderr } = release("archive", "--output", "LICENSE/nowhere");
    assert.equal(status, 1);
    assert.match(stderr, /LICENSE/);
  });

  test("the archive is put where it is wanted", () => {
    const folder = mkdtempSync(join(tmpdir(), "release-test-"));
    try {
      assert.equal(release("archive", "--output", folder).status, 0);
      assert.deepEqual(readdirSync(folder), [archiveName()]);
    } finally {
      rmSync(folder, { recursive: true });
    }
  });
});
