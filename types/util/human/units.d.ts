/**
 * Numbers with units. Source: `util/human/units.lua`.
 *
 * @since 0.12
 * @noResolution
 * @noSelfInFile
 */
declare module "util.human.units" {
  /**
   * A number with the prefix that fits, such as `1.5 kB`; with `b` in steps of 1024.
   * @param n three digits of it are shown
   * @param unit put behind the prefix, such as `B`
   * @param b nil for steps of 1000
   */
  export function format(this: void, n: number, unit: string, b?: "b"): string;
  /**
   * The prefix that fits, and what it stands for.
   * @param n in the unit without a prefix
   * @param b nil for steps of 1000
   */
  export function adjust(
    this: void,
    n: number,
    b?: "b",
  ): LuaMultiReturn<[multiplier: number, prefix: string | undefined]>;
}
