/** @noSelfInFile */

type ProsodyLogLevel = "debug" | "info" | "warn" | "error";

/** How a module stands. */
type ProsodyModuleStatus = "core" | "info" | "warn" | "error";

/** What fires events, as far as `module.hook_object_event()` needs it. */
interface ProsodyEventSource {
  /**
   * Adds a handler.
   * @param event its name
   * @param handler the same one twice counts once, with the priority of the last time
   * @param priority higher comes first; default 0
   */
  add_handler: (this: void, event: never, handler: never, priority?: number) => void;
  /**
   * Removes a handler.
   * @param event its name
   * @param handler the same function that was added
   */
  remove_handler: (this: void, event: never, handler: never) => void;
}

/** Handlers of events that were added by a module: `object, event, handler` in each place. */
type ProsodyEventHandlers = object;

/** Who asks: a JID, the event of a stanza, or a session. */
type ProsodyPermissionContext =
  string | StanzaEvent | { readonly session: ProsodySession } | { readonly actor_jid: string };

/**
 * The module API: what `module` is in a module. Source: `core/moduleapi.lua`.
 * See https://prosody.im/doc/developers/moduleapi
 *
 * @self module
 */
interface ProsodyModuleApi {
  /** The module's name, without `mod_`. */
  readonly name: string;
  /** The host it is loaded on; `*` for a global module. */
  readonly host: string;
  /** Whether it is a global module. */
  readonly global?: boolean;
  /** The file it was loaded from. */
  readonly path: string;
  /** The module's globals: what other modules see of it. */
  readonly environment: object;
  /** Handlers that it added. */
  readonly event_handlers: ProsodyEventHandlers;
  /** What it told other modules of, by kind; `undefined` if nothing. */
  readonly items?: { readonly [K in keyof ProsodyItems]?: readonly ProsodyItems[K][] };
  /** The modules that it depends on, by name; `undefined` if none. */
  readonly dependencies?: Record<string, true | undefined>;
  /**
   * The modules that depend on it, by name; `undefined` if none.
   * @since 13.0
   * @sometimes
   */
  readonly reverse_dependencies?: Record<string, true | undefined>;
  /** Tables that it shares, by path; `undefined` if none. */
  readonly shared_data?: Record<string, object | undefined>;
  /** `false` once it was unloaded. */
  readonly loaded?: false;
  /** Set while it is being reloaded. */
  readonly reloading?: true;
  /** What `save()` returned before it was reloaded. */
  readonly saved_state?: unknown;
  /** The folder of its resources; `undefined` where that is the folder of its file. */
  readonly resource_path?: string;
  /**
   * What the file says of itself in lines that begin with `--%`.
   * @since 0.12
   */
  readonly meta?: Readonly<Record<string, string | undefined>>;
  /**
   * How it stands; see `get_status()`.
   * @since 0.12
   */
  readonly status_type?: ProsodyModuleStatus;
  /**
   * How it stands, for people; see `get_status()`.
   * @since 0.12
   */
  readonly status_message?: string;
  /**
   * Since when, in seconds since 1970; see `get_status()`.
   * @since 0.12
   */
  readonly status_time?: number;

  // What a module may define

  /** Called once it is loaded. */
  load?: (this: void) => void;
  /** Called before it is unloaded. */
  unload?: (this: void) => void;
  /** Called before it is reloaded: what it returns is given to `restore`. */
  save?: (this: void) => unknown;
  /**
   * Called after it was reloaded, with what `save` returned.
   * @param data what `save` of the module before returned
   */
  restore?: (this: void, data: never) => void;
  /**
   * For a global module: called for each host it is loaded on, with that host's module API. `false` refuses.
   * @param module of the host, not the global one
   */
  add_host?: (this: void, module: ProsodyModuleApi) => boolean | undefined | void;
  /**
   * Called once the server has started.
   * @since 0.12
   * @sometimes
   */
  ready?: (this: void) => void;
  /**
   * Called by `prosodyctl mod_NAME`. Returns the exit code.
   * @param arg what follows `prosodyctl mod_NAME`
   */
  command?: (this: void, arg: readonly string[]) => number | undefined | void;

