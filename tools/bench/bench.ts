// Measures what a probe costs: inside the server against Prosody's own handler and the floor, and over connections.
import { mkdirSync, writeFileSync } from "node:fs";
import { cpus } from "node:os";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { toMarkdown, toText, type Table } from "../matrix/table.ts";
import { installedProsody, type Installation } from "../prosody/installation.ts";
import { fetchRelease, RELEASES, whyNoReleases } from "../prosody/releases.ts";
import { ROOT } from "../test/command.ts";
import { OTHERS, PROBES, REGISTERED, SIZES, type Case } from "./cases.ts";
import { measureConnections, type Throughput } from "./connections.ts";
import { Bench } from "./inside.ts";
import { InstructionCounter, whyNoInstructions } from "./instructions.ts";
import { missedGrowth, missedTargets, tabulate, type Row } from "./summary.ts";

const USAGE = `Usage: bench [--json] [--rounds N] [--record] [--help]

Measures inside a running Prosody (0.12.3 and 13.0.1) what probes cost with the plugin, with Prosody's own handler and at
least: one ready-made presence cloned and routed. Then over connections, and, where valgrind is installed, in instructions.

  --json      print the measurements as JSON
  --rounds N  how often each handler has its turn (9)
  --record    write spec/results/bench.md
  --help      show this text

Exit codes: 0 all targets met, 1 a target missed or a wrong answer, 2 bad usage.`;

const SUITES = ["bookworm", "trixie"];
/** Users registered in a room whose instructions are counted: callgrind is some fifty times slower. */
const FEW_REGISTERED = 200;

/** One case counted in instructions. */
interface Instructions {
  readonly case: Case;
  readonly size: number;
  readonly prosody: number;
  readonly plugin: number;
}

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

/** Instructions settle what noise blurs: whether loading the plugin costs stanzas that are no probes. */
async function countInstructions(installation: Installation): Promise<Instructions[]> {
  const counter = await InstructionCounter.start(installation, [2], FEW_REGISTERED);
  const counted: Instructions[] = [];
  try {
    for (const each of [...OTHERS, ...PROBES.filter(({ ofFloor }) => ofFloor !== undefined)]) {
      const prosody = await counter.count(each.name, 2, "prosody", 300);
      const plugin = await counter.count(each.name, 2, "plugin", 300);
      counted.push({ case: each, size: 2, prosody, plugin });
    }
  } finally {
    await counter.stop();
  }
  return counted;
}

function missedInstructions({ case: each, prosody, plugin }: Instructions): string[] {
  if (each.ofProsody === undefined || plugin / prosody <= each.ofProsody) return [];
  return [
    `${each.name}: ${(plugin / prosody).toFixed(3)} of Prosody's instructions, the target is ${each.ofProsody}`,
  ];
}

function tabulateInstructions(counted: readonly Instructions[]): Table {
  return {
    headings: ["stanza", "room", "of Prosody's own", "target"],
    rows: counted.map(({ case: each, size, prosody, plugin }) => [
      each.name,
      String(size),
      (plugin / prosody).toFixed(3),
      each.ofProsody === undefined ? "" : `≤ ${each.ofProsody}`,
    ]),
  };
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
  readonly instructions: readonly Instructions[];
  readonly missed: readonly string[];
}

async function measureAll(rounds: number): Promise<Results> {
  const rows: Row[] = [];
  const connections = new Map<string, Record<"plugin" | "prosody", Throughput>>();
  for (const installation of await findInstallations()) {
    rows.push(...(await measureInside(installation, rounds)));
    connections.set(installation.version, await measureConnections(installation));
    console.error(`Prosody ${installation.version}: connections measured`);
  }
  const instructions = await countInstalled();
  // a stanza that is no probe differs by less than the noise of any clock: its instructions decide
  const timed = instructions.length > 0 ? rows.filter((row) => !OTHERS.includes(row.case)) : rows;
  const decided = instructions.filter((each) => OTHERS.includes(each.case));
  const missed = [
    ...timed.flatMap(missedTargets),
    ...missedGrowth(rows),
    ...decided.flatMap(missedInstructions),
  ];
  return { rows, connections, instructions, missed };
}

async function countInstalled(): Promise<Instructions[]> {
  const installation = installedProsody();
  const obstacle = installation === undefined ? "Prosody is not installed" : whyNoInstructions(installation);
  if (installation === undefined || obstacle !== undefined) {
    console.error(`No instructions are counted: ${obstacle ?? ""}.`);
    return [];
  }
  return countInstructions(installation);
}

function report(results: Results, format: (table: Table) => string): string {
  const { missed } = results;
  return [
    "Inside the server: ratios of CPU time, medians over the rounds, with the least and the largest ratio of a round.",
    format(tabulate(results.rows)),
    "Over connections on loopback: the plugin's figures divided by those of Prosody's own handler.",
    format(tabulateConnections(results.connections)),
    "Instructions, counted by callgrind on the installed Prosody.",
    format(tabulateInstructions(results.instructions)),
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

async function main(): Promise<number> {
  let options;
  let rounds;
  try {
    options = parseArgs({
      options: {
        json: { type: "boolean" },
        rounds: { type: "string", default: "9" },
        record: { type: "boolean" },
        help: { type: "boolean" },
      },
    }).values;
    rounds = Number(options.rounds);
    if (!Number.isInteger(rounds) || rounds < 1)
      throw new Error(`--rounds ${options.rounds} is no number of rounds`);
  } catch (error) {
    console.error(`${(error as Error).message}\n\n${USAGE}`);
    return 2;
  }
  if (options.help) {
    console.log(USAGE);
    return 0;
  }
  const results = await measureAll(rounds);
  if (options.record) record(results);
  console.log(
    options.json
      ? JSON.stringify({ ...results, connections: [...results.connections] }, null, 2)
      : report(results, toText),
  );
  return results.missed.length === 0 ? 0 : 1;
}

process.exitCode = await main();
