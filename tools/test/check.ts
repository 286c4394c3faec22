// What a change needs before a commit: of each check, what has changed since it passed last.
import { spawn } from "node:child_process";
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { parseArgs } from "node:util";
import { runCommandLine } from "../kit/command-line.ts";
import { fingerprint, projectFiles } from "../kit/fingerprint.ts";
import { npmProgram, ROOMY_RUN, ROOT, SHORT_RUN } from "../kit/project.ts";
import { build } from "../build/dist.ts";

const USAGE = `Usage: check [--all] [--help]

Runs what a change needs before a commit: format, types, lint, the build, the Lua, the specs. What has not changed
since it passed last is not looked at again.

  --all   as if nothing had ever passed
  --help  show this text

Exit codes: 0 all passed, 1 something failed, 2 bad usage.`;

/** One check. */
interface Check {
  readonly name: string;
  /** Everything that it depends on but the files themselves: a change means that all is looked at. */
  readonly rules: readonly string[];
  /** Says whether it looks at a file. */
  readonly covers: (file: string) => boolean;
  /** Looks at files that have changed, or are gone. Returns what is wrong, empty if nothing is. */
  readonly run: (files: readonly string[]) => string | undefined | Promise<string | undefined>;
}

const LOCK = "package-lock.json";
const TYPES_AND_LINT = [
  "tools/test/typescript.cjs",
  "eslint.config.js",
  "types/eslint.cjs",
  "types/plugin/rules.cjs",
  "tsconfig.base.json",
  "tsconfig.json",
  "tsconfig.tools.json",
];
/** More files than that take long enough for V8's optimizer. */
const FEW = 30;

/** Runs a command. Resolves to what it printed if it failed. */
async function command(program: string, ...args: readonly string[]): Promise<string | undefined> {
  const child = spawn(program, args, { cwd: ROOT, stdio: ["ignore", "pipe", "pipe"] });
  let output = "";
  for (const stream of [child.stdout, child.stderr])
    stream.setEncoding("utf8").on("data", (text: string) => {
      output += text;
    });
  return new Promise((resolve, reject) => {
    child.on("error", reject);
    child.on("close", (code, signal) => {
      resolve(code === 0 ? undefined : output || `${program} ended with ${signal ?? code ?? "nothing"}`);
    });
  });
}

/** Runs a command on those files that are there. */
function commandOn(program: string, ...args: readonly string[]): Check["run"] {
  return (files) => {
    const there = files.filter((file) => existsSync(join(ROOT, file)));
    return there.length === 0 ? undefined : command(program, ...args, ...there);
  };
}

const CHECKS: readonly Check[] = [
  {
    name: "types and lint",
    rules: [LOCK, ...TYPES_AND_LINT],
    covers: (file) => /\.(ts|js|cjs|json)$/.test(file),
    run: (files) => {
      const options = files.length > FEW ? ROOMY_RUN : SHORT_RUN;
      return command(process.execPath, ...options, "tools/test/typescript.cjs", ...files);
    },
  },
  {
    name: "format",
    rules: [LOCK, ".prettierrc.json", ".prettierignore", ".editorconfig"],
    covers: (file) => /\.(ts|js|cjs|json|md|css|html|ya?ml)$/.test(file),
    run: commandOn(npmProgram("prettier"), "--check", "--log-level=warn", "--ignore-unknown"),
  },
  {
    name: "build",
    rules: [LOCK, "package.json", "tsconfig.json", "tools/build"],
    covers: (file) => /^(src|types|dist)\//.test(file),
    run: () => (build(true) ? undefined : "dist/ is not what src/ builds"),
  },
  {
    name: "luacheck",
    rules: [".luacheckrc"],
    covers: (file) => file.endsWith(".lua"),
    run: commandOn("luacheck", "--quiet", "--no-color"),
  },
  {
    name: "specs",
    rules: [],
    covers: (file) => /^(dist|spec\/unit)\//.test(file),
    run: () => command("busted", "--lua=lua5.4", "-o", "plainTerminal", "spec/unit"),
  },
  {
    name: "specs inside of Prosody",
    rules: [LOCK, "tools/test", "packages/prosody-launcher/src"],
    covers: (file) => /^(dist|spec\/unit|types)\//.test(file),
    run: async () => {
      const { runInstalled } = await import("./busted.ts");
      const { failed } = await runInstalled();
      return failed === 0 ? undefined : "see above";
    },
  },
];

/** The fingerprints that passed: for each check its rules', and each file's. */
type Passed = Record<string, Record<string, string>>;

const CACHE = join(ROOT, "build/cache");
const PASSED = join(CACHE, "checks.json");
const RULES = "";
const AT_ONCE = 2;

function readPassed(): Passed {
  return existsSync(PASSED) ? (JSON.parse(readFileSync(PASSED, "utf8")) as Passed) : {};
}

function writePassed(passed: Passed): void {
  mkdirSync(dirname(PASSED), { recursive: true });
  writeFileSync(PASSED, JSON.stringify(passed));
}

/** Fingerprints of all that a check would look at. */
function stateOf({ rules, covers }: Check, files: ReadonlyMap<string, string>): Record<string, string> {
  const covered = [...files].filter(([file]) => covers(file));
  return { [RULES]: fingerprint(rules), ...Object.fromEntries(covered) };
}

/** The files that differ from what passed, or are gone; all if the rules do. */
function findChanged(now: Record<string, string>, passed: Record<string, string>): string[] {
  const files = Object.keys({ ...passed, ...now }).filter((file) => file !== RULES);
  return now[RULES] === passed[RULES] ? files.filter((file) => now[file] !== passed[file]) : files;
}

/** Runs one check on what has changed, and says how it went; keeps what passed. */
async function runCheck(check: Check, files: ReadonlyMap<string, string>, passed: Passed): Promise<boolean> {
  const now = stateOf(check, files);
  const changed = findChanged(now, passed[check.name] ?? {});
  if (changed.length === 0) {
    console.log(`${check.name}: nothing has changed`);
    return true;
  }
  const wrong = await check.run(changed);
  console.log(wrong === undefined ? `${check.name}: passed` : `${check.name}: failed\n${wrong}`);
  if (wrong !== undefined) return false;
  passed[check.name] = now;
  writePassed(passed);
  return true;
}

function readOptions(): { all: boolean } | undefined {
  const { values } = parseArgs({ options: { all: { type: "boolean" }, help: { type: "boolean" } } });
  return values.help === true ? undefined : { all: values.all === true };
}

async function runChecks({ all }: { all: boolean }): Promise<number> {
  if (all) rmSync(CACHE, { recursive: true, force: true });
  const files = new Map(projectFiles().map((file) => [file, fingerprint([file])]));
  const passed = readPassed();
  const waiting = [...CHECKS];
  const results: boolean[] = [];
  const work = async (): Promise<void> => {
    for (let check = waiting.shift(); check !== undefined; check = waiting.shift())
      results.push(await runCheck(check, files, passed));
  };
  await Promise.all(Array.from({ length: AT_ONCE }, work));
  return results.every(Boolean) ? 0 : 1;
}

process.exitCode = await runCommandLine({ usage: USAGE, read: readOptions, run: runChecks });