  // Who it is

  /** Its name, without `mod_`. */
  get_name(): string;
  /** The host it is loaded on; `*` for a global module. */
  get_host(): string;
  /** `"component"`, `"local"` for a virtual host, or `"global"`. */
  get_host_type(): "component" | "local" | "global";
  /** Makes it a global module, whose events are the server's: to be called first of all. */
  set_global(): asserts this is ProsodyGlobalModuleApi;
  /**
   * The module API of the server, for its options and events.
   * @param host a host of this server, `*` for the server itself
   */
  context(host?: "*"): ProsodyGlobalModuleApi;
  /** The module API on another host. */
  context(host: string): ProsodyModuleApi;
  /** The folder of its file; `undefined` if it has none. */
  get_directory(): string | undefined;
  /**
   * Opens a file in its folder; nil and the reason on failure.
   * @param path from the module's folder
   * @param mode as for `io.open`; default `r`
   */
  load_resource(
    path: string,
    mode?: string,
  ): LuaMultiReturn<[file: LuaFile | undefined, err: string | undefined, errno: number | undefined]>;

  // Log and status

  /**
   * Writes to the log; the arguments fill the format's `%s`, `%d`, `%q`.
   * @param level `debug` is written only where the configuration asks for it
   * @param msg a format of `string.format`; `%s` takes anything
   * @param args what the format is filled with
   */
  log(level: ProsodyLogLevel, msg: string, ...args: unknown[]): void;
  /**
   * The same without `self`.
   * @param level of this line
   * @param message as of `util.format`: `%s` takes any value
   * @param args for the `%` in it
   */
  _log: (this: void, level: ProsodyLogLevel, message: string, ...args: unknown[]) => void;
  /**
   * Says how the module stands. An error stays until another error, unless `override`.
   * @since 0.12
   * @param status_type `core` is the server's own
   * @param status_message what `prosodyctl shell` shows of it
   * @param override whether an error may be taken back
   */
  set_status?(status_type: ProsodyModuleStatus, status_message: string, override?: boolean): void;
  /**
   * The same, and writes it to the log.
   * @since 0.12
   * @param level also the kind of status
   * @param msg a format of `string.format`; `%s` takes anything
   * @param args what the format is filled with
   */
  log_status?(level: Exclude<ProsodyLogLevel, "debug">, msg: string, ...args: unknown[]): void;
  /**
   * How the module stands, and since when.
   * @since 0.12
   */
  get_status?(): LuaMultiReturn<
    [status_type: ProsodyModuleStatus, status_message: string | undefined, status_time: number | undefined]
  >;

  // Events

