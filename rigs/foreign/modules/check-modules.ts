// Community modules beside ours: our scripts must pass all the same.
import { type Installation, readInstallation, RELEASES } from "prosody-launcher";
import { PLUGIN_PATH } from "../../../tools/kit/project.ts";
import { ownScripts } from "../../../tools/test/scripts.ts";
import { fetchModules, SUITE } from "../packages.ts";
import type { CheckOptions, Row, Section } from "../row.ts";
import type { World } from "../world/hosts.ts";
import { COMMUNITY, LEFT_OUT, type Neighbour, PROSODYS_OWN } from "./neighbours.ts";
import { playBeside } from "./play.ts";
import { findTouching, has } from "./sources.ts";

const EXPLANATION =
  "The scripts of `spec/scansion` with each module of Debian's package `prosody-modules` whose source speaks of rooms or presence, on the " +
  "release that the package is for; then with Prosody's own, and with all at once. The numbers say how many scripts passed, of how many; the " +
  "last column says why the others do not, or what the module adds. Everything else that differs fails the check, and so does an error in " +
  "the server's log.";

/** Newer releases, which have packages of their own. */
const NEWER_SUITES = RELEASES.slice(RELEASES.findIndex(({ suite }) => suite === SUITE) + 1).map(
  ({ suite }) => suite,
);
/** A play mostly waits. */
const PLAYS_AT_ONCE = 4;

/** Modules that are loaded together. */
interface Company {
  readonly title: string;
  readonly neighbours: readonly Neighbour[];
  readonly note: string;
}

const COMPANIES: readonly Company[] = [
  ...COMMUNITY.map((neighbour) => ({
    title: nameOf(neighbour),
    neighbours: [neighbour],
    note: neighbour.effect?.because ?? "",
  })),
  ...PROSODYS_OWN.map((neighbour) => ({
    title: `Prosody's own: ${nameOf(neighbour)}`,
    neighbours: [neighbour],
    note: "",
  })),
];

const TOGETHER: Company = {
  title: "All of them at once",
  neighbours: [...COMMUNITY, ...PROSODYS_OWN].filter(({ effect }) => effect?.alone !== true),
  note: `without ${COMMUNITY.filter(({ effect }) => effect?.alone)
    .map(nameOf)
    .join(", ")}`,
};

/** Unpacks what is not among the packages of all parts. */
export async function fetchForModules({ short }: CheckOptions): Promise<void> {
  if (!short) await Promise.all(NEWER_SUITES.map(fetchModules));
}

/** Checks all modules on all releases; in a short run all at once, on one. */
export async function checkModules(world: World, { short }: CheckOptions): Promise<Section> {
  const installations = [readInstallation(world.root, SUITE)];
  if (!short) {
    for (const suite of NEWER_SUITES) installations.push(readInstallation(await fetchModules(suite), suite));
  }
  const companies = short ? [TOGETHER] : [...COMPANIES, TOGETHER];
  const rows = await inParallel(companies, (company) => checkCompany(company, installations));
  return {
    title: "Community modules beside ours",
    explanation: EXPLANATION,
    headings: ["module", "loaded by", ...installations.map(({ name }) => name), "what it does"],
    rows: [...rows, ...findOverlooked(installations), ...leftOut(installations)],
  };
}

async function checkCompany(
  { title, neighbours, note }: Company,
  installations: readonly Installation[],
): Promise<Row> {
  const cells: string[] = [];
  const problems: string[] = [];
  for (const installation of installations) {
    const present = neighbours.filter((neighbour) => has(installation, neighbour));
    const outcome =
      present.length > 0 ? await playBeside(present, installation, PLUGIN_PATH, ownScripts()) : undefined;
    cells.push(outcome === undefined ? "–" : `${outcome.passed} of ${outcome.played}`);
    problems.push(...(outcome?.problems ?? []).map((problem) => `${installation.name}: ${problem}`));
    if (outcome !== undefined) console.log(`  ${title}, ${installation.name}: ${cells.at(-1) ?? ""}`);
  }
  const hosts = [...new Set(neighbours.map(({ on }) => on))].join(" and ");
  return rowOf([title, hosts, ...cells, note], problems);
}

/** Modules of the releases that nobody has looked at. */
export function findOverlooked(installations: readonly Installation[]): Row[] {
  const known = [...COMMUNITY.flatMap(({ names }) => names), ...Object.keys(LEFT_OUT)];
  const touching = new Set(installations.flatMap(findTouching));
  return [...touching]
    .filter((name) => !known.includes(name))
    .map((name) => rowOf([name, ...blank(installations), ""], ["nobody has looked at it"]));
}

function leftOut(installations: readonly Installation[]): Row[] {
  return Object.entries(LEFT_OUT).map(([name, reason]) => ({
    cells: [name, ...blank(installations), `left out: ${reason}`],
    verdict: "noted",
  }));
}

/** The cells of a module that is not played with. */
function blank(installations: readonly Installation[]): string[] {
  return ["", ...installations.map(() => "")];
}

function rowOf(cells: readonly string[], problems: readonly string[]): Row {
  if (problems.length === 0) return { cells, verdict: "right" };
  return { cells, verdict: "wrong", problem: `${cells[0] ?? ""}: ${problems.join("\n  ")}` };
}

/** Does a piece of work for each item, a few at a time. */
async function inParallel<T, R>(items: readonly T[], work: (item: T) => Promise<R>): Promise<R[]> {
  const results: R[] = [];
  const queue = items.entries();
  const worker = async (): Promise<void> => {
    for (const [index, item] of queue) results[index] = await work(item);
  };
  await Promise.all(Array.from({ length: PLAYS_AT_ONCE }, worker));
  return results;
}

function nameOf({ names }: Neighbour): string {
  return names.join(", ");
}
