// Somebody hidden writes, and everybody in the room asks who that is within one second.
import type { Installation } from "prosody-launcher";
import { mean } from "../../tools/kit/numbers.ts";
import { HERD_OF_PROSODY, HERD_SIZES, REGISTERED } from "./cases.ts";
import { type Comparison, type Figure, missedBy, rowsOf } from "./comparison.ts";
import { Bench, COLLECTORS, type Herd } from "./inside.ts";
import type { Section } from "./page.ts";

const FIGURES: readonly Figure<Herd>[] = [
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

/** One line for each target that herds missed. */
export function missedByHerds(herds: Comparison<Herd>): string[] {
  return missedBy(FIGURES, herds, "Prosody alone");
}

/** Plays herds on a release, with both collectors, in rooms of several sizes. */
export async function measureHerds(installation: Installation, rounds: number): Promise<Section> {
  const all: Comparison<Herd>[] = [];
  for (const collector of COLLECTORS) {
    for (const size of HERD_SIZES) {
      const bench = await Bench.start({ installation, collector, sizes: [size], registered: REGISTERED });
      const [ours, others]: [Herd[], Herd[]] = [[], []];
      try {
        for (let round = 0; round < rounds; round += 1) {
          others.push(await bench.playHerd(size, "prosody"));
          ours.push(await bench.playHerd(size, "plugin"));
        }
      } finally {
        await bench.stop();
      }
      all.push({ where: [collector.name, `room of ${size}`], ours, others });
    }
  }
  return {
    title: `A herd, Prosody ${installation.version}`,
    content: [
      "In a room that shows its moderators only, everybody asks for the same hidden author, evenly over one second; a hundred pings of somebody else come in between. Each stanza waits until those before it are handled, and takes the CPU that it really takes. Medians of the rounds; ratios with the least and the largest of a round.",
      {
        headings: ["collector", "room", "what", "with the plugin", "Prosody alone", "ratio", "target"],
        rows: all.flatMap((herds) => rowsOf(FIGURES, herds)),
      },
    ],
    missed: all.flatMap(missedByHerds),
  };
}
