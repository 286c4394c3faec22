// Builds dist/mod_muc_probe/ from src/, or with --check says whether it is what src/ builds.
import { spawnSync } from "node:child_process";
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { runCommandLine } from "../kit/command-line.ts";
import { filesBelow, fingerprint } from "../kit/fingerprint.ts";
import { ROOT } from "../kit/project.ts";
import { isUpToDate, keepRecord, type Product } from "../kit/up-to-date.ts";

const USAGE = `Usage: build [--check] [--help]

Transpiles src/ to dist/mod_muc_probe/, the folder an administrator copies. Where
nothing has changed since the last time, nothing is done; else what has changed in
src/ is built, and what that may change elsewhere.

  --check   write nothing; fail if dist/ is not, byte for byte, what the sources build
  --help    show this text

Exit codes: 0 built (or the same), 1 the sources do not build (or differ), 2 bad usage.`;

/** Lua by file name. */
type LuaFiles = ReadonlyMap<string, string>;

const DIST = "dist/mod_muc_probe";
const dist = join(ROOT, DIST);
/** Everything besides src/ that a build depends on: after a change of it, all is built. */
const RULES = ["types", "tools/build", "tsconfig.json", "package.json", "package-lock.json"];
const PRODUCT: Product = { name: "dist", sources: ["src", ...RULES], folder: DIST };

function isThere(name: string, code: string): boolean {
  const path = join(dist, name);
  return existsSync(path) && readFileSync(path, "utf8") === code;
}

/** The names of files in dist/ that the sources do not build. */
function findExtra(files: LuaFiles): string[] {
  return existsSync(dist) ? readdirSync(dist).filter((name) => !files.has(name)) : [];
}

/** Writes what differs, and nothing else. */
function write(files: LuaFiles): void {
  mkdirSync(dist, { recursive: true });
  for (const name of findExtra(files)) rmSync(join(dist, name), { recursive: true });
  const different = [...files].filter(([name, code]) => !isThere(name, code));
  for (const [name, code] of different) writeFileSync(join(dist, name), code);
  console.log(`${DIST}: ${files.size} files, ${different.length} of them changed`);
}

/** Says which files in dist/ are not what the sources build. */
function check(files: LuaFiles): boolean {
  const different = [...files].filter(([name, code]) => !isThere(name, code)).map(([name]) => name);
  const stale = [...findExtra(files), ...different];
  for (const name of stale) console.error(`${DIST}/${name} is not what src/ builds: run make build`);
  return stale.length === 0;
}

function readOptions(): { check?: boolean | undefined } | undefined {
  const { values } = parseArgs({ options: { check: { type: "boolean" }, help: { type: "boolean" } } });
  return values.help ? undefined : values;
}

/** Transpiles src/. Returns undefined after any diagnostic, which is printed. */
function transpile(): LuaFiles | undefined {
  const rules = [fingerprint(RULES), ...filesBelow("src")].join(" ");
  const { status, stdout } = spawnSync(
    process.execPath,
    [join(import.meta.dirname, "transpile.cjs"), rules],
    {
      encoding: "utf8",
      stdio: ["ignore", "pipe", "inherit"],
      maxBuffer: Infinity,
    },
  );
  return status === 0 ? new Map(Object.entries(JSON.parse(stdout) as Record<string, string>)) : undefined;
}

function build(onlyCheck: boolean): number {
  if (isUpToDate(PRODUCT)) {
    console.log(`${DIST} is up to date`);
    return 0;
  }
  const files = transpile();
  if (files === undefined) return 1;
  if (onlyCheck && !check(files)) return 1;
  if (!onlyCheck) write(files);
  keepRecord(PRODUCT);
  return 0;
}

process.exitCode = await runCommandLine({
  usage: USAGE,
  read: readOptions,
  run: ({ check: onlyCheck = false }) => build(onlyCheck),
});
