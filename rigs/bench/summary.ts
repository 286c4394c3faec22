import type { Table } from "../../tools/kit/table.ts";
import { GROWTH, OTHERS, type Case } from "./cases.ts";
import type { Handler, Measurement } from "./inside.ts";
import { describeLimit, describeRatio, median, type Ratio, ratioOfRounds } from "../../tools/kit/numbers.ts";

/** Measurements of a case in a room of some size with one collector. */
export interface Row {
  readonly collector: string;
  readonly case: Case;
  readonly size: number;
  readonly measured: Partial<Record<Handler, Measurement>>;
}

/** Instructions of a case in a room of some size with one collector, by handler. */
export interface Count {
  readonly collector: string;
  readonly case: Case;
  readonly size: number;
  readonly counted: Partial<Record<Handler, number>>;
}

/** A target of a case: the most the plugin may take of what another handler takes. */
interface Target {
  readonly to: Handler;
  readonly words: string;
  readonly limit: number | undefined;
}

function targetsOf(each: Case): Target[] {
  return [
    { to: "prosody", words: "of Prosody's own handler", limit: each.ofProsody },
    { to: "floor", words: "of the floor", limit: each.ofFloor },
  ];
}

/** The plugin's time as a part of another handler's; undefined if either was not measured. */
export function ratioOf(row: Row, to: Handler): Ratio | undefined {
  const [a, b] = [row.measured.plugin, row.measured[to]];
  if (a === undefined || b === undefined) return undefined;
  return ratioOfRounds(a.seconds, b.seconds);
}

/** The plugin's instructions as a part of another handler's; undefined if either was not counted. */
function countRatioOf({ counted }: Count, to: Handler): number | undefined {
  const [a, b] = [counted.plugin, counted[to]];
  return a === undefined || b === undefined ? undefined : a / b;
}

/** The count for a row: of the same case with the same collector, in the largest room that is no larger. */
function countFor(row: Row, counts: readonly Count[]): Count | undefined {
  return counts
    .filter(
      ({ collector, case: each, size }) =>
        collector === row.collector && each === row.case && size <= row.size,
    )
    .toSorted((a, b) => b.size - a.size)[0];
}

/** Says whether time cannot tell if a target is met: the rounds differ over it, or it is set closer than any clock is good for. */
function isBlurred(each: Case, ratio: Ratio, limit: number): boolean {
  return OTHERS.includes(each) || (ratio.least <= limit && ratio.most > limit);
}

/**
 * Lists the targets that a row misses, a line each. Where time is blurred, the instructions
 * counted of the same case with the same collector decide, if there are any.
 */
export function missedTargets(row: Row, counts: readonly Count[]): string[] {
  const name = `${row.collector}, ${nameOf(row.case)}, room of ${row.size}`;
  const count = countFor(row, counts);
  return targetsOf(row.case).flatMap(({ to, words, limit }) => {
    const ratio = ratioOf(row, to);
    if (limit === undefined || ratio === undefined) return [];
    const instructions = count === undefined ? undefined : countRatioOf(count, to);
    if (instructions !== undefined && isBlurred(row.case, ratio, limit)) {
      if (instructions <= limit) return [];
      return [`${name}: ${instructions.toFixed(3)} ${words} in instructions, the target is ${limit}`];
    }
    if (ratio.median <= limit) return [];
    return [`${name}: ${ratio.median.toFixed(2)} ${words}, the target is ${limit}`];
  });
}

/** The plugin's time beyond the floor. */
function ownShare(row: Row): number {
  return median(row.measured.plugin?.seconds ?? []) - median(row.measured.floor?.seconds ?? []);
}

/** Says whether a present target costs much more in the largest room than in one of 100. */
export function missedGrowth(rows: readonly Row[]): string[] {
  return rows.flatMap((large) => {
    const small = rows.find(
      (row) => row.size === 100 && row.case === large.case && row.collector === large.collector,
    );
    if (large.size <= 100 || small === undefined || large.measured.floor === undefined) return [];
    const growth = ownShare(large) / ownShare(small);
    if (growth <= GROWTH) return [];
    return [
      `${large.collector}, ${large.case.name}: ${growth.toFixed(2)} times as much in ${large.size} as in 100`,
    ];
  });
}

function nameOf({ name, note }: Case): string {
  return note === undefined ? name : `${name}, ${note}`;
}

/** Every row: ratios in time with their spread over the rounds, ratios in instructions, targets, and bytes allocated. */
export function tabulate(rows: readonly Row[], counts: readonly Count[]): Table {
  const headings = ["collector", "asked by or for", "room"];
  for (const words of ["of Prosody's own", "of the floor"]) headings.push(words, "in instructions", "target");
  return {
    headings: [...headings, "bytes", "Prosody's"],
    rows: rows.map((row) => {
      const count = countFor(row, counts);
      const counted = count?.size === row.size ? count : undefined;
      return [
        row.collector,
        nameOf(row.case),
        String(row.size),
        ...targetsOf(row.case).flatMap(({ to, limit }) => [
          describeRatio(ratioOf(row, to)),
          (counted && countRatioOf(counted, to)?.toFixed(3)) ?? "",
          describeLimit(limit),
        ]),
        String(Math.round(row.measured.plugin?.bytes ?? 0)),
        String(Math.round(row.measured.prosody?.bytes ?? 0)),
      ];
    }),
  };
}
