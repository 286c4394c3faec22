/**
 * Metrics. Source: `util/openmetrics.lua`; see `module.metric()`. See https://prosody.im/doc/developers/util/openmetrics
 *
 * @since 0.12
 * @noResolution
 * @noSelfInFile
 */
declare module "util.openmetrics" {
  /** All metrics of the server. */
  export interface MetricRegistry {
    /** What keeps them. */
    readonly backend: object;
    /** Metrics by kind, by name. */
    readonly families: Readonly<Record<string, Readonly<Record<string, object | undefined>> | undefined>>;
    /**
     * A metric that can be set.
     * @param name the unit is put behind it, with `_`
     * @param unit such as `seconds`; empty for none
     * @param description for people
     * @param labels their names; nil for none
     * @param extra not used by Prosody's own back ends
     */
    gauge(
      name: string,
      unit: string,
      description?: string,
      labels?: readonly string[],
      extra?: object,
    ): ProsodyMetricFamily<ProsodyGauge>;
    /**
     * A metric that only grows.
     * @param name the unit is put behind it, with `_`
     * @param unit such as `seconds`; empty for none
     * @param description for people
     * @param labels their names; nil for none
     * @param extra not used by Prosody's own back ends
     */
    counter(
      name: string,
      unit: string,
      description?: string,
      labels?: readonly string[],
      extra?: object,
    ): ProsodyMetricFamily<ProsodyCounter>;
    /**
     * Many values, counted between bounds.
     * @param name the unit is put behind it, with `_`
     * @param unit such as `seconds`; empty for none
     * @param description for people
     * @param labels their names; nil for none
     * @param extra in it `buckets`, the upper bounds; raises an error without
     */
    histogram(
      name: string,
      unit: string,
      description?: string,
      labels?: readonly string[],
      extra?: object,
    ): ProsodyMetricFamily<ProsodyDistribution>;
    /**
     * Many values, summed up.
     * @param name the unit is put behind it, with `_`
     * @param unit such as `seconds`; empty for none
     * @param description for people
     * @param labels their names; nil for none
     * @param extra not used by Prosody's own back ends
     */
    summary(
      name: string,
      unit: string,
      description?: string,
      labels?: readonly string[],
      extra?: object,
    ): ProsodyMetricFamily<ProsodyDistribution>;
    /** All metrics in the format of OpenMetrics. */
    render(): string;
    /** All metrics, by name. */
    get_metric_families(): LuaTable<string, MetricFamily>;
  }

  /** A metric with all its labels. */
  export interface MetricFamily {
    /** Its name. */
    readonly family_name: string;
    /** Its values, by those of the labels. */
    readonly data: object;
    /**
     * More about it, such as bounds.
     * @sometimes
     */
    readonly extra?: object;
    /**
     * The metric with those values of the labels.
     * @param labels one value for each label; raises an error if they are more or less
     */
    with_labels(...labels: string[]): unknown;
    /**
     * The family in which the first label has that value.
     * @param label the value of the first one
     */
    with_partial_label(label: string): unknown;
    /** Forgets all its metrics. */
    clear(): void;
    /** Its kind. */
    readonly type_: "gauge" | "counter" | "histogram" | "summary";
    /** Its unit. */
    readonly unit: string;
    /** What people read. */
    readonly description: string;
    /** The names of its labels. */
    readonly label_keys: readonly string[];
    /** Its values, by those of the labels. */
    iter_metrics(): LuaIterable<
      LuaMultiReturn<[labels: readonly string[], metric: { iter_samples(): ProsodyMetricSamples }]>
    >;
  }

  /**
   * For the server, not for modules.
   * @param metric_family whose labels are partly set
   * @param with_labels_proxy_fun gets the family and the labels that are left
   */
  export function new_metric_proxy(
    this: void,
    metric_family: object,
    with_labels_proxy_fun: (this: void, ...args: never[]) => unknown,
  ): object;
  /**
   * For the server, not for modules.
   * @param backend what makes metrics, by kind
   */
  export function new_metric_registry(this: void, backend: object): MetricRegistry;
  /**
   * A bound as text.
   * @param v infinity becomes `+Inf`
   */
  export function render_histogram_le(this: void, v: number): string;
  /**
   * Begins to measure a time; what it returns ends that and reports the seconds.
   * @param metric one in seconds
   */
  export function timed(this: void, metric: ProsodyDistribution | ProsodyGauge): (this: void) => void;
}