  /**
   * Has `handler` called for an event of this host, of a global module of the server; higher priorities first, default 0.
   * @param event its name; known ones are completed
   * @param handler anything but nil that it returns ends the event
   * @param priority handlers of higher ones are called first; default 0
   */
  hook<M extends ProsodyModuleApi, E extends string = ProsodyAnyEventName, P = ProsodyEventFor<M, E>>(
    this: M,
    event: E,
    handler: ((this: void, event: P) => unknown) & ProsodyHandlerFor<M, E>,
    priority?: number,
  ): void;
  /**
   * Has `handler` called for an event of the server.
   * @param event its name; known ones are completed
   * @param handler anything but nil that it returns ends the event
   * @param priority handlers of higher ones are called first
   */
  hook_global<E extends string = ProsodyAnyGlobalEventName, P = ProsodyEventFor<ProsodyOfServer, E>>(
    event: E,
    handler: ((this: void, event: P) => unknown) & ProsodyHandlerFor<ProsodyOfServer, E>,
    priority?: number,
  ): void;
  /**
   * Has `handler` called for the event of anything that fires some, with `add_handler` and `remove_handler`.
   * @param object such as `prosody.events`, or a service of `util.pubsub`'s `events`
   * @param event its name
   * @param handler is removed with the module
   * @param priority handlers of higher ones are called first; default 0
   */
  hook_object_event<M extends object, E extends keyof M>(
    object: import("util.events").Events<M>,
    event: E,
    handler: (this: void, event: M[E]) => unknown,
    priority?: number,
  ): void;
  hook_object_event(
    object: ProsodyEventSource,
    event: string | false,
    handler: (this: void, ...args: never[]) => unknown,
    priority?: number,
  ): void;
  /**
   * Has `handler` called for elements that are no stanzas, or come before a session is bound; the namespace may be left out.
   * @param xmlns the element's namespace
   * @param name the element's name
   * @param handler `true` ends what is done with the element
   * @param priority handlers of higher ones are called first
   */
  hook_tag(
    xmlns: string | undefined,
    name: string,
    handler: (
      this: void,
      origin: ProsodySession,
      stanza: ProsodyStanza,
      event: StanzaEvent,
    ) => ProsodyHandled | void,
    priority?: number,
  ): void;
  /**
   * The same under its older name.
   * @param xmlns the element's namespace; nil for that of the stream
   * @param name the element's name
   * @param handler `true` ends what is done with the element
   * @param priority handlers of higher ones are called first; default 0
   */
  hook_stanza(
    xmlns: string | undefined,
    name: string,
    handler: (
      this: void,
      origin: ProsodySession,
      stanza: ProsodyStanza,
      event: StanzaEvent,
    ) => ProsodyHandled | void,
    priority?: number,
  ): void;
  /**
   * Has `handler` no longer called for an event of this host.
   * @param event its name
   * @param handler the very function that was given to `hook()`
   */
  unhook<M extends ProsodyModuleApi, E extends string = ProsodyAnyEventName, P = ProsodyEventFor<M, E>>(
    this: M,
    event: E,
    handler: ((this: void, event: P) => unknown) & ProsodyHandlerFor<M, E>,
  ): void;
  /**
   * Has `handler` no longer called for the event of anything that fires some.
   * @param object the one that was given to `hook_object_event()`
   * @param event its name
   * @param handler the very function that was given to `hook_object_event()`
   */
  unhook_object_event<M extends object, E extends keyof M>(
    object: import("util.events").Events<M>,
    event: E,
    handler: (this: void, event: M[E]) => unknown,
  ): void;
  unhook_object_event(
    object: ProsodyEventSource,
    event: string | false,
    handler: (this: void, ...args: never[]) => unknown,
  ): void;
  /**
   * Puts a function around an event of this host; `false` for all events.
   * @param event its name; `false` for all
   * @param handler is given the function that runs the handlers, and may call it
   */
  wrap_event(event: ProsodyAnyEventName | false, handler: import("util.events").Wrapper): void;
  /**
   * Is meant to put a function around an event of the server, but adds a mere handler in all releases.
   * @param event its name
   * @param handler gets what handlers of the event get, not what wrappers do
   */
  wrap_global(event: keyof ProsodyGlobalEvents | (string & {}), handler: import("util.events").Wrapper): void;
  /**
   * Puts a function around the event of anything that fires some.
   * @param events_object such as `prosody.events`
   * @param event its name; `false` for all
   * @param handler is given the function that runs the handlers, and may call it
   */
  wrap_object_event(
    events_object: Pick<import("util.events").Events, "wrappers">,
    event: string | false,
    handler: import("util.events").Wrapper,
  ): void;
  /**
   * Fires an event on this host. Returns what the handler that ended it returned, `undefined` if none did.
   * @param event its name; known ones are completed
   * @param data what handlers get, all of them the same table
   */
  fire_event<M extends ProsodyModuleApi, E extends string = ProsodyAnyEventName>(
    this: M,
    event: E,
    data: ProsodyEventDataFor<M, E>,
  ): ProsodyFireResult<E>;
  fire_event<E extends string>(event: ProsodyFireResult<E> extends ProsodyHandled ? never : E): unknown;

  // Other modules

