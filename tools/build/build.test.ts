// The build of a small plugin, in a folder with these tools.
import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, describe, test } from "node:test";
import { ROOT } from "../kit/project.ts";

describe("the build", () => {
  let folder: string;

  function write(name: string, text: string): void {
    writeFileSync(join(folder, "src", name), text);
  }

  function read(name: string): string {
    return readFileSync(join(folder, "dist/mod_muc_probe", name), "utf8");
  }

  function build(...options: string[]): { status: number | null; stdout: string; stderr: string } {
    const args = ["--import", "tsx", "tools/build/build.ts", ...options];
    return spawnSync(process.execPath, args, { cwd: folder, encoding: "utf8" });
  }

  before(() => {
    folder = mkdtempSync(join(tmpdir(), "build-"));
    mkdirSync(join(folder, "src"));
    cpSync(join(ROOT, "tools"), join(folder, "tools"), { recursive: true });
    for (const name of ["types", "package.json", "node_modules"])
      symlinkSync(join(ROOT, name), join(folder, name));
    // Prosody's declarations are left out: to read them takes longer than all else.
    const types = ["prosody-plugin-types/lua", "@typescript-to-lua/language-extensions"];
    const configuration = {
      extends: "./types/prosody-tsconfig.json",
      compilerOptions: { rootDir: "src", outDir: "dist/mod_muc_probe", types },
      include: ["src", "types/lib.d.ts"],
      tstl: { luaPlugins: [{ name: "./types/tstl-plugin.cjs" }] },
    };
    writeFileSync(join(folder, "tsconfig.json"), JSON.stringify(configuration));
    write("mod_muc_probe.ts", 'import { add } from "./sums";\nprint(add(1));\n');
    write("sums.ts", "export function add(given: number): number {\n\treturn given + 1;\n}\n");
    write("version.ts", 'export const VERSION = "@VERSION@";\n');
  });

  after(() => {
    rmSync(folder, { recursive: true, force: true });
  });

  test("says what a change breaks in a file that has not changed, and leaves dist/ as it is", () => {
    const first = build();
    assert.match(first.stdout, /: 3 files, 3 of them changed$/m, first.stderr);
    const sums = read("sums.lib.lua");
    write("sums.ts", "export function add(given: string): string {\n\treturn given;\n}\n");
    const { status, stderr } = build();
    assert.equal(status, 1);
    assert.match(stderr, /^src\/mod_muc_probe\.ts\(2,\d+\): error TS2345: Argument of type 'number' is not/);
    assert.doesNotMatch(stderr, /undefined/);
    assert.equal(read("sums.lib.lua"), sums);
  });

  test("builds what has changed, and no other", () => {
    write("sums.ts", "export function add(given: number): number {\n\treturn given + 2;\n}\n");
    assert.match(build().stdout, /: 3 files, 1 of them changed$/m);
    assert.match(read("sums.lib.lua"), /given \+ 2/);
  });

  test("says with --check what is not as it is built, and leaves it", () => {
    const byHand = `${read("sums.lib.lua")}-- by hand\n`;
    writeFileSync(join(folder, "dist/mod_muc_probe/sums.lib.lua"), byHand);
    const { status, stderr } = build("--check");
    assert.equal(status, 1);
    assert.match(stderr, /sums\.lib\.lua is not what src\/ builds/);
    assert.equal(read("sums.lib.lua"), byHand);
  });
});
