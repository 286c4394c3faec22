/**
 * Log files. Source: `core/loggingmanager.lua`. See https://prosody.im/doc/developers/core/loggingmanager
 *
 * @noResolution
 * @noSelfInFile
 */
declare module "core.loggingmanager" {
  /** Reads the log's configuration again. */
  export function reload_logging(this: void): void;
  /**
   * Adds a kind of log, for `log = { { to = "NAME" } }`.
   * @param name what `to` says in the configuration
   * @param sink_maker called for each such entry of the option `log`, with that entry
   */
  export function register_sink_type(
    this: void,
    name: string,
    sink_maker: (this: void, config: Readonly<Record<string, unknown>>) => import("util.logger").Sink,
  ): void;
}