  /**
   * Loads another module first, and reloads and unloads this one with it. Raises an error if that module cannot be loaded;
   * `soft` gives nil and `disabled` where the administrator disabled it. What a module exports is known by `ProsodyModules`.
   *
   * @paramsSince 13.0 soft
   * @param name a module, without `mod_`
   * @param soft whether the administrator may have disabled it
   */
  depends<M extends keyof ProsodyModules>(name: M): NonNullable<ProsodyModules[M]>;
  depends<M extends keyof ProsodyModules>(
    name: M,
    soft: boolean,
  ): LuaMultiReturn<[mod: NonNullable<ProsodyModules[M]> | undefined, err: "disabled" | undefined]>;
  depends(name: string): object;
  /**
   * What a file of the module's folder returns, `NAME.lib.lua`; without a cache. Raises an error if there is none.
   * @param lib a file without `.lib.lua`, from the module's folder
   */
  require<L extends keyof ProsodyModuleLibraries>(lib: L): ProsodyModuleLibraries[L];
  require(lib: string): unknown;
  /**
   * A table that modules share by its path: `name`, `/host/module/name`.
   * @param path such as `name`, this module's own, or `/host/module/name`
   */
  shared<T extends object>(path: string): Partial<T>;
  /**
   * Tells other modules of something, until this one is unloaded.
   * @param key the kind, such as `feature`
   * @param value the item, the same table when it is taken back
   */
  add_item<K extends ProsodyItemName>(key: K, value: ProsodyItemOf<K>): void;
  /**
   * Takes that back. Returns what it was; `undefined` if it was not there.
   * @param key the kind
   * @param value the very table that was given to `add_item()`
   */
  remove_item<K extends ProsodyItemName>(key: K, value: ProsodyItemOf<K>): ProsodyItemOf<K> | undefined;
  /**
   * What modules on this host told others of.
   * @param key the kind, such as `feature`
   */
  get_host_items<K extends ProsodyItemName>(key: K): ProsodyItemOf<K>[];
  /**
   * Calls functions for what modules tell others of, now and from now on; what is there already only unless `false`.
   * @param item_type the kind, such as `feature`
   * @param added_cb called for each item
   * @param removed_cb called for each that is taken back
   * @param existing whether those count that are there already; default `true`
   */
  handle_items<K extends ProsodyItemName>(
    item_type: K,
    added_cb: (this: void, event: ItemEvent<ProsodyItemOf<K>>) => void,
    removed_cb: (this: void, event: ItemEvent<ProsodyItemOf<K>>) => void,
    existing?: boolean,
  ): void;
  /**
   * Provides a service to Prosody, such as `storage`, `auth` or `http`: `item`, or else this module's globals.
   * @param name the kind of service: `storage`, `auth`, `http`, `net`, `adhoc`
   * @param item the service; this module's globals if it is left out
   */
  provides<K extends "adhoc" | "auth" | "http" | "net" | "storage" | (string & {})>(
    name: K,
    item?: ProsodyItemOf<`${K}-provider`> & object,
  ): void;
  /**
   * Adds a namespace to service discovery.
   * @param xmlns such as `urn:xmpp:ping`
   */
  add_feature(xmlns: string): void;
  /**
   * Adds an identity to service discovery.
   * @param category such as `conference`
   * @param identity_type such as `text`
   * @param name what people read
   */
  add_identity(category: string, identity_type: string, name?: string): void;
  /**
   * Adds a form to service discovery (XEP-0128).
   * @param data the `<x/>` of `form.form(values, "result")`
   */
  add_extension(data: ProsodyStanza): void;

  // Options

