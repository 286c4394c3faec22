/**
 * What happens in the server's code. Source: `util/debug.lua`.
 *
 * @noResolution
 * @noSelfInFile
 */
declare module "util.debug" {
  /** The stack with local variables, as text. */
  export function traceback(this: void, ...args: unknown[]): string;
  /** The local variables of a level of the stack. */
  export function get_locals_table(this: void, thread: unknown, level?: number): object;
  /** The variables that a function took along. */
  export function get_upvalues_table(this: void, func: (this: void, ...args: never[]) => unknown): object;
  /** The stack. */
  export function get_traceback_table(this: void, thread?: unknown, start_level?: number): object;
  /** Variables as text. */
  export function string_from_var_table(
    this: void,
    var_table: object,
    max_line_len?: number,
    indent_str?: string,
  ): string | undefined;
  /** Has all errors show local variables. */
  export function use(this: void): void;
}
