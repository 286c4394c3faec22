// The command behind `make rock`, `make dist` and `make release`.
import assert from "node:assert/strict";
import { mkdtempSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, test } from "node:test";
import { archiveName } from "../../tools/release/archive.ts";
import { callCommand, type Called } from "../../tools/kit/call-command.ts";

const release = (...args: string[]): Promise<Called> => callCommand("tools/release/release.ts", ...args);

describe("tools/release", () => {
  test("a wrong call is told how to call, with exit code 2", async () => {
    for (const args of [[], ["wheel"], ["archive", "rock"], ["archive", "--fast"]]) {
      const { status, err } = await release(...args);
      assert.equal(status, 2, args.join(" "));
      assert.match(err, /Usage: release/);
    }
  });

  test("what cannot be written is said, with exit code 1", async () => {
    const { status, err } = await release("archive", "--output", "LICENSE/nowhere");
    assert.equal(status, 1);
    assert.match(err, /LICENSE/);
  });

  test("the archive is put where it is wanted", async () => {
    const folder = mkdtempSync(join(tmpdir(), "release-test-"));
    try {
      assert.equal((await release("archive", "--output", folder)).status, 0);
      assert.deepEqual(readdirSync(folder), [archiveName()]);
    } finally {
      rmSync(folder, { recursive: true });
    }
  });
});
