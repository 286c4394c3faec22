/** @noSelfInFile */

/** What is measured. Source: `core/statsmanager.lua`. */
interface ProsodyMeasures {
  /**
   * How much of something there is now: the amount.
   * @paramRenamed 0.12 new_v v
   * @param v the whole of it, not the change
   */
  amount: (this: void, v: number) => void;
  /**
   * How much was added.
   * @paramRenamed 0.12 delta v
   * @param v not below zero
   */
  counter: (this: void, v: number) => void;
  /** That it happened. */
  rate: (this: void) => void;
  /** That something begins; what it returns says that it is over. */
  times: (this: void) => (this: void) => void;
  /**
   * The size of something.
   * @paramRenamed 0.12 value v
   * @param v in bytes
   */
  sizes: (this: void, v: number) => void;
  /**
   * One of many values.
   * @paramRenamed 0.12 value v
   * @param v in the unit that was named
   */
  distribution: (this: void, v: number) => void;
}

/** How something is measured, from 0.12 on. */
interface ProsodyMeasureConfig {
  /** What people read. */
  readonly description?: string;
  /** What is counted: `seconds`, `bytes`. */
  readonly unit?: string;
  /** The bounds between which values are counted. */
  readonly buckets?: readonly number[];
}

/** Samples of a metric: a suffix of its name, more labels, and the value. */
type ProsodyMetricSamples = LuaIterable<
  LuaMultiReturn<[suffix: string, labels: object | undefined, value: number]>
>;

/**
 * A metric that can be set. Without a statistics provider its methods do nothing. Source: `util/statistics.lua`.
 *
 * @since 0.12
 */
interface ProsodyGauge {
  /** What it is now. */
  readonly value: number;
  /**
   * Sets it.
   * @param value in the metric's unit
   */
  set(value: number): void;
  /**
   * Adds to it.
   * @param delta may be negative
   */
  add(delta: number): void;
  /** Sets it to 0. */
  reset(): void;
  /** Its samples. */
  iter_samples(): ProsodyMetricSamples;
}

/**
 * A metric that only grows. Without a statistics provider its methods do nothing. Source: `util/statistics.lua`.
 *
 * @since 0.12
 */
interface ProsodyCounter {
  /** What it has come to. */
  readonly value: number;
  /**
   * Sets it: to what another counter has come to.
   * @param value not less than before
   */
  set(value: number): void;
  /**
   * Adds to it.
   * @param value not negative
   */
  add(value: number): void;
  /** Begins at 0 again. */
  reset(): void;
  /** Its samples. */
  iter_samples(): ProsodyMetricSamples;
}

/**
 * A metric of many values, a histogram or a summary. Without a statistics provider its methods do nothing. Source:
 * `util/statistics.lua`.
 *
 * @since 0.12
 */
interface ProsodyDistribution {
  /**
   * Adds a value.
   * @param value in the metric's unit
   */
  sample(value: number): void;
  /** Forgets all values. */
  reset(): void;
  /** Its samples. */
  iter_samples(): ProsodyMetricSamples;
}

/**
 * Kinds of metrics.
 *
 * @since 0.12
 */
interface ProsodyMetricKinds {
  /** What goes up and down. */
  gauge: ProsodyGauge;
  /** What only grows. */
  counter: ProsodyCounter;
  /** Many values, counted between bounds. */
  histogram: ProsodyDistribution;
  /** Many values, summed up. */
  summary: ProsodyDistribution;
}

/**
 * A metric that is told apart by labels. Without a statistics provider its methods do nothing. Source:
 * `util/openmetrics.lua`.
 *
 * @since 0.12
 */
interface ProsodyMetricFamily<M> {
  /**
   * The metric with those values of the labels, in their order.
   * @param labels as many as `label_keys` names
   */
  with_labels(...labels: string[]): M;
  /**
   * The family in which the first label has that value.
   * @param label the others are given to `with_labels()`
   */
  with_partial_label(label: string): ProsodyMetricFamily<M>;
  /** Forgets all its metrics: there where a global module made it. */
  clear?(): void;
}
