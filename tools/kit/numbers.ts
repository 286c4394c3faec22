/** A ratio of medians, with the smallest and largest ratio of single rounds. */
export interface Ratio {
  readonly median: number;
  readonly least: number;
  readonly most: number;
}

export function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}

export function mean(values: readonly number[]): number {
  return sum(values) / values.length;
}

export function median(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN;
}

/** The ratios of values to others of the same rounds. */
export function ratioOfRounds(values: readonly number[], others: readonly number[]): Ratio {
  const rounds = values.map((value, i) => value / (others[i] ?? Number.NaN));
  return {
    median: median(values) / median(others),
    least: Math.min(...rounds),
    most: Math.max(...rounds),
  };
}

export function describeRatio(ratio: Ratio | undefined): string {
  if (ratio === undefined) return "";
  return `${ratio.median.toFixed(2)} (${ratio.least.toFixed(2)}–${ratio.most.toFixed(2)})`;
}

/** A limit that a ratio has; empty without one. */
export function describeLimit(limit: number | undefined): string {
  return limit === undefined ? "" : `≤ ${limit}`;
}

/** An amount, with three digits that mean something. */
export function describeAmount(amount: number): string {
  if (amount < 10) return amount.toFixed(2);
  return amount.toFixed(amount < 100 ? 1 : 0);
}
