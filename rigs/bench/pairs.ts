// What it takes to remember who follows whom, and what is left of it when nobody follows anybody any more.
import type { Installation } from "prosody-launcher";
import { describeLimit } from "../../tools/kit/numbers.ts";
import { Bench, COLLECTORS, type PairsMemory } from "./inside.ts";
import type { Section } from "./page.ts";

const ROOM = 10_000;

/** Ways in which pairs are spread: how many sessions follow how many people each. */
const SPREADS: readonly (readonly [followers: number, followed: number])[] = [
  [1_000, 100],
  [10_000, 10],
  [10_000, 1],
];

/** The most bytes for a pair, and the most that may be left of one. */
const MOST_BYTES = 200;
const MOST_LEFT = 20;

/** One line for each target that a spread missed. */
function missedBy(name: string, { bytes, left }: PairsMemory): string[] {
  return [
    ...(bytes <= MOST_BYTES
      ? []
      : [`${name}: ${bytes.toFixed(0)} bytes for a pair, the target is ${MOST_BYTES}`]),
    ...(left <= MOST_LEFT
      ? []
      : [`${name}: ${left.toFixed(0)} bytes of a pair are left, the target is ${MOST_LEFT}`]),
  ];
}

/** Measures pairs on a release, spread in several ways, on one server with the collector that Prosody has by itself. */
export async function measurePairs(installation: Installation): Promise<Section> {
  const [collector] = COLLECTORS;
  const bench = await Bench.start({
    installation,
    collector,
    sizes: [ROOM],
    registered: 0,
    mucOptions: { muc_probe_follow: ROOM },
  });
  const rows: string[][] = [];
  const missed: string[] = [];
  try {
    for (const [followers, followed] of SPREADS) {
      const memory = await bench.measurePairs(ROOM, followers, followed);
      const name = `${followers.toLocaleString("en")} sessions follow ${followed.toLocaleString("en")} each`;
      rows.push([
        name,
        memory.bytes.toFixed(0),
        describeLimit(MOST_BYTES),
        memory.left.toFixed(1),
        describeLimit(MOST_LEFT),
      ]);
      missed.push(...missedBy(name, memory));
    }
  } finally {
    await bench.stop();
  }
  return {
    title: `Following, Prosody ${installation.version}`,
    content: [
      "Memory for a pair of a session and somebody whom it follows, in a room of 10,000, and what is left of it after all were let go.",
      { headings: ["spread", "bytes for a pair", "target", "left", "target"], rows },
    ],
    missed,
  };
}