  /**
   * An option as it is written in the configuration of this host or, failing that, of the server. Nothing looks at it: it is what
   * you say it is only if the administrator wrote that.
   * @param name as the administrator writes it
   * @param default_value what one gets without the option
   */
  get_option<T>(name: string, default_value: T): NoInfer<T>;
  get_option<T = unknown>(name: string): T | undefined;
  /**
   * The same; of a list the first item.
   * @param name as the administrator writes it
   * @param default_value what one gets without the option
   */
  get_option_scalar<T>(name: string, default_value: T): NoInfer<T>;
  get_option_scalar<T = unknown>(name: string): T | undefined;
  /**
   * An option as text; `undefined` without one and without a default.
   * @param name as the administrator writes it
   * @param default_value what one gets without the option
   */
  get_option_string(name: string, default_value: string): string;
  get_option_string(name: string, default_value?: string): string | undefined;
  /**
   * An option that is a number. One out of bounds gives the bound. A value that is no number is logged as an error, and gives nil
   * even if there is a default; with a bound it raises an error.
   *
   * @paramsSince 13.0 min, max
   * @param name as the administrator writes it
   * @param default_value what one gets without the option
   * @param min the lowest that it may be
   * @param max the highest that it may be
   */
  get_option_number(name: string, default_value: number, min?: number, max?: number): number;
  get_option_number(name: string, default_value?: number, min?: number, max?: number): number | undefined;
  /**
   * An option that is an integer, other numbers rounded down; a value that is no number is logged, and raises an error.
   * @since 13.0
   */
  get_option_integer?: {
    (this: ProsodyModuleApi, name: string, default_value: number, min?: number, max?: number): number;
    (
      this: ProsodyModuleApi,
      name: string,
      default_value?: number,
      min?: number,
      max?: number,
    ): number | undefined;
  };
  /**
   * An option that is a time, such as `2 days`, in seconds; `never` is `math.huge`. What is none is logged as an error, and gives
   * nil even if there is a default.
   * @since 13.0
   */
  get_option_period?: {
    (
      this: ProsodyModuleApi,
      name: string,
      default_value: number | string,
      min?: number | string,
      max?: number | string,
    ): number;
    (
      this: ProsodyModuleApi,
      name: string,
      default_value?: number | string,
      min?: number | string,
      max?: number | string,
    ): number | undefined;
  };
  /**
   * An option that is true or false. A value that is neither is logged as an error, and gives nil even if there is a default.
   * @param name as the administrator writes it
   * @param default_value what one gets without the option
   */
  get_option_boolean(name: string, default_value: boolean): boolean;
  get_option_boolean(name: string, default_value?: boolean): boolean | undefined;
  /**
   * An option that is a list, as a copy; a single value gives a list of it.
   * @param name as the administrator writes it
   * @param default_value what one gets without the option
   */
  get_option_array<T>(name: string, default_value: readonly T[]): import("util.array").Array<T>;
  get_option_array(name: string): import("util.array").Array<unknown> | undefined;
  /**
   * An option that is a set, as a copy; a single value gives a set of it.
   * @param name as the administrator writes it
   * @param default_value what one gets without the option
   */
  get_option_set<T>(name: string, default_value: readonly T[]): import("util.set").Set<T>;
  get_option_set(name: string): import("util.set").Set<string | number> | undefined;
  /**
   * An option that is a set, with what the server's configuration says besides the host's.
   * @param name as the administrator writes it
   * @param default_value what one gets without the option
   */
  get_option_inherited_set<T>(name: string, default_value: readonly T[]): import("util.set").Set<T>;
  get_option_inherited_set(name: string): import("util.set").Set<string | number> | undefined;
  /**
   * An option that is a path, from the module's folder, another folder, or one of `prosody.paths` by its name.
   * @param name as the administrator writes it
   * @param default_ what one gets without the option
   * @param parent the folder from which it is read
   */
  get_option_path(name: string, default_: string, parent?: keyof ProsodyPaths | (string & {})): string;
  get_option_path(
    name: string,
    default_?: string,
    parent?: keyof ProsodyPaths | (string & {}),
  ): string | undefined;
  /**
   * An option that is one of several values, the default first; another one is logged and gives the default from 13.0.7
   * on, in 13.0.1 itself. `undefined` only without an option and with a default of `undefined`.
   * @since 13.0
   */
  get_option_enum?: {
    <T extends string | number | boolean>(this: ProsodyModuleApi, name: string, default_: T, ...args: T[]): T;
    <T extends string | number | boolean>(
      this: ProsodyModuleApi,
      name: string,
      default_: T | undefined,
      ...args: T[]
    ): T | undefined;
  };

