import type { Table } from "../matrix/table.ts";
import { GROWTH, type Case } from "./cases.ts";
import type { Handler, Measurement } from "./inside.ts";

/** What was measured of a case in a room of some size on one release. */
export interface Row {
  readonly release: string;
  readonly case: Case;
  readonly size: number;
  readonly measured: Partial<Record<Handler, Measurement>>;
}

/** A ratio of medians, with the smallest and largest ratio of single rounds. */
export interface Ratio {
  readonly median: number;
  readonly least: number;
  readonly most: number;
}

export function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)] ?? Number.NaN;
}

/** How much one handler takes of what another does; undefined if either was not measured. */
export function ratioOf(row: Row, handler: Handler, to: Handler): Ratio | undefined {
  const [a, b] = [row.measured[handler], row.measured[to]];
  if (a === undefined || b === undefined) return undefined;
  const rounds = a.seconds.map((seconds, i) => seconds / (b.seconds[i] ?? Number.NaN));
  return {
    median: median(a.seconds) / median(b.seconds),
    least: Math.min(...rounds),
    most: Math.max(...rounds),
  };
}

/** What a row promises and what came of it: one line for each target that was missed. */
export function missedTargets(row: Row): string[] {
  const name = `${row.release}, ${row.case.name}, room of ${row.size}`;
  const checks: [Handler, string, number | undefined][] = [
    ["prosody", "of Prosody's own handler", row.case.ofProsody],
    ["floor", "of the floor", row.case.ofFloor],
  ];
  return checks.flatMap(([to, words, limit]) => {
    const ratio = ratioOf(row, "plugin", to);
    if (limit === undefined || ratio === undefined || ratio.median <= limit) return [];
    return [`${name}: ${ratio.median.toFixed(2)} ${words}, the target is ${limit}`];
  });
}

/** What the plugin takes beyond the floor. */
function ownShare(row: Row): number {
  return median(row.measured.plugin?.seconds ?? []) - median(row.measured.floor?.seconds ?? []);
}

/** Whether a present target costs much more in the largest room than in one of 100. */
export function missedGrowth(rows: readonly Row[]): string[] {
  return rows.flatMap((large) => {
    const small = rows.find(
      (row) => row.size === 100 && row.case === large.case && row.release === large.release,
    );
    if (large.size <= 100 || small === undefined || large.measured.floor === undefined) return [];
    const growth = ownShare(large) / ownShare(small);
    if (growth <= GROWTH) return [];
    return [
      `${large.release}, ${large.case.name}: ${growth.toFixed(2)} times as much in ${large.size} as in 100`,
    ];
  });
}

function describe(ratio: Ratio | undefined): string {
  if (ratio === undefined) return "";
  return `${ratio.median.toFixed(2)} (${ratio.least.toFixed(2)}–${ratio.most.toFixed(2)})`;
}

function target(limit: number | undefined): string {
  return limit === undefined ? "" : `≤ ${limit}`;
}

/** Every row: ratios with their spread over the rounds, targets, and bytes allocated. */
export function tabulate(rows: readonly Row[]): Table {
  return {
    headings: [
      "release",
      "asked by or for",
      "room",
      "of Prosody's own",
      "target",
      "of the floor",
      "target",
      "bytes",
      "Prosody's",
    ],
    rows: rows.map((row) => [
      row.release,
      row.case.name,
      String(row.size),
      describe(ratioOf(row, "plugin", "prosody")),
      target(row.case.ofProsody),
      describe(ratioOf(row, "plugin", "floor")),
      target(row.case.ofFloor),
      String(Math.round(row.measured.plugin?.bytes ?? 0)),
      String(Math.round(row.measured.prosody?.bytes ?? 0)),
    ]),
  };
}
