// Single stanzas inside the server: in CPU time, and, where valgrind is installed, in instructions.
import type { Installation } from "prosody-launcher";
import {
  handlersOf,
  hasTarget,
  OTHERS,
  PROBES,
  QUERIES,
  REGISTERED,
  SIZES,
  WITHOUT_OCCUPANT_IDS,
  type Case,
} from "./cases.ts";
import { Bench, type BenchOptions, type Collector, COLLECTORS, type Handler } from "./inside.ts";
import { InstructionCounter, whyNoInstructions } from "./instructions.ts";
import type { Section } from "./page.ts";
import { missedGrowth, missedTargets, tabulate, type Count, type Row } from "./summary.ts";

/** Operations that are counted: over some cycles of the garbage collector. */
const COUNTED_TIMES = 1500;
const COUNTED_BATCHES = 15;

async function measureRows(
  installation: Installation,
  collector: Collector,
  cases: readonly Case[],
  rounds: number,
  mucOptions: BenchOptions["mucOptions"] = {},
): Promise<Row[]> {
  const options = { installation, collector, sizes: SIZES, registered: REGISTERED, mucOptions };
  const bench = await Bench.start(options);
  const rows: Row[] = [];
  try {
    for (const size of SIZES) {
      for (const each of cases.filter(({ sizes }) => sizes.includes(size))) {
        const measured = await bench.measure(each.name, size, rounds);
        rows.push({ collector: collector.name, case: each, size, measured });
      }
      console.error(`Prosody ${installation.version}, ${collector.name}: rooms of ${size} measured`);
    }
  } finally {
    await bench.stop();
  }
  return rows;
}

/** Counts the instructions of each case that has a target, in the smallest room it is measured in: others differ in nothing
 * but the garbage collector's work. In a room of 10,000 nothing is counted, callgrind is too slow. */
async function countInstructions(
  installation: Installation,
  collector: Collector,
  cases: readonly Case[],
): Promise<Count[]> {
  const sizes = SIZES.slice(0, -1);
  const counter = await InstructionCounter.start({ installation, collector, sizes, registered: REGISTERED });
  const counts: Count[] = [];
  try {
    for (const each of cases.filter(hasTarget)) {
      for (const size of each.sizes.slice(0, 1).filter((smallest) => sizes.includes(smallest))) {
        const counted = await countCase(counter, each, size);
        counts.push({ collector: collector.name, case: each, size, counted });
      }
    }
  } finally {
    await counter.stop();
  }
  console.error(`Prosody ${installation.version}, ${collector.name}: instructions counted`);
  return counts;
}

async function countCase(
  counter: InstructionCounter,
  each: Case,
  size: number,
): Promise<Partial<Record<Handler, number>>> {
  const times = / 100|all follow/.test(each.name) ? COUNTED_BATCHES : COUNTED_TIMES;
  const counted: Partial<Record<Handler, number>> = {};
  for (const handler of handlersOf(each))
    counted[handler] = await counter.count(each.name, size, handler, times);
  return counted;
}

/** Measures probes and batches, and what is no probe, on a release, with both collectors. */
export function measureProbes(installation: Installation, rounds: number): Promise<Section> {
  const title = `Single stanzas, Prosody ${installation.version}`;
  return measure(title, installation, [...PROBES, ...OTHERS], rounds, [WITHOUT_OCCUPANT_IDS]);
}

/** Measures queries, pages, following and disco#info on a release, with both collectors. */
export function measureQueries(installation: Installation, rounds: number): Promise<Section> {
  return measure(`Queries, Prosody ${installation.version}`, installation, QUERIES, rounds);
}

async function measure(
  title: string,
  installation: Installation,
  cases: readonly Case[],
  rounds: number,
  withoutIds: readonly Case[] = [],
): Promise<Section> {
  const rows: Row[] = [];
  const counts: Count[] = [];
  const noInstructions = whyNoInstructions();
  if (noInstructions !== undefined) console.error(`No instructions are counted: ${noInstructions}.`);
  for (const collector of COLLECTORS) {
    rows.push(...(await measureRows(installation, collector, cases, rounds)));
    if (withoutIds.length > 0)
      rows.push(
        ...(await measureRows(installation, collector, withoutIds, rounds, { muc_occupant_id: false })),
      );
    if (noInstructions === undefined)
      counts.push(...(await countInstructions(installation, collector, cases)));
  }
  return {
    title,
    content: [
      "Inside the server: ratios of CPU time, medians over the rounds, with the least and the largest ratio of a round; and ratios of instructions, counted by callgrind. Where the rounds differ over a target, the instructions decide.",
      tabulate(rows, counts),
    ],
    missed: [...rows.flatMap((row) => missedTargets(row, counts)), ...missedGrowth(rows)],
  };
}
