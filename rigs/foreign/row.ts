/** How to check. */
export interface CheckOptions {
  /** The folder that holds `mod_muc_probe`. */
  readonly pluginPath: string;
  /** Whether to leave out what takes minutes. */
  readonly short: boolean;
}

/** How what was seen compares to what should be: `noted` is for what there is nothing to hold it against. */
export type Verdict = "right" | "wrong" | "noted";

/** One line of a table: what was done, what was seen of it, and whether that is right. */
export interface Row {
  readonly cells: readonly string[];
  readonly verdict: Verdict;
  /** What should have been seen, where something else was. */
  readonly problem?: string;
}

/** What one part of the checks has found out. */
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
