/**
 * What keeps figures where `statistics = "internal"`. Source: `util/statistics.lua`.
 * See https://prosody.im/doc/developers/util/statistics
 *
 * @noResolution
 * @noSelfInFile
 */
declare module "util.statistics" {
  /**
   * For the server, not for modules.
   */
  function new_function(this: void): object;
  export { new_function as new };
  /**
   * How often values were between bounds.
   * @removed 0.12
   * @param duration with `samples` and `sample_count`
   * @param n_buckets default 100
   */
  export const get_histogram:
    ((this: void, duration: object, n_buckets: number) => Readonly<Record<number, number>>) | undefined;
  /**
   * The value below which so many percent are.
   * @removed 0.12
   * @param duration with `samples` and `sample_count`
   * @param pc from 0 to 100
   */
  export const get_percentile: ((this: void, duration: object, pc: number) => number) | undefined;
}
