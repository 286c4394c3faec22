import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { cpSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, describe, test } from "node:test";
import { ROOT } from "../kit/project.ts";

describe("the build", () => {
  let folder: string;

  function build(): { status: number | null; stdout: string; stderr: string } {
    const args = ["--import", "tsx", "tools/build/build.ts"];
    return spawnSync(process.execPath, args, { cwd: folder, encoding: "utf8" });
  }

  before(() => {
    folder = mkdtempSync(join(tmpdir(), "build-"));
    for (const name of [
      "src",
      "types",
      "dist",
      "packages",
      "tools",
      "tsconfig.json",
      "tsconfig.base.json",
      "package.json",
      "Makefile",
    ])
      cpSync(join(ROOT, name), join(folder, name), { recursive: true });
    symlinkSync(join(ROOT, "node_modules"), join(folder, "node_modules"));
  });

  after(() => {
    rmSync(folder, { recursive: true, force: true });
  });

  test("finds what a change breaks in files that have not changed, and builds no other", () => {
    const source = join(folder, "src/changes.ts");
    const built = join(folder, "dist/mod_muc_probe/changes.lib.lua");
    const [code, lua] = [source, built].map((path) => readFileSync(path, "utf8"));
    assert.ok(code !== undefined && lua !== undefined);
    assert.match(build().stdout, /: \d+ files, 0 of them changed$/m);
    writeFileSync(source, code.replace("function mark(", "function marked("));
    assert.match(
      build().stderr,
      /src\/current_answers\.ts\(\d+,\d+\): error TS2339: Property 'mark' does not exist/,
    );
    writeFileSync(source, code.replace("+ 1)", "+ 2)"));
    assert.match(build().stdout, /: \d+ files, 1 of them changed$/m);
    assert.equal(readFileSync(built, "utf8"), lua.replace("+ 1", "+ 2"));
    writeFileSync(source, code);
    writeFileSync(built, lua);
  });

  test("says where a type is wrong, and leaves dist/ as it is", () => {
    const entry = join(folder, "dist/mod_muc_probe/mod_muc_probe.lua");
    const before_build = readFileSync(entry, "utf8");
    const source = join(folder, "src/mod_muc_probe.ts");
    const code = readFileSync(source, "utf8");
    writeFileSync(source, `${code}\nconst wrong: string = 3;\nmodule.log("info", wrong);\n`);
    const { status, stderr } = build();
    writeFileSync(source, code);
    assert.equal(status, 1);
    assert.match(stderr, /src\/mod_muc_probe\.ts\(\d+,\d+\): error TS2322: Type 'number' is not assignable/);
    assert.doesNotMatch(stderr, /undefined/);
    assert.equal(readFileSync(entry, "utf8"), before_build);
  });

  test("is not run by make test SUITE=dist, which says what differs", () => {
    const built = join(folder, "dist/mod_muc_probe/rooms.lib.lua");
    writeFileSync(built, `${readFileSync(built, "utf8")}-- by hand\n`);
    // npm's folder is the project's own: make must not install into it
    const args = ["--old-file", "node_modules/.package-lock.json", "test", "SUITE=dist"];
    const { status, stdout, stderr } = spawnSync("make", args, { cwd: folder, encoding: "utf8" });
    assert.equal(status, 2, stderr);
    assert.match(stdout + stderr, /rooms\.lib\.lua is not what src\/ builds/);
    assert.match(readFileSync(built, "utf8"), /by hand/);
  });
});
