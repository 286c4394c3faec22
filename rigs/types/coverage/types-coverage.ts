// Says how much of what modules use is declared in types/, release by release.
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { runCommandLine } from "../../../tools/kit/command-line.ts";
import { ROOT, TYPES } from "../../../tools/kit/project.ts";
import { fetchRelease, pickReleases, type Release, RELEASE_NAMES, RELEASES } from "prosody-launcher";
import { AllowList } from "../live/allow-list.ts";
import { readSource } from "../live/source.ts";
import { DeclaredNames } from "./declared-names.ts";
import { readModules, table, undeclaredOf, type Measured, type Undeclared } from "./measure.ts";
import type { Use } from "./read-uses.ts";

const USAGE = `Usage: types-coverage [--release NAME]... [--modules FOLDER] [--record] [--help]

Reads the Lua of Prosody's own modules and says what they use of Prosody that is not
declared in types/: libraries, their functions, methods of module, events, items, and
what modules export.

  --release NAME    only this Debian release (${RELEASE_NAMES.join(", ")}); may be repeated
  --modules FOLDER  read these modules of others instead, as of the last release named
  --record          write the table to spec/results/types.md
  --help            show this text

What is left out for a reason is in rigs/types/coverage/allow-list.txt; it counts as
undeclared all the same.

Exit codes: 0 all is declared, 1 it is not, 2 bad usage.`;

const RESULTS_FILE = join(ROOT, "spec", "results", "types.md");
const ALLOW_LIST_FILE = join(import.meta.dirname, "allow-list.txt");

interface Options {
  readonly releases: readonly Release[];
  readonly modules: string | undefined;
  readonly isRecorded: boolean;
}

function readOptions(): Options | undefined {
  const { values } = parseArgs({
    options: {
      release: { type: "string", multiple: true },
      modules: { type: "string" },
      record: { type: "boolean" },
      help: { type: "boolean", short: "h" },
    },
  });
  if (values.help === true) return undefined;
  const { modules, record: isRecorded = false } = values;
  const releases = pickReleases(values.release ?? RELEASE_NAMES);
  if (isRecorded && (modules !== undefined || releases.length < RELEASES.length)) {
    throw new Error("What is recorded is that of Prosody's own modules on all releases.");
  }
  if (modules !== undefined && !existsSync(modules))
    throw new Error(`--modules: there is no folder ${modules}`);
  return { releases: modules === undefined ? releases : releases.slice(-1), modules, isRecorded };
}

async function run({ releases, modules, isRecorded }: Options): Promise<number> {
  const declared = DeclaredNames.read(join(TYPES, "index.d.ts"));
  const measured: (Measured & { readonly sourceFolder: string })[] = [];
  for (const release of releases) {
    const { version, sourceFolder } = await fetchRelease(release);
    const files = readModules(modules ?? join(sourceFolder, "modules"), declared(version));
    measured.push({ version, sourceFolder, files });
  }
  if (modules !== undefined) return reportOthers(measured);
  console.log(`${table(measured)}\n`);
  if (isRecorded) record(table(measured));
  const unexplained = reportUnexplained(measured, releases.length === RELEASES.length);
  return unexplained === 0 ? 0 : 1;
}

/** Modules of others: events and items of their own names need no declaration. */
function reportOthers(measured: readonly (Measured & { readonly sourceFolder: string })[]): number {
  const others = measured.map(({ version, files, sourceFolder }) => {
    const source = readSource(sourceFolder);
    const isOwn = ({ kind, name, isDeclared }: Use): boolean =>
      !isDeclared && /^(event|item)$/.test(kind) && !source.includes(name.replace(/^\w+ |\*.*/g, ""));
    return {
      version,
      files: files.map(({ file, uses }) => ({ file, uses: uses.filter((use) => !isOwn(use)) })),
    };
  });
  console.log(`${table(others)}\n`);
  for (const undeclared of others.flatMap(undeclaredOf)) console.log(describe(undeclared));
  return 0;
}

function reportUnexplained(measured: readonly Measured[], isWholeMatrix: boolean): number {
  const allowList = AllowList.read(ALLOW_LIST_FILE);
  const unexplained = measured.flatMap((one) =>
    allowList.filter(undeclaredOf(one), one.version).map((use) => `${one.version}: ${describe(use)}`),
  );
  const unused = allowList
    .unused(isWholeMatrix)
    .map((line) => `allow-list.txt:${line}: lets nothing pass any more`);
  for (const line of [...unexplained, ...unused]) console.error(line);
  return unexplained.length + unused.length;
}

function describe({ kind, subject, files }: Undeclared): string {
  return `${kind} ${subject} is not declared: ${files.length} files, ${files.slice(0, 3).join(", ")}`;
}

/** Replaces the table in the page of results. */
function record(text: string): void {
  const page = readFileSync(RESULTS_FILE, "utf8");
  const marked = /(<!-- coverage -->\n)[\s\S]*?(<!-- \/coverage -->)/;
  if (!marked.test(page)) throw new Error(`${RESULTS_FILE} has no place for the table`);
  writeFileSync(RESULTS_FILE, page.replace(marked, `$1\n${text}\n\n$2`));
}

process.exitCode = await runCommandLine({ usage: USAGE, read: readOptions, run });
