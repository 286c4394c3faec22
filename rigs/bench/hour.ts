// An hour of load, played as fast as the server can, with each way to collect garbage.
import { readFileSync } from "node:fs";
import type { Installation } from "prosody-launcher";
import { REGISTERED } from "./cases.ts";
import { Bench, type Collector, COLLECTORS, type Minute } from "./inside.ts";
import { describeAmount, mean, percentile } from "../../tools/kit/numbers.ts";
import type { Section } from "./page.ts";

const SIZE = 10_000;

/** What an administrator might choose: both collectors as they are, and a more patient incremental one. */
const CHOICES: readonly Collector[] = [
  ...COLLECTORS,
  { name: "incremental, threshold = 200", gc: { mode: "incremental", threshold: 200 } },
];

/** What was seen with one way to collect garbage. */
export interface Hour {
  readonly collector: string;
  /** Memory in use before, all garbage collected. */
  readonly kilobytesBefore: number;
  readonly minutes: readonly Minute[];
  /** The most memory that the process had, as the system counts it. */
  readonly residentKilobytes: number;
}

/** What is told of an hour: its name, and its value in the unit that is named. */
type Figure = readonly [name: string, valueOf: (hour: Hour) => number];

function all(hour: Hour, of: (minute: Minute) => readonly number[]): number[] {
  return hour.minutes.flatMap(of);
}

const FIGURES: readonly Figure[] = [
  ["busy, % of the time", ({ minutes }) => (mean(minutes.map(({ busy }) => busy)) / 60) * 100],
  ["a message to the room, ms", (hour) => mean(all(hour, ({ messages }) => messages)) * 1e3],
  ["a change of presence, ms", (hour) => mean(all(hour, ({ updates }) => updates)) * 1e3],
  ["one goes, one comes, ms", (hour) => mean(all(hour, ({ comings }) => comings)) * 1e3],
  ["a ping or probe itself, mean, ms", (hour) => mean(all(hour, ({ small }) => small)) / 1e3],
  [
    "99.9 %",
    (hour) =>
      percentile(
        all(hour, ({ small }) => small),
        0.999,
      ) / 1e3,
  ],
  [
    "longest",
    (hour) =>
      percentile(
        all(hour, ({ small }) => small),
        1,
      ) / 1e3,
  ],
  ["a ping is answered after, mean, ms", (hour) => mean(all(hour, ({ waits }) => waits)) / 1e3],
  [
    "99 %",
    (hour) =>
      percentile(
        all(hour, ({ waits }) => waits),
        0.99,
      ) / 1e3,
  ],
  [
    "longest",
    (hour) =>
      percentile(
        all(hour, ({ waits }) => waits),
        1,
      ) / 1e3,
  ],
  ["memory of Lua before, MB", (hour) => hour.kilobytesBefore / 1e3],
  ["mean at a minute's end", ({ minutes }) => mean(minutes.map(({ kilobytes }) => kilobytes)) / 1e3],
  [
    "peak in the first quarter",
    (hour) => peak(hour.minutes.slice(0, Math.ceil(hour.minutes.length / 4))) / 1e3,
  ],
  [
    "peak in the last quarter",
    (hour) => peak(hour.minutes.slice(Math.floor((hour.minutes.length * 3) / 4))) / 1e3,
  ],
  ["peak of the process, MB", (hour) => hour.residentKilobytes / 1e3],
];

function peak(minutes: readonly Minute[]): number {
  return Math.max(...minutes.map((minute) => minute.peak));
}

function residentKilobytes(bench: Bench): number {
  const status = readFileSync(`/proc/${bench.server.pid}/status`, "utf8");
  return Number(/^VmHWM:\s+(\d+) kB/m.exec(status)?.[1]);
}

async function play(installation: Installation, collector: Collector, length: number): Promise<Hour> {
  const bench = await Bench.start({ installation, collector, sizes: [SIZE], registered: REGISTERED });
  try {
    const kilobytesBefore = await bench.beginHour(SIZE);
    const minutes: Minute[] = [];
    while (minutes.length < length) {
      minutes.push(await bench.playMinute());
      if (minutes.length % 10 === 0) console.error(`${collector.name}: ${minutes.length} minutes played`);
    }
    return {
      collector: collector.name,
      kilobytesBefore,
      minutes,
      residentKilobytes: residentKilobytes(bench),
    };
  } finally {
    await bench.stop();
  }
}

/** Plays so many minutes of load on a release with each way to collect garbage, side by side. */
export async function measureHour(installation: Installation, length: number): Promise<Section> {
  const hours = await Promise.all(CHOICES.map((collector) => play(installation, collector, length)));
  return {
    title: `Load over time, Prosody ${installation.version}`,
    content: [
      `${length} minutes of load in a room of ${SIZE} that shows its moderators only, played as fast as the server can: each second 20 probes and 20 pings, each quarter of a minute a message and a change of presence, each third of a minute somebody who leaves and somebody else who comes. Times are CPU. A ping waits until what came before it is handled; "busy" is the part of that time in which a core works.`,
      {
        headings: ["", ...hours.map(({ collector }) => collector)],
        rows: FIGURES.map(([name, valueOf]) => [name, ...hours.map((hour) => describeAmount(valueOf(hour)))]),
      },
    ],
  };
}
