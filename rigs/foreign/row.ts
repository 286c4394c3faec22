import type { Counts } from "../../tools/kit/counts.ts";

/** The options of a check. */
export interface CheckOptions {
  /** True to leave out what takes minutes. */
  readonly short: boolean;
}

/** The verdict on something seen: `noted` is for what there is nothing to hold against. */
export type Verdict = "right" | "wrong" | "noted";

/** One line of a table: what was done, what was seen of it, and whether that is right. */
export interface Row {
  readonly cells: readonly string[];
  readonly verdict: Verdict;
  /** The expectation, where something else was seen. */
  readonly problem?: string;
}

/** The findings of one part of the checks. */
export interface Section {
  readonly title: string;
  readonly explanation: string;
  readonly headings: readonly string[];
  readonly rows: readonly Row[];
}

/** A line that is right if what was seen is what was expected. */
export function compare(cells: readonly string[], seen: string, expected: string): Row {
  if (seen === expected) return { cells, verdict: "right" };
  return { cells, verdict: "wrong", problem: `${cells[0] ?? ""}: expected "${expected}", saw "${seen}"` };
}

/** Counts what is right as passed, what is wrong as failed. */
export function countRows(sections: readonly Section[]): Counts {
  const verdicts = sections.flatMap(({ rows }) => rows.map(({ verdict }) => verdict));
  const count = (wanted: Verdict): number => verdicts.filter((verdict) => verdict === wanted).length;
  return { passed: count("right"), failed: count("wrong"), skipped: 0 };
}
