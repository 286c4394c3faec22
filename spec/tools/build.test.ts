import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { cpSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, describe, test } from "node:test";

const ROOT = join(import.meta.dirname, "..", "..");

describe("the build", () => {
  let folder: string;

  before(() => {
    folder = mkdtempSync(join(tmpdir(), "build-"));
    for (const name of ["src", "types", "dist", "tools/build", "tools/command-line.ts"])
      cpSync(join(ROOT, name), join(folder, name), { recursive: true });
    for (const name of ["tsconfig.json", "tsconfig.base.json", "package.json"])
      cpSync(join(ROOT, name), join(folder, name));
    symlinkSync(join(ROOT, "node_modules"), join(folder, "node_modules"));
  });

  after(() => {
    rmSync(folder, { recursive: true, force: true });
  });

  test("says where a type is wrong, and leaves dist/ as it is", () => {
    const entry = join(folder, "dist/mod_muc_probe/mod_muc_probe.lua");
    const before_build = readFileSync(entry, "utf8");
    const source = join(folder, "src/mod_muc_probe.ts");
    writeFileSync(
      source,
      `${readFileSync(source, "utf8")}\nconst wrong: string = 3;\nmodule.log("info", wrong);\n`,
    );
    const { status, stderr } = spawnSync(process.execPath, ["--import", "tsx", "tools/build/build.ts"], {
      cwd: folder,
      encoding: "utf8",
    });
    assert.equal(status, 1);
    assert.match(stderr, /src\/mod_muc_probe\.ts\(\d+,\d+\): error TS2322: Type 'number' is not assignable/);
    assert.doesNotMatch(stderr, /undefined/);
    assert.equal(readFileSync(entry, "utf8"), before_build);
  });
});
