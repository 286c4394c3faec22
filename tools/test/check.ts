// What a change needs before a commit: of each check, what has changed since it passed last.
import { spawn } from "node:child_process";
import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { parseArgs } from "node:util";
import { runCommandLine } from "../kit/command-line.ts";
import { filesBelow, fingerprint } from "../kit/fingerprint.ts";
import { npmProgram, ROOT } from "../kit/project.ts";

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
  /** The command for all that it covers, or for some files. */
  readonly command:
    (() => readonly string[]) | { readonly of: (files: readonly string[]) => readonly string[] };
}

const TSX = [process.execPath, "--import", "tsx"];
const LOCK = "package-lock.json";
const FOLDERS = ["src", "dist", "types", "packages", "rigs", "tools", "spec", "docs", "examples"];
const FILES = [
  "CHANGELOG.md",
  "CONTRIBUTING.md",
  "README.md",
  "SECURITY.md",
  "eslint.config.js",
  "package.json",
  "tsconfig.base.json",
  "tsconfig.json",
  "tsconfig.tools.json",
];
const SOURCES_OF_LUA = /^(src|types)\//;
/** Declarations of one series and Lua, made when the package of the declarations is. */
const GENERATED = /^types\/\d/;

/** Checks the types of a project; what TypeScript knows of it is kept. */
function typeCheck(name: string, project: string, covers: (file: string) => boolean): Check {
  const kept = `build/cache/${project.replaceAll("/", "-")}.tsbuildinfo`;
  return {
    name,
    rules: [LOCK, "tsconfig.tools.json", "tsconfig.base.json"],
    covers,
    command: () => [npmProgram("tsc"), "-p", project, "--incremental", "--tsBuildInfoFile", kept],
  };
}

const CHECKS: readonly Check[] = [
  {
    name: "format",
    rules: [LOCK, ".prettierrc.json", ".prettierignore", ".editorconfig"],
    covers: (file) => /\.(ts|js|cjs|json|md|css|html|ya?ml)$/.test(file),
    command: {
      of: (files) => [npmProgram("prettier"), "--check", "--log-level=warn", "--ignore-unknown", ...files],
    },
  },
  typeCheck("types", "tsconfig.tools.json", (file) =>
    /^(tools|rigs|packages|spec|types\/test)\/.*\.(ts|cjs|json)$/.test(file),
  ),
  typeCheck("types of examples", "examples", (file) => /^(examples|packages)\/.*\.(js|ts|json)$/.test(file)),
  typeCheck("types of converse-muc-people", "packages/converse-muc-people", (file) =>
    file.startsWith("packages/converse-muc-people/"),
  ),
  {
    name: "lint",
    rules: [LOCK, "eslint.config.js", "types/eslint.cjs", "types/plugin/rules.cjs", "tsconfig.tools.json"],
    covers: (file) => /\.(ts|js|cjs)$/.test(file),
    command: { of: (files) => [npmProgram("eslint"), "--no-warn-ignored", ...files] },
  },
  {
    name: "build",
    rules: [LOCK, "package.json", "tsconfig.json", "tools/build"],
    covers: (file) => SOURCES_OF_LUA.test(file) || file.startsWith("dist/"),
    command: () => [...TSX, "tools/build/build.ts", "--check"],
  },
  {
    name: "luacheck",
    rules: [".luacheckrc"],
    covers: (file) => file.endsWith(".lua"),
    command: { of: (files) => ["luacheck", "--quiet", "--no-color", ...files] },
  },
  {
    name: "specs",
    rules: [LOCK, "tools/test", "packages/prosody-launcher/src"],
    covers: (file) => /^(dist|spec\/unit|types)\//.test(file),
    command: () => [...TSX, "tools/test/run.ts", "unit"],
  },
];

/** The fingerprints that passed: for each check its rules', and each file's. */
type Passed = Record<string, Record<string, string>>;

const PASSED = join(ROOT, "build/cache/checks.json");
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

/** The files that differ from what passed; all if the rules do. Undefined if nothing is to be looked at. */
function findChanged(now: Record<string, string>, passed: Record<string, string>): string[] | undefined {
  const files = Object.keys(now).filter((file) => file !== RULES);
  if (now[RULES] !== passed[RULES]) return files;
  const changed = files.filter((file) => now[file] !== passed[file]);
  const isSmaller = Object.keys(passed).some((file) => !(file in now));
  return changed.length > 0 || isSmaller ? changed : undefined;
}

/** Runs a command. Resolves to whether it passed, and what it printed. */
async function run([program = "", ...args]: readonly string[]): Promise<{ passed: boolean; output: string }> {
  const child = spawn(program, args, { cwd: ROOT, stdio: ["ignore", "pipe", "pipe"] });
  let output = "";
  for (const stream of [child.stdout, child.stderr])
    stream.setEncoding("utf8").on("data", (text: string) => {
      output += text;
    });
  return new Promise((resolve, reject) => {
    child.on("error", reject);
    child.on("close", (code) => {
      resolve({ passed: code === 0, output });
    });
  });
}

/** The result for files that are no longer there. */
const GONE = { passed: true, output: "" };

/** Runs one check on what has changed, and says how it went; keeps what passed. */
async function runCheck(check: Check, files: ReadonlyMap<string, string>, passed: Passed): Promise<boolean> {
  const now = stateOf(check, files);
  const changed = findChanged(now, passed[check.name] ?? {});
  if (changed === undefined) {
    console.log(`${check.name}: nothing has changed`);
    return true;
  }
  const { command } = check;
  const isGone = typeof command === "object" && changed.length === 0;
  const result = isGone ? GONE : await run(typeof command === "object" ? command.of(changed) : command());
  console.log(
    `${check.name}: ${result.passed ? "passed" : "failed"}${result.passed ? "" : `\n${result.output}`}`,
  );
  if (!result.passed) return false;
  passed[check.name] = now;
  writePassed(passed);
  return true;
}

function readOptions(): { all: boolean } | undefined {
  const { values } = parseArgs({ options: { all: { type: "boolean" }, help: { type: "boolean" } } });
  return values.help === true ? undefined : { all: values.all === true };
}

async function runChecks({ all }: { all: boolean }): Promise<number> {
  const names = [...FOLDERS, ...FILES].flatMap(filesBelow).filter((name) => !GENERATED.test(name));
  const files = new Map(names.map((file) => [file, fingerprint([file])]));
  const passed = all ? {} : readPassed();
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
