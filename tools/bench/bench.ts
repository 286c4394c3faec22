// Measures what a probe costs: inside the server against Prosody's own handler and the floor, and over connections.
import { mkdirSync, writeFileSync } from "node:fs";
import { cpus } from "node:os";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { runCommandLine } from "../command-line.ts";
import { toMarkdown, toText, type Table } from "../matrix/table.ts";
import { installedProsody, type Installation } from "../prosody/installation.ts";
import { fetchRelease, RELEASES, whyNoReleases } from "../prosody/releases.ts";
import { ROOT } from "../test/command.ts";
import { countedSizes, OTHERS, PROBES, REGISTERED, SIZES, WITHOUT_OCCUPANT_IDS, type Case } from "./cases.ts";
import { measureConnections, type Throughput } from "./connections.ts";
import { Bench, type Handler } from "./inside.ts";
import { InstructionCounter, whyNoInstructions } from "./instructions.ts";
import { missedGrowth, missedTargets, tabulate, tabulateCounts, type Count, type Row } from "./summary.ts";

const USAGE = `Usage: bench [--json] [--rounds N] [--record] [--help]

Measures inside a running Prosody (0.12.3 and 13.0.1) what probes cost with the plugin, with Prosody's own handler and at
least: one ready-made presence cloned and routed. Then over connections, and, where valgrind is installed, in instructions.

  --json      print the measurements as JSON
  --rounds N  how often each handler has its turn (5)
  --record    write spec/results/bench.md
  --help      show this text

Exit codes: 0 all targets met, 1 a target missed or a wrong answer, 2 bad usage.`;

const SUITES = ["bookworm", "trixie"];

/** Operations that are counted: over some cycles of the garbage collector. */
const COUNTED_TIMES = 1500;
const COUNTED_BATCHES = 15;

async function measureInside(installation: Installation, rounds: number): Promise<Row[]> {
  const bench = await Bench.start(installation, SIZES, REGISTERED);
  const rows: Row[] = [];
  try {
    for (const size of SIZES) {
      for (const each of size === 2 ? [...PROBES, ...OTHERS] : PROBES) {
        const measured = await bench.measure(each.name, size, rounds);
        rows.push({ release: installation.version, case: each, size, measured });
      }
      console.error(`Prosody ${installation.version}: rooms of ${size} measured`);
    }
  } finally {
    await bench.stop();
  }
  return rows;
}

async function measureWithoutOccupantIds(installation: Installation, rounds: number): Promise<Row> {
  const each = WITHOUT_OCCUPANT_IDS;
  const size = 100;
  const mucOptions = { muc_occupant_id: false };
  const bench = await Bench.start(installation, SIZES, REGISTERED, { mucOptions });
  try {
    const measured = await bench.measure(each.name, size, rounds);
    return { release: installation.version, case: each, size, measured };
  } finally {
    await bench.stop();
  }
}

/** Counts the instructions of each case that has a target. */
async function countInstructions(installation: Installation): Promise<Count[]> {
  const counter = await InstructionCounter.start(installation, [2, 100], REGISTERED);
  const counts: Count[] = [];
  try {
    for (const each of [...PROBES, ...OTHERS].filter(({ ofProsody }) => ofProsody !== undefined)) {
      for (const size of countedSizes(each)) {
        const counted = await countCase(counter, each, size);
        counts.push({ release: installation.version, case: each, size, counted });
      }
    }
  } finally {
    await counter.stop();
  }
  console.error(`Prosody ${installation.version}: instructions counted`);
  return counts;
}

async function countCase(
  counter: InstructionCounter,
  each: Case,
  size: number,
): Promise<Partial<Record<Handler, number>>> {
  const times = each.name.startsWith("batch") ? COUNTED_BATCHES : COUNTED_TIMES;
  const handlers: Handler[] = [
    "prosody",
    "plugin",
    ...(each.ofFloor === undefined ? [] : ["floor" as const]),
  ];
  const counted: Partial<Record<Handler, number>> = {};
  for (const handler of handlers) counted[handler] = await counter.count(each.name, size, handler, times);
  return counted;
}

