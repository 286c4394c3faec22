// dist/mod_muc_probe/, as src/ builds it.
import { spawnSync } from "node:child_process";
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { filesBelow, fingerprint } from "../kit/fingerprint.ts";
import { ROOT, SHORT_RUN } from "../kit/project.ts";
import { isUpToDate, keepRecord, type Product } from "../kit/up-to-date.ts";

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

/** Transpiles src/. Returns undefined after any diagnostic, which is printed. */
function transpile(): LuaFiles | undefined {
  const rules = [fingerprint(RULES), ...filesBelow("src")].join(" ");
  const args = [...SHORT_RUN, join(import.meta.dirname, "transpile.cjs"), rules];
  const { status, stdout } = spawnSync(process.execPath, args, {
    encoding: "utf8",
    stdio: ["ignore", "pipe", "inherit"],
    maxBuffer: Infinity,
  });
  return status === 0 ? new Map(Object.entries(JSON.parse(stdout) as Record<string, string>)) : undefined;
}

/** Builds what has changed, or only looks. Says what is wrong, if anything is. */
export function build(onlyCheck: boolean): boolean {
  if (isUpToDate(PRODUCT)) {
    console.log(`${DIST} is up to date`);
    return true;
  }
  const files = transpile();
  if (files === undefined || (onlyCheck && !check(files))) return false;
  if (!onlyCheck) write(files);
  keepRecord(PRODUCT);
  return true;
}
