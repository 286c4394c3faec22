// Holds the declarations in types/ against running servers, release by release.
import { join } from "node:path";
import { parseArgs } from "node:util";
import { runCommandLine } from "../../../tools/kit/command-line.ts";
import { TYPES } from "../../../tools/kit/project.ts";
import {
  fetchRelease,
  isOf,
  NEWEST,
  pickReleases,
  type Release,
  RELEASE_NAMES,
  RELEASES,
} from "prosody-launcher";
import { AllowList } from "./allow-list.ts";
import { compare } from "./compare.ts";
import { calledPercent, countChecked, coverageTable, madeUp, neverSeen, type Covered } from "./coverage.ts";
import type { Declarations } from "./declarations.ts";
import type { Issue } from "./issue.ts";
import { readDeclarations } from "./read-declarations.ts";
import { recordServer } from "./record.ts";
import { readSource } from "./source.ts";

const USAGE = `Usage: types-live [--release NAME]... [--uncalled] [--help]

Starts each Prosody of the matrix, has it show its libraries, its objects and the
payloads of its events, and compares all that with the declarations in types/.

  --release NAME  only this Debian release (${RELEASE_NAMES.join(", ")}); may be repeated
  --uncalled      list functions that nobody called and members that no release showed
  --help          show this text

What differs for a reason is in rigs/types/live/allow-list.txt.

Exit codes: 0 the declarations are true, 1 they are not, 2 bad usage.`;

const INDEX_FILE = join(TYPES, "index.d.ts");
const ALLOW_LIST_FILE = join(import.meta.dirname, "allow-list.txt");

/** Percent of the functions that can be noted, on the releases of which most is declared. */
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
  const mismatches =
    covered.reduce((sum, checked) => sum + report(checked, allowList), 0) + reportMadeUp(covered, allowList);
  const unused = allowList.unused(releases.length === RELEASES.length);
  for (const line of unused) console.error(`allow-list.txt:${line} lets nothing pass any more`);
  console.log(`\n${coverageTable(covered)}\n`);
  if (isUncalledListed) for (const line of uncalled(covered)) console.log(line);
  const tooFew = covered.filter(
    ({ version, result }) => isOf(version, NEWEST.series) && calledPercent(result.calls) < CALLED_TARGET,
  );
  for (const { version } of tooFew)
    console.error(`${version}: fewer than ${CALLED_TARGET} % of the functions were called`);
  console.log(summary(covered, mismatches, unused.length));
  return mismatches + unused.length + tooFew.length === 0 ? 0 : 1;
}

interface Checked extends Covered {
  /** All of the release's Lua. */
  readonly source: string;
}

async function checkRelease(release: Release, declarations: Declarations): Promise<Checked> {
  const installation = await fetchRelease(release);
  const libraries = [...declarations.tables.keys()].filter((name) =>
    /^((prosody\.)?(util|net|core)\.[^A-Z]*|lfs|socket(\.url)?)$/.test(name),
  );
  const dump = await recordServer(installation, libraries);
  const source = readSource(installation.sourceFolder);
  return { version: dump.version, source, result: compare(declarations, dump, source) };
}

function report({ version, result }: Covered, allowList: AllowList): number {
  const issues = allowList.filter(result.issues, version);
  for (const { kind, subject, message } of issues) console.error(`${version}: ${kind} ${subject} ${message}`);
  return issues.length;
}

// Of a release by itself that says nothing: others may have them.
function reportMadeUp(covered: readonly Checked[], allowList: AllowList): number {
  if (covered.length < RELEASES.length) return 0;
  const issues: Issue[] = madeUp(covered).map(({ subject }) => ({
    kind: "made-up",
    subject,
    message: "was never seen, and no code names it",
  }));
  const left = covered.reduce((rest, { version }) => allowList.filter(rest, version), issues);
  for (const { kind, subject, message } of left) console.error(`${kind} ${subject} ${message}`);
  return left.length;
}

/** Functions that nobody called, members that no release showed. */
function uncalled(covered: readonly Covered[]): string[] {
  return [
    ...covered.flatMap(({ version, result: { calls } }) =>
      calls.uncalled.map((name) => `${version}: not called: ${name}`),
    ),
    ...neverSeen(covered).map(({ subject }) => `never seen: ${subject}`),
  ];
}

function summary(covered: readonly Covered[], mismatches: number, unused: number): string {
  const { members, fields } = countChecked(covered);
  const tail = unused === 0 ? "" : `, ${unused} unused lines in the allow-list`;
  return `types-live: ${covered.length} releases, ${members} members and ${fields} fields checked, ${mismatches} mismatches${tail}`;
}

process.exitCode = await runCommandLine({ usage: USAGE, read: readOptions, run: checkReleases });