function tabulateConnections(all: ReadonlyMap<string, Record<"plugin" | "prosody", Throughput>>): Table {
  return {
    headings: ["release", "answers per second", "p50", "p99"],
    rows: [...all].map(([release, { plugin, prosody }]) => [
      release,
      ...(["answersPerSecond", "p50", "p99"] as const).map((key) => (plugin[key] / prosody[key]).toFixed(2)),
    ]),
  };
}

async function findInstallations(): Promise<Installation[]> {
  const obstacle = whyNoReleases();
  if (obstacle === undefined) {
    return Promise.all(RELEASES.filter(({ suite }) => SUITES.includes(suite)).map(fetchRelease));
  }
  console.error(`Only the installed Prosody is measured: ${obstacle}.`);
  const installation = installedProsody();
  if (installation === undefined) throw new Error("Prosody is not installed: make bench installs it");
  return [installation];
}

/** Everything that was measured, and which targets were missed. */
interface Results {
  readonly rows: readonly Row[];
  readonly connections: ReadonlyMap<string, Record<"plugin" | "prosody", Throughput>>;
  readonly counts: readonly Count[];
  readonly missed: readonly string[];
}

async function measureAll(rounds: number): Promise<Results> {
  const rows: Row[] = [];
  const connections = new Map<string, Record<"plugin" | "prosody", Throughput>>();
  const counts: Count[] = [];
  const noInstructions = whyNoInstructions();
  if (noInstructions !== undefined) console.error(`No instructions are counted: ${noInstructions}.`);
  for (const installation of await findInstallations()) {
    rows.push(...(await measureInside(installation, rounds)));
    rows.push(await measureWithoutOccupantIds(installation, rounds));
    connections.set(installation.version, await measureConnections(installation));
    console.error(`Prosody ${installation.version}: connections measured`);
    if (noInstructions === undefined) counts.push(...(await countInstructions(installation)));
  }
  const missed = [...rows.flatMap((row) => missedTargets(row, counts)), ...missedGrowth(rows)];
  return { rows, connections, counts, missed };
}

function report(results: Results, format: (table: Table) => string): string {
  const { missed } = results;
  return [
    "Inside the server: ratios of CPU time, medians over the rounds, with the least and the largest ratio of a round.",
    format(tabulate(results.rows)),
    "Over connections on loopback: the plugin's figures divided by those of Prosody's own handler.",
    format(tabulateConnections(results.connections)),
    "Instructions, counted by callgrind. Where the rounds above differ over a target, they decide.",
    format(tabulateCounts(results.counts)),
    missed.length === 0
      ? "All targets are met."
      : `Targets missed:\n\n${missed.map((line) => `- ${line}`).join("\n")}`,
  ].join("\n\n");
}

function record(results: Results): void {
  const folder = join(ROOT, "spec/results");
  mkdirSync(folder, { recursive: true });
  const machine = `${cpus().length} cores (${cpus()[0]?.model.trim() ?? "unknown"}), Node ${process.version}`;
  writeFileSync(
    join(folder, "bench.md"),
    `# What a probe costs\n\nWritten by \`make bench\`, on ${machine}.\n\n${report(results, toMarkdown)}\n`,
  );
}

interface BenchOptions {
  readonly rounds: number;
  readonly json: boolean;
  readonly record: boolean;
}

function readOptions(): BenchOptions | undefined {
  const { values } = parseArgs({
    options: {
      json: { type: "boolean", default: false },
      rounds: { type: "string", default: "5" },
      record: { type: "boolean", default: false },
      help: { type: "boolean" },
    },
  });
  if (values.help) return undefined;
  const rounds = Number(values.rounds);
  if (!Number.isInteger(rounds) || rounds < 1)
    throw new Error(`--rounds ${values.rounds} is no number of rounds`);
  return { ...values, rounds };
}

async function bench({ rounds, json, record: keep }: BenchOptions): Promise<number> {
  const results = await measureAll(rounds);
  if (keep) record(results);
  console.log(
    json
      ? JSON.stringify({ ...results, connections: [...results.connections] }, null, 2)
      : report(results, toText),
  );
  return results.missed.length === 0 ? 0 : 1;
}

process.exitCode = await runCommandLine({ usage: USAGE, read: readOptions, run: bench });