  /**
   * Where this module answers HTTP, for others: with the name in `http_paths` (default: the module's without `http_`) and
   * the path (default: `/` and that). It is there once `mod_http` is loaded: behind
   * `module.depends("http")`, or `module.provides("http", …)`. A server without ports for
   * HTTP gives `http://disabled.invalid/`. See https://prosody.im/doc/developers/http
   *
   * @paramsSince 13.0 mode
   * @param app_name as in `http_paths`
   * @param default_path where it answers unless the administrator says otherwise
   * @param mode `internal` for the address behind a proxy
   */
  http_url(app_name?: string, default_path?: string, mode?: "internal" | "external"): string;

  // Sending

  /**
   * Sends a stanza to the address in its `to`, for this host or another origin.
   * @param stanza with `to` and `from`
   * @param origin who sends it, for answers; default this host
   */
  send(stanza: ProsodyStanza, origin?: ProsodyOrigin): unknown;
  /**
   * Sends an iq. Returns the promise of the answer's event; rejected by an error, as which the server's silence counts.
   * @since 0.12
   * @param stanza with `to`, `from` and, or it gets one, `id`
   * @param origin who sends it; default this host
   * @param timeout seconds until silence is an error; default 120
   */
  send_iq?(
    stanza: ProsodyStanza,
    origin?: ProsodyOrigin,
    timeout?: number,
  ): import("util.promise").Promise<Pick<StanzaEvent, "stanza"> & Partial<StanzaEvent>>;
  /**
   * Sends copies of a stanza to several JIDs: an array, or what an iterator of one's own makes of the first argument.
   * @param jids to whom
   * @param stanza is copied for each, with its `to`
   * @param iter makes an iterator of `jids`
   */
  broadcast<T = readonly string[]>(
    jids: T,
    stanza: ProsodyStanza,
    iter?: (this: void, jids: T) => LuaIterable<string>,
  ): void;

  // Time

  /**
   * Has a function called after so many seconds; a number that it returns starts the timer again. Ends with the module.
   * @param delay in seconds
   * @param callback a number that it returns is the next delay
   * @param args given to the callback, behind the time
   */
  add_timer<A extends unknown[]>(
    delay: number,
    callback: (this: void, now: number, ...args: A) => number | undefined | void,
    ...args: A
  ): ProsodyTimer;
  /**
   * Has a task done now and then, whether or not the server runs all the time.
   * @since 0.12
   * @param task_spec how often, and what is done
   */
  cron?(task_spec: ProsodyTask): void;
  /**
   * Has a function called about once an hour; the name may be left out.
   * @since 0.12
   * @param name shown to administrators
   * @param fun gets the task, and the time in seconds since 1970
   */
  hourly?(name: string | ProsodyTask["run"], fun?: ProsodyTask["run"]): void;
  /**
   * Has a function called about once a day; the name may be left out.
   * @since 0.12
   * @param name shown to administrators
   * @param fun gets the task, and the time in seconds since 1970
   */
  daily?(name: string | ProsodyTask["run"], fun?: ProsodyTask["run"]): void;
  /**
   * Has a function called about once a week; the name may be left out.
   * @since 0.12
   * @param name shown to administrators
   * @param fun gets the task, and the time in seconds since 1970
   */
  weekly?(name: string | ProsodyTask["run"], fun?: ProsodyTask["run"]): void;
  /**
   * Has a function called once the server has started: now, if it has. Returns the promise of what that returns.
   * @since 13.0
   * @param f an error in it rejects the promise
   */
  on_ready?<T>(f: (this: void) => T): import("util.promise").Promise<T>;
  /**
   * The same under its older name, which is logged.
   * @since 13.0
   * @param f an error in it rejects the promise
   */
  once?<T>(f: (this: void) => T): import("util.promise").Promise<T>;

  // Storage

