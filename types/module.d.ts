/** @noSelfInFile */

type ProsodyLogLevel = "debug" | "info" | "warn" | "error";

/** What a handler returns: anything but nil ends the event, for stanzas `true` says that it was handled. */
type ProsodyHandled = boolean | undefined;

/** The module API. Source: `core/moduleapi.lua`. */
interface ProsodyModuleApi {
  /** The module's name, without `mod_`. */
  readonly name: string;
  /** The host it is loaded on; `*` for a global module. */
  readonly host: string;

  /** `"component"`, `"local"` for a virtual host, or `"global"`. */
  get_host_type(): "component" | "local" | "global";
  /** Writes to the log; the arguments fill the format's `%s`, `%d`, `%q`. */
  log(level: ProsodyLogLevel, msg: string, ...args: unknown[]): void;
  /** Has `handler` called for an event of this host; higher priorities first, default 0. */
  hook<E extends keyof ProsodyEvents>(
    event: E,
    handler: (this: void, event: ProsodyEvents[E]) => ProsodyHandled,
    priority?: number,
  ): void;
  /** Fires an event on this host. Returns what the handler that ended it returned, `undefined` if none did. */
  fire_event<E extends keyof ProsodyEvents>(event: E, data: ProsodyEvents[E]): unknown;
  /** Loads another module first, and reloads and unloads this one with it. Raises an error if that module cannot be loaded. */
  depends<M extends keyof ProsodyModules>(name: M): NonNullable<ProsodyModules[M]>;
  /** An option as it is written in the configuration of this host or, failing that, of the server. */
  get_option(name: string): unknown;
  /** An option that is true or false; a value that is neither is logged, and gives `undefined`. */
  get_option_boolean(name: string, default_value: boolean): boolean | undefined;
}

declare const module: ProsodyModuleApi;
