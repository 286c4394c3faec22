// Foreign software against the plugin: makes the namespaces it runs in, and calls itself inside of them for the checks.
import { runCommandLine } from "../../tools/kit/command-line.ts";
import { spawn } from "node:child_process";
import { once } from "node:events";
import { parseArgs } from "node:util";
import { describe, NONE } from "../../tools/kit/counts.ts";
import { ROOT } from "../../tools/kit/project.ts";
import { toMarkdown, toText } from "../../tools/kit/table.ts";
import { putSection, resultsPage } from "../results-page.ts";
import { fetchForeign, ISOLATION, isRequired, whyNoWorld } from "./packages.ts";
import { PARTS, type Part } from "./parts.ts";
import { type CheckOptions, countRows, type Section } from "./row.ts";
import { createWorld } from "./world/hosts.ts";

const USAGE = `Usage: foreign [--short] [--record] [--help] [PART…]

Runs software that nobody here wrote against the plugin and the scansion runner, in network namespaces of its own, and
prints what it saw. Parts:
${PARTS.map(({ name, checks }) => `  ${name.padEnd(16)}${checks}`).join("\n")}

  --short   leave out what takes minutes
  --record  keep the tables in spec/results/foreign.md
  --help    show this text

Exit codes: 0 all is right, or skipped for want of rights or packages (with CI=true that fails), 1 something is wrong, 2 bad usage.
The last line counts.`;

const PAGE = resultsPage(
  "foreign.md",
  "# Software that nobody here wrote\n\nWritten by `make foreign RECORD=1`: Debian's packages and libraries from npm against the plugin and the scansion " +
    "runner, in network namespaces of their own.",
);

/** The parts to run, and the options for them. */
interface Options extends CheckOptions {
  readonly parts: readonly Part[];
  readonly record: boolean;
}

function readOptions(): Options | undefined {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: {
      short: { type: "boolean", default: false },
      record: { type: "boolean", default: false },
      help: { type: "boolean" },
    },
  });
  if (values.help) return undefined;
  const { short, record } = values;
  if (short && record) throw new Error("Only a whole run can be kept");
  for (const name of positionals) {
    if (!PARTS.some((part) => part.name === name)) throw new Error(`There is no part ${name}`);
  }
  const parts = positionals.length === 0 ? PARTS : PARTS.filter(({ name }) => positionals.includes(name));
  return { parts, short, record };
}

/** Without the rights, or the packages, there is nothing to run. That is an error only if this is required. */
function skip(reason: string): number {
  if (isRequired()) throw new Error(reason);
  console.error(
    `SKIPPED: nothing of other people's software was run: ${reason}. REQUIRE=foreign makes this an error.`,
  );
  console.log(describe({ ...NONE, skipped: 1 }));
  return 0;
}

/** Fetches all that is needed; resolves to the folder to chroot into. */
async function fetchFor(options: Options): Promise<string> {
  const root = await fetchForeign();
  for (const part of options.parts) await part.fetch?.(options);
  return root;
}

/** Fetches what the checks need, and runs them in namespaces of their own. */
async function runOutside(options: Options): Promise<number> {
  const obstacle = whyNoWorld();
  if (obstacle !== undefined) return skip(obstacle);
  console.log("Unpacking other people's software, which takes half a minute the first time …");
  const root = await fetchFor(options).catch((error: unknown) => error as Error);
  if (typeof root !== "string") return skip(root.message);
  const [program, ...isolation] = ISOLATION;
  const child = spawn(
    program,
    [...isolation, process.execPath, "--import", "tsx", ...process.argv.slice(1)],
    {
      cwd: ROOT,
      env: { ...process.env, FOREIGN_ROOT: root },
      stdio: ["ignore", "inherit", "inherit"],
    },
  );
  const [code] = (await once(child, "exit")) as [number | null];
  return code ?? 1;
}

/** Runs the checks, in namespaces that end with this process. */
async function runInside(root: string, options: Options): Promise<number> {
  const world = createWorld(root);
  const sections: Section[] = [];
  for (const part of options.parts) {
    console.log(`${part.name}: ${part.checks} …`);
    const section = await part.run(world, options);
    report(section);
    sections.push(section);
  }
  if (options.record) for (const section of sections) record(section);
  const counts = countRows(sections);
  console.log(`\n${describe(counts)}`);
  return counts.failed === 0 ? 0 : 1;
}

function report({ title, headings, rows }: Section): void {
  const table = { headings: ["", ...headings], rows: rows.map(({ verdict, cells }) => [verdict, ...cells]) };
  console.log(`\n${title}\n\n${toText(table)}`);
  for (const { problem } of rows) if (problem !== undefined) console.log(`\nWrong: ${problem}`);
}

/** Keeps a table for readers of the project. */
function record({ title, explanation, headings, rows }: Section): void {
  const table = toMarkdown({ headings, rows: rows.map(({ cells }) => cells) });
  putSection(PAGE, title, `${explanation}\n\n${table}`);
}

const { FOREIGN_ROOT } = process.env;
const code = await runCommandLine({
  usage: USAGE,
  read: readOptions,
  run: (options) => (FOREIGN_ROOT === undefined ? runOutside(options) : runInside(FOREIGN_ROOT, options)),
});
// Whatever was started inside ends with this process.
if (FOREIGN_ROOT !== undefined) process.exit(code);
process.exitCode = code;