  /**
   * Opens a store; nil and the reason on failure. Its name is by default the module's, its kind `keyval`.
   * @param name default: the module's
   * @param store_type `keyval`, `map`, `keyval+` or `archive`
   */
  open_store<T extends object = Record<string, unknown>>(
    name?: string,
    store_type?: "keyval",
  ): ProsodyOpened<ProsodyKeyvalStore<T>>;
  open_store<V = unknown>(name: string | undefined, store_type: "map"): ProsodyOpened<ProsodyMapStore<V>>;
  /**
   * Before 13.0 there is no `keyval+`: it gives a store that keeps nothing. `prosody.features.contains("keyval+")` tells.
   * @since 13.0
   */
  open_store<V = unknown>(
    name: string | undefined,
    store_type: "keyval+",
  ): ProsodyOpened<ProsodyKeyvalPlusStore<V>>;
  open_store(name: string | undefined, store_type: "archive"): ProsodyOpened<ProsodyArchiveStore>;

  // Permissions

  /**
   * Whether somebody may do something, such as `:create-room`; the answer no is logged. Raises an error if it is not told
   * who.
   * @since 13.0
   * @param action `:name` for one of this module's
   * @param context who asks
   * @param peek whether a no is kept out of the log
   */
  may?(action: string, context: ProsodyPermissionContext, peek?: boolean): boolean | undefined;
  /**
   * The same without writing to the log.
   * @since 13.0
   * @param action `:name` for one of this module's
   * @param context who asks
   */
  could?(action: string, context: ProsodyPermissionContext): boolean | undefined;
  /**
   * Permits an action to a role, unless the administrator said otherwise.
   * @since 13.0
   * @param role_name such as `prosody:registered`
   * @param permission `:name` for one of this module's
   */
  default_permission?(role_name: string, permission: string): void;
  /**
   * Permits some actions to a role, unless the administrator said otherwise.
   * @since 13.0
   * @param role_name such as `prosody:registered`
   * @param permissions `:name` for one of this module's
   */
  default_permissions?(role_name: string, permissions: readonly string[]): void;

  // Statistics

  /**
   * Something to be measured: the function that reports it.
   *
   * @paramsSince 0.12 conf
   * @param name behind the module's, in statistics
   * @param stat_type such as `amount`, `counter`, `times`
   * @param conf unit and buckets
   */
  measure<K extends keyof ProsodyMeasures>(
    name: string,
    stat_type: K,
    conf?: ProsodyMeasureConfig,
  ): ProsodyMeasures[K];
  /**
   * Measures how long the handling of an event of this host takes.
   * @removed 0.12
   * @param event_name as for `hook()`
   * @param stat_name behind the module's, in statistics; default: the event's
   */
  measure_event?(event_name: keyof ProsodyEvents, stat_name?: string): void;
  /**
   * Measures how long the handling of an event of the server takes.
   * @removed 0.12
   * @param event_name as for `hook_global()`
   * @param stat_name behind the module's, in statistics; default: the event's
   */
  measure_global_event?(event_name: keyof ProsodyGlobalEvents, stat_name?: string): void;
  /**
   * Measures how long the handling of the event of anything takes that fires some.
   * @removed 0.12
   * @param events_object such as `prosody.events`
   * @param event_name as for `hook_object_event()`
   * @param stat_name behind the module's, in statistics; default: the event's
   */
  measure_object_event?(events_object: ProsodyEventSource, event_name: string, stat_name?: string): void;
  /**
   * A metric (OpenMetrics): on a host with its name as the first label. Without labels of its own it needs an empty array:
   * 0.12 raises an error without one.
   * @since 0.12
   * @param type_ `gauge` goes up and down, `counter` only grows, `histogram` and `summary` take many values
   * @param name behind `prosody_mod_NAME/`, in statistics
   * @param unit such as `seconds` or `bytes`; empty for none
   * @param description what people read
   * @param label_keys names of labels, whose values `with_labels()` takes in that order
   * @param conf the bounds of a histogram
   */
  metric?<K extends keyof ProsodyMetricKinds>(
    type_: K,
    name: string,
    unit: string,
    description: string,
    label_keys: readonly string[],
    conf?: Pick<ProsodyMeasureConfig, "buckets">,
  ): ProsodyMetricFamily<ProsodyMetricKinds[K]>;
}

/** The module API of a global module, or of the server: its events are the server's. */
type ProsodyGlobalModuleApi = ProsodyModuleApi & ProsodyOfServer;

/** The module API of this module. */
declare const module: ProsodyModuleApi;
