/**
 * Text with values in it. Source: `util/format.lua`.
 *
 * @noResolution
 * @noSelfInFile
 */
declare module "util.format" {
  /**
   * As `string.format`, but takes any value for any `%…`, and never raises an error.
   * @param formatstring a format of `string.format`
   * @param args nil and tables too
   */
  export function format(this: void, formatstring: string, ...args: unknown[]): string;
}
