import assert from "node:assert/strict";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, test } from "node:test";
import { gzipSync } from "node:zlib";
import { haveMovedOn } from "../src/moved-on.ts";

const folder = mkdtempSync(join(tmpdir(), "moved-on-"));
for (const [name, version] of [
  ["prosody", "13.0.7-1"],
  ["lua-busted", "2.2.0-1"],
] as const) {
  mkdirSync(join(folder, "usr/share/doc", name), { recursive: true });
  const changelog = `${name} (${version}) unstable; urgency=medium\n\n${name} (0.1-1) unstable\n`;
  writeFileSync(join(folder, "usr/share/doc", name, "changelog.Debian.gz"), gzipSync(changelog));
}

after(() => {
  rmSync(folder, { recursive: true });
});

for (const [offered, expected] of [
  ["Inst prosody (13.0.7-1 Debian:testing [amd64])\nInst lua-busted (2.2.0-1 Debian:testing [all])", false],
  ["Inst prosody (13.0.8-1 Debian:testing [amd64]) []", true],
  ["Inst prosody (13.0.7-1+b2 Debian:testing [amd64])", false],
  ["Inst lua-busted (2.3.0-1 Debian:testing [all])", true],
  ["Inst prosody-modules (0.0~hg1 Debian:testing [all])", false],
  ["E: Failed to fetch", false],
] as const) {
  test(`packages ${expected ? "have" : "have not"} moved on where apt says: ${offered}`, () => {
    assert.equal(haveMovedOn(["prosody", "lua-busted"], folder, offered), expected);
  });
}
