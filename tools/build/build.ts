// Builds dist/mod_muc_probe/ from src/, or with --check says whether it is what src/ builds.
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { basename, join } from "node:path";
import { parseArgs } from "node:util";
import ts from "typescript";
import * as tstl from "typescript-to-lua";
import { runCommandLine } from "../kit/command-line.ts";
import { ROOT } from "../kit/project.ts";
import { readManifest } from "../release/module.ts";

const USAGE = `Usage: build [--check] [--help]

Transpiles src/ to dist/mod_muc_probe/, the folder an administrator copies.

  --check   write nothing; fail if dist/ is not, byte for byte, what the sources build
  --help    show this text

Exit codes: 0 built (or the same), 1 the sources do not build (or differ), 2 bad usage.`;

const dist = join(ROOT, "dist/mod_muc_probe");

type LuaFiles = Map<string, string>;

/** Where `src/version.ts` leaves a place for the version. */
const VERSION_FILE = "version.lib.lua";
const VERSION_PLACE = "@VERSION@";

/** Puts the version of package.json in its place. */
function stampVersion(files: LuaFiles): void {
  const code = files.get(VERSION_FILE);
  if (code?.includes(VERSION_PLACE) !== true) throw new Error(`${VERSION_FILE} has no place for the version`);
  files.set(VERSION_FILE, code.replace(VERSION_PLACE, readManifest().version));
}

/** The Lua that the sources build, by file name; undefined after any diagnostic, which is printed. */
function transpile(): LuaFiles | undefined {
  const files: LuaFiles = new Map();
  const { diagnostics } = tstl.transpileProject(join(ROOT, "tsconfig.json"), {}, (path, code) => {
    files.set(basename(path), code);
  });
  const host = { ...ts.sys, getCanonicalFileName: (name: string) => name, getNewLine: () => "\n" };
  process.stderr.write(ts.formatDiagnostics(diagnostics, host));
  if (diagnostics.length > 0) return undefined;
  stampVersion(files);
  return files;
}

function write(files: LuaFiles): void {
  rmSync(dist, { recursive: true, force: true });
  mkdirSync(dist, { recursive: true });
  for (const [name, code] of files) writeFileSync(join(dist, name), code);
  console.log(`dist/mod_muc_probe: ${files.size} files`);
}

/** Names of the files in dist/ that are not what the sources build. */
function findStale(files: LuaFiles): string[] {
  const present = existsSync(dist) ? readdirSync(dist) : [];
  const extra = present.filter((name) => !files.has(name));
  const different = [...files].filter(
    ([name, code]) => !present.includes(name) || readFileSync(join(dist, name), "utf8") !== code,
  );
  return [...extra, ...different.map(([name]) => name)];
}

function check(files: LuaFiles): number {
  const stale = findStale(files);
  for (const name of stale)
    console.error(`dist/mod_muc_probe/${name} is not what src/ builds: run make build`);
  return stale.length === 0 ? 0 : 1;
}

function readOptions(): { check?: boolean | undefined } | undefined {
  const { values } = parseArgs({ options: { check: { type: "boolean" }, help: { type: "boolean" } } });
  return values.help ? undefined : values;
}

function build(files: LuaFiles | undefined, onlyCheck = false): number {
  if (files === undefined) return 1;
  if (onlyCheck) return check(files);
  write(files);
  return 0;
}

process.exitCode = await runCommandLine({
  usage: USAGE,
  read: readOptions,
  run: ({ check: onlyCheck }) => build(transpile(), onlyCheck),
});
