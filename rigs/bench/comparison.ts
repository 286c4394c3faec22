// Figures of the plugin beside those of something else, measured in the same rounds.
import {
  describeAmount,
  describeLimit,
  describeRatio,
  median,
  type Ratio,
  ratioOfRounds,
} from "../../tools/kit/numbers.ts";

/** One figure of what was measured. */
export interface Figure<Measured> {
  readonly name: string;
  readonly of: (measured: Measured) => number;
  /** The most the plugin may have of what the other has. */
  readonly limit?: number;
  /** Nothing can be told from less than that of the other's. */
  readonly least?: number;
}

/** Measurements of the same rounds. */
export interface Comparison<Measured> {
  /** The cells that say with which collector, and in which room. */
  readonly where: readonly string[];
  readonly ours: readonly Measured[];
  readonly others: readonly Measured[];
}

function ratioOf<Measured>({ of }: Figure<Measured>, { ours, others }: Comparison<Measured>): Ratio {
  return ratioOfRounds(ours.map(of), others.map(of));
}

/** One line for each target that is missed; `other` says of whom the ratio is. */
export function missedBy<Measured>(
  figures: readonly Figure<Measured>[],
  comparison: Comparison<Measured>,
  other: string,
): string[] {
  return figures.flatMap((figure) => {
    const { name, of, limit, least = 0 } = figure;
    const ratio = ratioOf(figure, comparison).median;
    const isTold = median(comparison.others.map(of)) >= least;
    if (limit === undefined || !isTold || ratio <= limit) return [];
    return [
      `${[...comparison.where, name].join(", ")}: ${ratio.toFixed(2)} of ${other}, the target is ${limit}`,
    ];
  });
}

/** Rows of a table: where, what, how much by either, the ratio, and the target. */
export function rowsOf<Measured>(
  figures: readonly Figure<Measured>[],
  comparison: Comparison<Measured>,
): string[][] {
  const { where, ours, others } = comparison;
  return figures.map((figure) => [
    ...where,
    figure.name,
    describeAmount(median(ours.map(figure.of))),
    describeAmount(median(others.map(figure.of))),
    describeRatio(ratioOf(figure, comparison)),
    describeLimit(figure.limit),
  ]);
}
