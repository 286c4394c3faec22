/**
 * Figures. In a module, `module.measure()` and `module.metric()` are better. Source: `core/statsmanager.lua`.
 * See https://prosody.im/doc/developers/core/statsmanager
 *
 * @noResolution
 * @noSelfInFile
 */
declare module "core.statsmanager" {
  /**
   * A metric.
   * @since 0.12
   * @param type_ raises an error of another
   * @param name without the unit
   * @param unit such as `seconds`; empty for none
   * @param description for people
   * @param labels their names; nil for none
   * @param extra of a histogram `buckets`, the upper bounds
   */
  export const metric:
    | ((
        this: void,
        type_: keyof ProsodyMetricKinds,
        name: string,
        unit: string,
        description: string,
        labels?: readonly string[],
        extra?: object,
      ) => ProsodyMetricFamily<unknown>)
    | undefined;
  /**
   * Something to be measured.
   * @paramRenamed 0.12 type stat_type
   * @paramsSince 0.12 extra, fixed_label_key, fixed_label_value
   * @param stat_type `amount`, `counter`, `rate`, `times`, `sizes` or `distribution`
   * @param name with the module's in front, such as `mod_example/requests`
   * @param extra perhaps `initial`, `buckets`, `unit`, `description`
   * @param fixed_label_key nil for none; modules have `host`
   * @param fixed_label_value the value of that label
   */
  export function measure(
    this: void,
    stat_type: string,
    name: string,
    extra?: object,
    fixed_label_key?: string,
    fixed_label_value?: string,
  ): unknown;
  /**
   * All metrics; nothing without `statistics`.
   * @since 0.12
   */
  export const get_metric_registry:
    ((this: void) => import("util.openmetrics").MetricRegistry | undefined) | undefined;
  /**
   * Keeps reports back.
   * @since 0.12
   */
  export const cork: ((this: void) => void) | undefined;
  /**
   * Sends them.
   * @since 0.12
   */
  export const uncork: ((this: void) => void) | undefined;
  /**
   * Collects figures now: there with `statistics_interval = "manual"`.
   * @sometimes
   * @since 0.12
   */
  export const collect: ((this: void) => unknown) | undefined;
  /**
   * All figures, by name.
   * @removed 0.12
   */
  export const get_stats:
    | ((
        this: void,
      ) => LuaMultiReturn<
        [
          stats: Readonly<Record<string, unknown>>,
          changed: Readonly<Record<string, unknown>>,
          extra: Readonly<Record<string, unknown>>,
        ]
      >)
    | undefined;
  /**
   * One of them.
   * @removed 0.12
   * @param name with the module's in front, such as `/host/mod_example/requests`
   */
  export const get: ((this: void, name: string) => unknown) | undefined;
}
