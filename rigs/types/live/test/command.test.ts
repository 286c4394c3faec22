import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { test } from "node:test";
import { ROOT } from "../../../../tools/kit/project.ts";
import { whyNoReleases } from "prosody-launcher";

test("types-live finds the declarations true on running servers", { skip: whyNoReleases() ?? false }, () => {
  const command = ["--import", "tsx", "rigs/types/live/types-live.ts"];
  const { status, stdout, stderr } = spawnSync(process.execPath, command, { cwd: ROOT, encoding: "utf8" });
  assert.equal(status, 0, stderr);
  assert.match(stdout, /^types-live: \d+ releases, \d+ members and \d+ fields checked, 0 mismatches$/m);
});
