// Says how much of what modules use is declared in types/, release by release.
import { existsSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { runCommandLine } from "../../../tools/kit/command-line.ts";
import { ROOT, TYPES } from "../../../tools/kit/project.ts";
import { toMarkdown } from "../../../tools/kit/table.ts";
import { fetchRelease, pickReleases, type Release, RELEASE_NAMES, RELEASES } from "prosody-launcher";
import { readDeclarations } from "../live/read-declarations.ts";
import { readSource } from "../live/source.ts";
import { DeclaredNames } from "./declared-names.ts";
import { KINDS, readUses, type Use } from "./read-uses.ts";

const USAGE = `Usage: types-coverage [--release NAME]... [--modules FOLDER] [--record] [--help]

Reads the Lua of Prosody's own modules and says what they use of Prosody that is not
declared in types/: libraries, their functions, methods of module, events, items, and
what modules export.

  --release NAME    only this Debian release (${RELEASE_NAMES.join(", ")}); may be repeated
  --modules FOLDER  read these modules of others instead, as of the last release named
  --record          write the table to spec/results/types.md
  --help            show this text

Exit codes: 0 all is declared, 1 it is not, 2 bad usage.`;

const RESULTS_FILE = join(ROOT, "spec", "results", "types.md");

/** The uses of one file. */
interface FileUses {
  readonly file: string;
  readonly uses: readonly Use[];
}

/** The uses of the modules of a release. */
interface Measured {
  readonly version: string;
  readonly files: readonly FileUses[];
}

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
  const declarations = readDeclarations(join(TYPES, "index.d.ts"));
  const measured: Measured[] = [];
  for (const release of releases) {
    const { version, sourceFolder } = await fetchRelease(release);
    const files = readModules(
      modules ?? join(sourceFolder, "modules"),
      new DeclaredNames(declarations, version),
    );
    measured.push({ version, files: modules === undefined ? files : withoutOwn(files, sourceFolder) });
  }
  console.log(`${table(measured)}\n`);
  if (isRecorded) record(table(measured));
  const undeclared = measured.flatMap(undeclaredOf);
  for (const line of undeclared) console.log(line);
  return undeclared.length === 0 || modules !== undefined ? 0 : 1;
}

/** Reads every module in a folder. */
function readModules(folder: string, declared: DeclaredNames): readonly FileUses[] {
  return readdirSync(folder, { recursive: true, encoding: "utf8" })
    .filter((name) => name.endsWith(".lua"))
    .toSorted()
    .map((file) => ({ file, uses: readUses(file, readFileSync(join(folder, file), "latin1"), declared) }));
}

/** Leaves out of modules of others the events and items of their own names, which need no declaration. */
function withoutOwn(files: readonly FileUses[], sourceFolder: string): readonly FileUses[] {
  const source = readSource(sourceFolder);
  const isOwn = ({ kind, name, isDeclared }: Use): boolean =>
    !isDeclared && /^(event|item)$/.test(kind) && !source.includes(name.replace(/^\w+ |\*.*/g, ""));
  return files.map(({ file, uses }) => ({ file, uses: uses.filter((use) => !isOwn(use)) }));
}

/** A table in Markdown: what is declared of what is used, a column for each release. */
function table(releases: readonly Measured[]): string {
  const row = (title: string, isDeclared: (files: readonly FileUses[]) => readonly boolean[]): string[] => [
    title,
    ...releases.map(({ files }) => share(isDeclared(files))),
  ];
  const ofKind = (wanted?: string) => (files: readonly FileUses[]) =>
    files
      .flatMap(({ uses }) => uses)
      .filter(({ kind }) => wanted === undefined || kind === wanted)
      .map(({ isDeclared }) => isDeclared);
  return toMarkdown({
    headings: ["declared / used", ...releases.map(({ version }) => version)],
    rows: [
      ...Object.entries(KINDS).map(([kind, title]) => row(title, ofKind(kind))),
      row("**all names**", ofKind()),
      row("**files whose names are all declared**", (files) =>
        files.map(({ uses }) => uses.every(({ isDeclared }) => isDeclared)),
      ),
    ],
  });
}

/** Says how many of some things are declared, `true` for each that is. */
function share(things: readonly boolean[]): string {
  const declared = things.filter(Boolean).length;
  return `${declared} / ${things.length} (${((100 * declared) / things.length || 100).toFixed(1)} %)`;
}

/** Lists what is not declared, with files that use it: what most use first. */
function undeclaredOf({ version, files }: Measured): string[] {
  const users = new Map<string, string[]>();
  for (const { file, uses } of files) {
    for (const { name } of uses.filter(({ isDeclared }) => !isDeclared))
      users.set(name, [...(users.get(name) ?? []), file]);
  }
  return [...users]
    .toSorted(([, a], [, b]) => b.length - a.length)
    .map(([name, by]) => {
      const some = by.slice(0, 3).join(", ");
      return `${version}: ${name} is not declared: ${by.length} files, ${some}`;
    });
}

/** Replaces the table in the page of results. */
function record(text: string): void {
  const page = readFileSync(RESULTS_FILE, "utf8");
  const marked = /(<!-- coverage -->\n)[\s\S]*?(<!-- \/coverage -->)/;
  if (!marked.test(page)) throw new Error(`${RESULTS_FILE} has no place for the table`);
  writeFileSync(RESULTS_FILE, page.replace(marked, `$1\n${text}\n\n$2`));
}

process.exitCode = await runCommandLine({ usage: USAGE, read: readOptions, run });
