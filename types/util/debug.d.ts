/**
 * What happens in the server's code. Source: `util/debug.lua`.
 *
 * @noResolution
 * @noSelfInFile
 */
declare module "util.debug" {
  /**
   * The stack with local variables, as text.
   * @param args as of Lua's `debug.traceback()`: perhaps a coroutine, a message, a level
   */
  export function traceback(this: void, ...args: unknown[]): string;
  /**
   * The local variables of a level of the stack.
   * @param thread a coroutine; nil for the one that runs
   * @param level as of Lua's `debug.getlocal()`: 1 is who calls
   */
  export function get_locals_table(this: void, thread: unknown, level?: number): object;
  /**
   * The variables that a function took along.
   * @param func one written in Lua; nil for none
   */
  export function get_upvalues_table(this: void, func: (this: void, ...args: never[]) => unknown): object;
  /**
   * The stack.
   * @param thread a coroutine; nil for the one that runs
   * @param start_level the first level; raises an error without one
   */
  export function get_traceback_table(this: void, thread?: unknown, start_level?: number): object;
  /**
   * Variables as text.
   * @param var_table as `get_locals_table()` returns it; passwords are hidden
   * @param max_line_len of a value and of a line, in bytes; nil for no limit
   * @param indent_str before each further line
   */
  export function string_from_var_table(
    this: void,
    var_table: object,
    max_line_len?: number,
    indent_str?: string,
  ): string | undefined;
  /** Has all errors show local variables. */
  export function use(this: void): void;
}
