import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { test } from "node:test";
import { ROOT } from "../../../../tools/kit/project.ts";
import { whyNoReleases } from "prosody-launcher";

test("types-live finds the declarations true on a running server", { skip: whyNoReleases() ?? false }, () => {
  const command = ["--import", "tsx", "rigs/types/live/types-live.ts", "--release", "forky"];
  const { status, stdout, stderr } = spawnSync(process.execPath, command, { cwd: ROOT, encoding: "utf8" });
  assert.equal(status, 0, stderr);
  assert.match(stdout, /^types-live: 1 releases, \d+ members and \d+ fields checked, 0 mismatches$/m);
});
