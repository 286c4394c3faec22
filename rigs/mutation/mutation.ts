// Changes one thing in dist/ at a time, and sees whether the specs in Lua notice.
import { spawn } from "node:child_process";
import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { runCommandLine, wholeNumber } from "../../tools/kit/command-line.ts";
import { PLUGIN_PATH, ROOT } from "../../tools/kit/project.ts";
import { findMutants, type Mutant } from "./mutants.ts";

const USAGE = `Usage: mutation [--file NAME]… [--jobs N] [--help]

Changes one thing in dist/mod_muc_probe at a time: an operator, a number, true, false, a call, an assignment. Runs the specs in Lua
on each changed copy, and prints each change that none of them notices.

  --file NAME  only this file, for example gate.lib.lua (all)
  --jobs N     so many at once (2)
  --help       show this text

Exit codes: 0 every change was noticed, 1 some were not, 2 bad usage. The last line counts.`;

const DIST = join(PLUGIN_PATH, "mod_muc_probe");

/** A change that makes the specs run on and on is noticed too. */
const TIME_LIMIT = 120_000;

interface Options {
  readonly files: readonly string[];
  readonly jobs: number;
}

function specsNotice(folder: string): Promise<boolean> {
  return new Promise((resolve) => {
    const busted = spawn("busted", ["--lua=lua5.4", "--no-keep-going", "spec/unit"], {
      cwd: ROOT,
      env: { ...process.env, DIST: folder },
      stdio: "ignore",
      timeout: TIME_LIMIT,
    });
    busted.on("close", (code) => {
      resolve(code !== 0);
    });
  });
}

async function isNoticed(file: string, mutant: Mutant): Promise<boolean> {
  const folder = mkdtempSync(join(tmpdir(), "mutant-"));
  try {
    cpSync(DIST, folder, { recursive: true });
    writeFileSync(join(folder, file), mutant.code);
    return await specsNotice(folder);
  } finally {
    rmSync(folder, { recursive: true });
  }
}

function oneLine(text: string): string {
  return text.replaceAll(/\s+/g, " ");
}

async function run({ files, jobs }: Options): Promise<number> {
  const queue = files.flatMap((file) =>
    findMutants(readFileSync(join(DIST, file), "utf8")).map((mutant) => ({ file, mutant })),
  );
  const all = queue.length;
  if (await specsNotice(DIST))
    throw new Error("The specs fail though nothing is changed: make check says why");
  let noticed = 0;
  const work = async (): Promise<void> => {
    for (let next = queue.shift(); next !== undefined; next = queue.shift()) {
      const { file, mutant } = next;
      if (await isNoticed(file, mutant)) noticed += 1;
      else
        console.log(`${file}:${mutant.line}  ${oneLine(mutant.before)}  =>  ${mutant.after || "(deleted)"}`);
    }
  };
  await Promise.all(Array.from({ length: jobs }, work));
  console.log(`${noticed} of ${all} changes were noticed`);
  return noticed === all ? 0 : 1;
}

function readOptions(): Options | undefined {
  const { values } = parseArgs({
    options: {
      file: { type: "string", multiple: true },
      jobs: { type: "string", default: "2" },
      help: { type: "boolean" },
    },
  });
  if (values.help) return undefined;
  const present = readdirSync(DIST);
  const wrong = values.file?.find((name) => !present.includes(name));
  if (wrong !== undefined) throw new Error(`--file ${wrong} is none of ${present.join(", ")}`);
  return { files: values.file ?? present, jobs: wholeNumber("jobs", values.jobs) };
}

process.exitCode = await runCommandLine({ usage: USAGE, read: readOptions, run });
