/**
 * Help for whoever looks for mistakes. Source: `util/helpers.lua`.
 *
 * @noResolution
 * @noSelfInFile
 */
declare module "util.helpers" {
  /**
   * Writes every event that something fires to the log.
   * @param events such as `prosody.events`
   * @param name what lines of the log begin with; nil for the table's address
   * @param logger nil for that of this library
   */
  export function log_events(
    this: void,
    events: import("util.events").Events<never>,
    name?: string,
    logger?: import("util.logger").Logger,
  ): void;
  /**
   * Takes that back.
   * @param events what was given to `log_events()`
   */
  export function revert_log_events(this: void, events: import("util.events").Events<never>): void;
  /**
   * The same for a host.
   * @param host in service: raises an error if it is not
   */
  export function log_host_events(this: void, host: string): void;
  /**
   * Takes that back.
   * @param host what was given to `log_host_events()`
   */
  export function revert_log_host_events(this: void, host: string): void;
  /**
   * Events and their handlers, for people.
   * @param events such as `prosody.events`
   * @param specific_event its name; nil for all
   */
  export function show_events(
    this: void,
    events: import("util.events").Events<never>,
    specific_event?: string,
  ): string;
  /**
   * A local variable of a function, by its name.
   * @param f one written in Lua
   * @param get_name as its source calls it; nil if there is none
   */
  export function get_upvalue(
    this: void,
    f: (this: void, ...args: never[]) => unknown,
    get_name: string,
  ): unknown;
}
