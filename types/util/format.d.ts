/**
 * Text with values in it. Source: `util/format.lua`.
 *
 * @noResolution
 * @noSelfInFile
 */
declare module "util.format" {
  /** As `string.format`, but takes any value for any `%…`, and never raises an error. */
  export function format(this: void, formatstring: string, ...args: unknown[]): string;
}
