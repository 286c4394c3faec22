import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { cpSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, test } from "node:test";
import { ROOT, SHORT_RUN } from "../kit/project.ts";

const folder = mkdtempSync(join(tmpdir(), "types-and-lint-"));
after(() => {
  rmSync(folder, { recursive: true });
});

function write(name: string, text: string): void {
  mkdirSync(join(folder, name, ".."), { recursive: true });
  writeFileSync(join(folder, name), text);
}

/** Looks at one file, though it may be another one that is wrong. */
function check(): { status: number | null; stdout: string } {
  const args = [...SHORT_RUN, join(folder, "tools/test/typescript.cjs"), "src/a.ts"];
  return spawnSync(process.execPath, args, { encoding: "utf8" });
}

test("A change of what a file exports is seen in the types and the lint of others, for as long as it is wrong", () => {
  symlinkSync(join(ROOT, "node_modules"), join(folder, "node_modules"));
  cpSync(join(ROOT, "tools/test/typescript.cjs"), join(folder, "tools/test/typescript.cjs"));
  write(
    "tsconfig.json",
    '{ "compilerOptions": { "strict": true, "types": [], "lib": ["ES2015"] }, "include": ["src"] }',
  );
  write(
    "eslint.config.js",
    `const tseslint = require("typescript-eslint");
    module.exports = {
      files: ["src/*.ts"], ...tseslint.configs.base, rules: { "@typescript-eslint/no-floating-promises": "error" },
    };
    module.exports.languageOptions.parserOptions = { project: "tsconfig.json", tsconfigRootDir: __dirname };`,
  );
  write("src/a.ts", "export function a(): void {}\n");
  write("src/b.ts", 'import { a } from "./a";\na();\n');
  const { status, stdout } = check();
  assert.deepEqual([stdout, status], ["", 0]);

  write("src/a.ts", "export async function a(): Promise<void> {}\n");
  for (let i = 0; i < 2; i++) assert.match(check().stdout, /src\/b\.ts\s+2:1\s+error .*no-floating-promises/);
  write("src/a.ts", "export function a(given: string): void {}\n");
  assert.match(check().stdout, /^src\/b\.ts\(2,1\): error TS2554/);
});
