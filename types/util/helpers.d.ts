/**
 * Help for whoever looks for mistakes. Source: `util/helpers.lua`.
 *
 * @noResolution
 * @noSelfInFile
 */
declare module "util.helpers" {
  /** Writes every event that something fires to the log. */
  export function log_events(
    this: void,
    events: import("util.events").Events<never>,
    name?: string,
    logger?: import("util.logger").Logger,
  ): void;
  /** Takes that back. */
  export function revert_log_events(this: void, events: import("util.events").Events<never>): void;
  /** The same for a host. */
  export function log_host_events(this: void, host: string): void;
  /** Takes that back. */
  export function revert_log_host_events(this: void, host: string): void;
  /** Events and their handlers, for people. */
  export function show_events(
    this: void,
    events: import("util.events").Events<never>,
    specific_event?: string,
  ): string;
  /** A local variable of a function, by its name. */
  export function get_upvalue(
    this: void,
    f: (this: void, ...args: never[]) => unknown,
    get_name: string,
  ): unknown;
}
