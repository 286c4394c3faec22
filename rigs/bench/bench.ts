// Measures what probes cost on a server: each alone, and in a herd; what an hour of a crowd and loading cost.
import { parseArgs } from "node:util";
import { runCommandLine, wholeNumber } from "../../tools/kit/command-line.ts";
import {
  fetchOrStandIn,
  type Installation,
  isAtLeast,
  pickReleases,
  type Release,
  STABLE_RELEASES,
} from "prosody-launcher";
import { measureCrowds } from "./crowd.ts";
import { measureHerds } from "./herd.ts";
import { measureLoading } from "./loading.ts";
import { recordSection, type Section, sectionAsText } from "./page.ts";
import { measurePairs } from "./pairs.ts";
import { measureProbes, measureQueries } from "./probes.ts";

/** Releases with a Prosody that hides occupants. */
const SUITES: readonly string[] = STABLE_RELEASES.filter(({ series }) => isAtLeast(series, "0.12")).map(
  ({ suite }) => suite,
);

const USAGE = `Usage: bench [--part NAME]… [--release NAME] [--rounds N] [--record] [--help]

Measures inside a running Prosody what probes cost with the plugin and with Prosody's own handler, with both garbage
collectors of Lua 5.4.

  --part NAME     probes: each kind of stanza alone, in rooms of 2, 100 and 10,000, in time and, where valgrind is
                          installed, in instructions
                  queries: the same for queries, pages, following and disco#info
                  herd: everybody in a room asks for the same author within one second
                  crowd: an hour in a large room: everybody broadcast, moderators only, pages and following
                  loading: what a component takes to load the module, in time and memory
                  pairs: memory for those who follow, and for whom
                  (all of them but crowd; takes more than an hour)
  --release NAME  on this Debian release only: ${SUITES.join(", ")} (all of them)
  --rounds N      how often each handler has its turn (3)
  --record        keep the figures in spec/results/bench.md
  --help          show this text

Exit codes: 0 all targets met, 1 a target missed or a wrong answer, 2 bad usage.`;

interface BenchOptions {
  readonly parts: readonly PartName[];
  readonly releases: readonly Release[];
  readonly rounds: number;
  readonly record: boolean;
}

type Measure = (installation: Installation, options: BenchOptions) => Promise<Section>;

const PARTS = {
  probes: (installation, { rounds }) => measureProbes(installation, rounds),
  queries: (installation, { rounds }) => measureQueries(installation, rounds),
  herd: (installation, { rounds }) => measureHerds(installation, rounds),
  crowd: (installation) => measureCrowds(installation),
  loading: (installation, { rounds }) => measureLoading(installation, rounds),
  pairs: (installation) => measurePairs(installation),
} satisfies Record<string, Measure>;

type PartName = keyof typeof PARTS;

const DEFAULT_PARTS: readonly PartName[] = ["probes", "queries", "herd", "loading", "pairs"];

async function bench(options: BenchOptions): Promise<number> {
  let missed = 0;
  for (const installation of await fetchOrStandIn(options.releases)) {
    for (const part of options.parts) {
      const section = await PARTS[part](installation, options);
      console.log(`${sectionAsText(section)}\n`);
      if (options.record) recordSection(section);
      missed += section.missed?.length ?? 0;
    }
  }
  return missed === 0 ? 0 : 1;
}

function isPart(name: string): name is PartName {
  return name in PARTS;
}

function readParts(names: readonly string[]): readonly PartName[] {
  for (const name of names) {
    if (!isPart(name)) throw new Error(`--part ${name} is none of ${Object.keys(PARTS).join(", ")}`);
  }
  return names.filter(isPart);
}

function readOptions(): BenchOptions | undefined {
  const { values } = parseArgs({
    options: {
      part: { type: "string", multiple: true },
      release: { type: "string" },
      rounds: { type: "string", default: "3" },
      record: { type: "boolean", default: false },
      help: { type: "boolean" },
    },
  });
  if (values.help) return undefined;
  return {
    parts: values.part === undefined ? DEFAULT_PARTS : readParts(values.part),
    releases: pickReleases(values.release === undefined ? SUITES : [values.release], SUITES),
    rounds: wholeNumber("rounds", values.rounds),
    record: values.record,
  };
}

process.exitCode = await runCommandLine({ usage: USAGE, read: readOptions, run: bench });
