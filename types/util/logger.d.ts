/**
 * Loggers; in a module, `module.log()` is better: it ends with the module. Source: `util/logger.lua`.
 * See https://prosody.im/doc/developers/util/logger
 *
 * @noResolution
 * @noSelfInFile
 */
declare module "util.logger" {
  /** Writes to the log; the arguments fill the message's `%s`, `%d`, `%q`. */
  export type Logger = (this: void, level: ProsodyLogLevel, message: string, ...args: unknown[]) => void;

  /** The same for one level. */
  export type LevelLogger = (this: void, message: string, ...args: unknown[]) => void;

  /** Gets what is logged: who logs, the level, the format and what fills it. */
  export type Sink = (
    this: void,
    name: string,
    level: ProsodyLogLevel,
    message: string,
    ...args: unknown[]
  ) => void;

  /**
   * A logger of that name.
   * @param name what lines of the log begin with
   */
  export function init(this: void, name: string): Logger;
  /**
   * A logger for one level.
   * @param source_name what lines of the log begin with
   * @param level that of all its lines
   */
  export function make_logger(this: void, source_name: string, level: ProsodyLogLevel): LevelLogger;
  /**
   * The same under another name.
   * @param source_name what lines of the log begin with
   * @param level that of all its lines
   */
  function new_function(this: void, source_name: string, level: ProsodyLogLevel): LevelLogger;
  export { new_function as new };
  /**
   * Has what is logged at a level handed to a function, format and arguments.
   * @param level that one alone, not those above
   * @param sink_function called for each line, after those that were added before
   */
  export function add_level_sink(this: void, level: ProsodyLogLevel, sink_function: Sink): void;
  /**
   * Has what is logged (default: at all levels) handed to a function, as whole texts. Returns the sink, for
   * `remove_sink()`.
   * @param simple_sink_function called for each line
   * @param levels nil for all four
   */
  export function add_simple_sink(
    this: void,
    simple_sink_function: (this: void, name: string, level: ProsodyLogLevel, message: string) => void,
    levels?: readonly ProsodyLogLevel[],
  ): Sink;
  /**
   * Removes a sink. Returns `true`, or nothing if it was not there.
   * @since 13.0
   * @param sink_function the same function that was added, or what `add_simple_sink()` returned
   */
  export const remove_sink: ((this: void, sink_function: Sink) => true | undefined) | undefined;
  /** Removes all sinks: for the server, not for modules. */
  export function reset(this: void): void;
}
