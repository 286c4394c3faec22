// Somebody hidden writes, and everybody in the room asks who that is within one second.
import type { Table } from "../../tools/kit/table.ts";
import type { Installation } from "prosody-launcher";
import { HERD_OF_PROSODY, HERD_SIZES, REGISTERED } from "./cases.ts";
import { Bench, COLLECTORS, type Herd } from "./inside.ts";
import type { Section } from "./page.ts";
import {
  describeAmount,
  describeLimit,
  describeRatio,
  mean,
  median,
  type Ratio,
  ratioOfRounds,
} from "../../tools/kit/numbers.ts";

/** Herds in rooms of one size with one collector: one for each round and handler. */
export interface Herds {
  readonly collector: string;
  readonly size: number;
  readonly plugin: readonly Herd[];
  readonly prosody: readonly Herd[];
}

/** The figures of a herd. */
interface Figure {
  readonly name: string;
  readonly of: (herd: Herd) => number;
  /** The most the plugin may have of what Prosody alone has. */
  readonly limit?: number;
  /** Nothing can be told from less than that of Prosody's. */
  readonly least?: number;
}

const FIGURES: readonly Figure[] = [
  { name: "CPU in all, ms", of: ({ seconds }) => seconds * 1e3, limit: HERD_OF_PROSODY },
  // Most of it is what the collector lets pass before it begins anew, whoever made the garbage.
  { name: "memory at the peak, kB more", of: ({ kilobytes }) => kilobytes },
  {
    name: "a ping is answered after, mean, ms",
    of: ({ waits }) => mean(waits) * 1e3,
    limit: HERD_OF_PROSODY,
    least: 0.05,
  },
  { name: "a ping is answered after, longest, ms", of: ({ waits }) => Math.max(...waits) * 1e3 },
];

function ratioOf(figure: Figure, { plugin, prosody }: Herds): Ratio {
  return ratioOfRounds(plugin.map(figure.of), prosody.map(figure.of));
}

/** One line for each target that herds missed. */
export function missedByHerds(herds: Herds): string[] {
  return FIGURES.flatMap((figure) => {
    const ratio = ratioOf(figure, herds).median;
    const isTold = median(herds.prosody.map(figure.of)) >= (figure.least ?? 0);
    if (figure.limit === undefined || !isTold || ratio <= figure.limit) return [];
    const where = `${herds.collector}, room of ${herds.size}`;
    return [`${where}, ${figure.name}: ${ratio.toFixed(2)} of Prosody alone, the target is ${figure.limit}`];
  });
}

function tabulate(all: readonly Herds[]): Table {
  return {
    headings: ["collector", "room", "what", "with the plugin", "Prosody alone", "ratio", "target"],
    rows: all.flatMap((herds) =>
      FIGURES.map((figure) => [
        herds.collector,
        String(herds.size),
        figure.name,
        describeAmount(median(herds.plugin.map(figure.of))),
        describeAmount(median(herds.prosody.map(figure.of))),
        describeRatio(ratioOf(figure, herds)),
        describeLimit(figure.limit),
      ]),
    ),
  };
}

/** Plays herds on a release, with both collectors, in rooms of several sizes. */
export async function measureHerds(installation: Installation, rounds: number): Promise<Section> {
  const all: Herds[] = [];
  for (const collector of COLLECTORS) {
    for (const size of HERD_SIZES) {
      const bench = await Bench.start({ installation, collector, sizes: [size], registered: REGISTERED });
      const [plugin, prosody]: [Herd[], Herd[]] = [[], []];
      try {
        for (let round = 0; round < rounds; round += 1) {
          prosody.push(await bench.playHerd(size, "prosody"));
          plugin.push(await bench.playHerd(size, "plugin"));
        }
      } finally {
        await bench.stop();
      }
      all.push({ collector: collector.name, size, plugin, prosody });
    }
  }
  return {
    title: `A herd, Prosody ${installation.version}`,
    content: [
      "In a room that shows its moderators only, everybody asks for the same hidden author, evenly over one second; a hundred pings of somebody else come in between. Each stanza waits until those before it are handled, and takes the CPU that it really takes. Medians of the rounds; ratios with the least and the largest of a round.",
      tabulate(all),
    ],
    missed: all.flatMap(missedByHerds),
  };
}
