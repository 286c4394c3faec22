/**
 * Text for terminals. Source: `util/human/io.lua`.
 *
 * @since 0.12
 * @noResolution
 * @noSelfInFile
 */
declare module "util.human.io" {
  /** A column of a table. */
  export interface Column {
    /** What stands above it. */
    readonly title?: string;
    /** The field of a row; default: the column's number. */
    readonly key?: string | number;
    /** How many characters it has, or how much of the rest: `50%`, from 13.0 on also `1p`. */
    readonly width?: number | string;
    /** Where its text stands. */
    readonly align?: "left" | "right";
    /** What stands there for nil. */
    readonly default?: string;
    /**
     * Makes the text of a value.
     * @param value of the column's `key`; nil if the row has none
     * @param row as it was given
     * @param width in characters
     * @param column this one
     */
    mapper?: (this: void, value: never, row: never, width: number, column: Column) => unknown;
    /**
     * Shortens a text that is too long.
     * @param s as long as it is
     * @param width in characters
     */
    ellipsis?: (this: void, s: string, width: number) => string;
  }

  /**
   * Reads characters from the terminal: stops the server meanwhile.
   * @param n how many; default 1
   */
  export function getchar(this: void, n?: number): string | undefined;
  /** Reads a line. */
  export function getline(this: void): string | undefined;
  /** Reads a line without showing it. */
  export function getpass(this: void): string | undefined;
  /**
   * Asks; the capital letter in `[Y/n]` is the default.
   * @param prompt such as `Go on? [Y/n]`; a blank is put behind it
   */
  export function show_yesno(this: void, prompt: string): boolean | undefined;
  /** Asks for a new password, twice. */
  export function read_password(this: void): string | undefined;
  /**
   * Asks for a line; `undefined` for an empty one.
   * @param prompt a blank is put behind it
   */
  export function show_prompt(this: void, prompt: string): string | undefined;
  /**
   * Writes a formatted line.
   * @param fmt as of Lua's `string.format()`
   * @param args for the `%` in it
   */
  export function printf(this: void, fmt: string, ...args: unknown[]): void;
  /**
   * A text with blanks before it.
   * @param s returned as it is if it is as wide
   * @param width in characters
   */
  export function padleft(this: void, s: string, width: number): string;
  /**
   * A text with blanks behind it.
   * @param s returned as it is if it is as wide
   * @param width in characters
   */
  export function padright(this: void, s: string, width: number): string;
  /**
   * A text, shortened to so many characters with `…`.
   * @param s returned as it is if it is short enough
   * @param width in characters, the `…` among them
   */
  export function ellipsis(this: void, s: string, width: number): string;
  /**
   * A function that writes rows of a table, without a row its head.
   * @paramRenamed 0.12 tbl col_specs
   * @param col_specs from left to right
   * @param max_width in characters; nil for the terminal's, or 80
   */
  export function table(
    this: void,
    col_specs: readonly Column[],
    max_width?: number,
  ): LuaMultiReturn<[row: (this: void, row?: object) => string, width: number]>;
  /**
   * How many characters a line of the terminal has; the default where there is none.
   * @since 13.0
   * @param default_ nil if there is none
   */
  export const term_width: ((this: void, default_?: number) => number | undefined) | undefined;
  /**
   * A time such as `2 weeks` or `30min` in seconds; `undefined` if it is none.
   * @since 13.0
   * @param duration_string a whole number and a unit, in upper or lower case
   */
  export const parse_duration: ((this: void, duration_string: string) => number | undefined) | undefined;
  /**
   * The same, where one letter may be missing: `5m` is months.
   * @since 13.0
   * @param duration_string a whole number and a unit, in upper or lower case
   */
  export const parse_duration_lax: ((this: void, duration_string: string) => number | undefined) | undefined;
  /**
   * Whether a version is older than another.
   * @since 13.0.7
   * @param a numbers, with anything between them
   * @param b numbers, with anything between them
   */
  export const simple_version_compare: ((this: void, a: string, b: string) => boolean) | undefined;
}
