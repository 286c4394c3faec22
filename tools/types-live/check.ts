// Holds the declarations in types/ against running servers, release by release.
import { join } from "node:path";
import { parseArgs } from "node:util";
import { runCommandLine } from "../command-line.ts";
import { TYPES } from "../project.ts";
import { fetchRelease, pickReleases, RELEASE_NAMES, RELEASES, type Release } from "../prosody/releases.ts";
import { isOf } from "../prosody/versions.ts";
import { AllowList } from "./allow-list.ts";
import { compare } from "./compare.ts";
import { calledPercent, countChecked, coverageTable, type Covered } from "./coverage.ts";
import type { Declarations } from "./declarations.ts";
import { readDeclarations } from "./read-declarations.ts";
import { recordServer } from "./record.ts";
import { readSource } from "./source.ts";

const USAGE = `Usage: check [--release NAME]... [--help]

Starts each Prosody of the matrix, has it show its libraries, its objects and the
payloads of its events, and compares all that with the declarations in types/.

  --release NAME  only this Debian release (${RELEASE_NAMES.join(", ")}); may be repeated
  --uncalled      list the functions that nobody called, and results that never were nil
  --help          show this text

What differs for a reason is in tools/types-live/allow-list.txt.

Exit codes: 0 the declarations are true, 1 they are not, 2 bad usage.`;

const INDEX_FILE = join(TYPES, "index.d.ts");
const ALLOW_LIST_FILE = join(import.meta.dirname, "allow-list.txt");

/** How many percent of the functions that can be noted must be called, on the releases of which most is declared. */
const CALLED_TARGET = 85;

interface Options {
  readonly releases: readonly Release[];
  readonly isUncalledListed: boolean;
}

function readOptions(): Options | undefined {
  const { values } = parseArgs({
    options: {
      release: { type: "string", multiple: true },
      uncalled: { type: "boolean" },
      help: { type: "boolean", short: "h" },
    },
  });
  if (values.help === true) return undefined;
  return {
    releases: pickReleases(values.release ?? RELEASE_NAMES),
    isUncalledListed: values.uncalled === true,
  };
}

async function checkReleases({ releases, isUncalledListed }: Options): Promise<number> {
  const declarations = readDeclarations(INDEX_FILE);
  const allowList = AllowList.read(ALLOW_LIST_FILE);
  const covered = await Promise.all(releases.map((release) => checkRelease(release, declarations)));
  const mismatches = covered.reduce((sum, checked) => sum + report(checked, allowList), 0);
  const unused = allowList.unused(releases.length === RELEASES.length);
  for (const line of unused) console.error(`allow-list.txt:${line}: lets nothing pass any more`);
  console.log(`\n${coverageTable(covered)}\n`);
  if (isUncalledListed) for (const line of uncalled(covered)) console.log(line);
  const tooFew = covered.filter(
    ({ version, result }) => isOf(version, "13") && calledPercent(result.calls) < CALLED_TARGET,
  );
  for (const { version } of tooFew)
    console.error(`${version}: fewer than ${CALLED_TARGET} % of the functions were called`);
  console.log(summary(covered, mismatches, unused.length));
  return mismatches + unused.length + tooFew.length === 0 ? 0 : 1;
}

async function checkRelease(release: Release, declarations: Declarations): Promise<Covered> {
  const installation = await fetchRelease(release);
  const libraries = [...declarations.tables.keys()].filter((name) =>
    /^((prosody\.)?(util|net|core)\.[^A-Z]*|lfs|socket(\.url)?)$/.test(name),
  );
  const dump = await recordServer(installation, libraries);
  return {
    version: dump.version,
    result: compare(declarations, dump, readSource(installation.sourceFolder)),
  };
}

function report({ version, result }: Covered, allowList: AllowList): number {
  const issues = allowList.filter(result.issues, version);
  for (const { kind, subject, message } of issues) console.error(`${version}: ${kind} ${subject} ${message}`);
  return issues.length;
}

/** Functions that nobody called, and results that may be nil and never were. */
function uncalled(covered: readonly Covered[]): string[] {
  return covered.flatMap(({ version, result: { calls } }) => [
    ...calls.uncalled.map((name) => `${version}: not called: ${name}`),
    ...calls.neverNil.map((name) => `${version}: never nil: ${name}`),
  ]);
}

function summary(covered: readonly Covered[], mismatches: number, unused: number): string {
  const { members, fields } = countChecked(covered);
  const tail = unused === 0 ? "" : `, ${unused} unused lines in the allow-list`;
  return `types-live: ${covered.length} releases, ${members} members and ${fields} fields checked, ${mismatches} mismatches${tail}`;
}

process.exitCode = await runCommandLine({ usage: USAGE, read: readOptions, run: checkReleases });
