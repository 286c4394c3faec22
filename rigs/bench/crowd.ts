// An hour in a large room: what clients are sent when everybody is broadcast, when only moderators are, and with pages and following.
import type { Installation } from "prosody-launcher";
import { COLLECTORS, Bench, type CrowdHour, type Way } from "./inside.ts";
import type { Section } from "./page.ts";

const CROWD_SIZES: readonly number[] = [1_000, 10_000];

const WAYS: readonly { readonly way: Way; readonly words: string }[] = [
  { way: "everybody", words: "everybody is broadcast" },
  { way: "moderators", words: "moderators only: everybody else is a name" },
  { way: "following", words: "moderators, with pages and following" },
];

function toRow(size: number, words: string, hour: CrowdHour): readonly string[] {
  return [
    size.toLocaleString("en"),
    words,
    hour.stanzas.toLocaleString("en"),
    `${(hour.bytes / 1e6).toFixed(1)} MB`,
    `${hour.seconds.toFixed(1)} s`,
  ];
}

/** Plays an hour in rooms of several sizes on a release, each way in turn on one server. */
export async function measureCrowds(installation: Installation): Promise<Section> {
  const rows: (readonly string[])[] = [];
  const [collector] = COLLECTORS;
  for (const size of CROWD_SIZES) {
    const bench = await Bench.start({ installation, collector, sizes: [size], registered: 100 });
    try {
      for (const { way, words } of WAYS) rows.push(toRow(size, words, await bench.playCrowd(size, way)));
    } finally {
      await bench.stop();
    }
  }
  return {
    title: `An hour of a crowd, Prosody ${installation.version}`,
    content: [
      "60 people come, 60 go, 180 change their status, 120 messages are written. Each client shows 30 people and follows them; in the room of 10,000 a third of the clients do, since the service remembers 100,000 pairs. What all clients together are sent in that hour, and the server's CPU, with what it takes to write the XML.",
      { headings: ["room", "presence", "stanzas", "XML", "CPU"], rows },
    ],
  };
}
