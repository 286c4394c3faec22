/** @noSelfInFile */

/** Folders of the server. */
interface ProsodyPaths {
  /** Prosody's own Lua files. */
  readonly source: string;
  /** The configuration. */
  readonly config: string;
  /** Folders with plugins, separated by `;`. */
  readonly plugins: string;
  /** Data. */
  readonly data: string;
  /** Plugins from the plugin installer. */
  readonly installer?: string;
}

/** The running server. Source: the `prosody` executable, `util/startup.lua`. */
interface Prosody {
  /** The version, such as `0.12.3`; of a nightly build more than that. */
  readonly version: string;
  /** Every active host, by name. */
  readonly hosts: Record<string, ProsodyHost>;
  /** What fires the server's events. Plain functions: they take no `self`. */
  readonly events: import("util.events").Events<ProsodyGlobalEvents>;
  /** Sessions of clients by full JID. */
  readonly full_sessions: Record<string, ProsodySession | undefined>;
  /** Users with sessions by bare JID. */
  readonly bare_sessions: Record<string, ProsodyUserSessions | undefined>;
  /** Streams from other servers. */
  readonly incoming_s2s: LuaTable<ProsodySession, true | undefined>;
  /** Folders of the server. */
  readonly paths: ProsodyPaths;
  /** The configuration file. */
  readonly config_file: string;
  /** Whether the configuration was read. */
  readonly config_loaded: boolean;
  /** When the server started, in seconds since 1970; `undefined` before. */
  readonly start_time?: number;
  /** `posix`, `windows` or `unknown`. */
  readonly platform: string;
  /** Whether it runs from where it was installed; `undefined` if not. */
  readonly installed?: boolean;
  /** What the process was called with. */
  readonly arg: readonly string[];
  /** The options among that. */
  readonly opts: Readonly<Record<string, unknown>>;
  /**
   * What the process is.
   * @since 0.12
   */
  readonly process_type?: "prosody" | "prosodyctl";
  /**
   * What this version can do: names such as `mod_blocklist`.
   * @since 13.0
   */
  readonly features?: import("util.set").Set<string>;
  /**
   * What the server is doing.
   * @since 13.0
   */
  readonly state?: string;
  /**
   * Fulfilled once the server has started.
   * @since 13.0
   */
  readonly started?: import("util.promise").Promise<unknown>;
  /**
   * The file with the process id; `undefined` without one.
   * @since 13.0
   */
  readonly pidfile?: string;
  /**
   * The same, opened.
   * @since 13.0
   */
  readonly pidfile_handle?: LuaFile;
  /**
   * The runner that the server itself runs in.
   * @since 0.12
   */
  readonly main_thread?: import("util.async").Runner<unknown>;

  /**
   * Parts of `prosodyctl`, in that process.
   * @sometimes
   */
  readonly prosodyctl?: object;

  /**
   * Writes to the log.
   * @param level of this line
   * @param message as of `util.format`: `%s` takes any value
   * @param args for the `%` in it
   */
  log: (this: void, level: ProsodyLogLevel, message: string, ...args: unknown[]) => void;
  /** Reads the configuration again. Returns whether that went well, or the reason why not. */
  reload_config: (this: void) => LuaMultiReturn<[ok: boolean | undefined, err: string | undefined]>;
  /** Opens log files again. */
  reopen_logfiles: (this: void) => void;
  /**
   * Stops the server.
   * @param reason for the log, and for clients
   * @param code of the process; default 0
   */
  shutdown: (this: void, reason?: string, code?: number) => void;
  /** Makes a new global variable an error again. */
  lock_globals: (this: void) => void;
  /** Allows new global variables: for libraries that make some. */
  unlock_globals: (this: void) => void;
  /**
   * Handles a stanza that has just come in from a session.
   * @param origin of a client, a server or a component
   * @param stanza of a client: its `from` is set here
   */
  core_process_stanza: (this: void, origin: ProsodyOrigin, stanza: ProsodyStanza) => void;
  /**
   * Has a stanza handled by its addressee, if that is on this server.
   * @param origin who sent it; gets the errors
   * @param stanza with the `from` that others see
   * @param preevents whether `pre-` events are fired: for clients of ours
   */
  core_post_stanza: (this: void, origin: ProsodyOrigin, stanza: ProsodyStanza, preevents?: boolean) => void;
  /**
   * Sends a stanza to the address in its `to`, on this server or another.
   * @param origin gets the errors; nil for the host in `from`
   * @param stanza with `from` and `to`
   */
  core_route_stanza: (this: void, origin: ProsodyOrigin | undefined, stanza: ProsodyStanza) => void;
}

/** The running server. */
declare const prosody: Prosody;

/** Every active host, by name: `prosody.hosts`. */
declare const hosts: Record<string, ProsodyHost>;

/** Sessions of clients by full JID: `prosody.full_sessions`. */
declare const full_sessions: Prosody["full_sessions"];

/** Users with sessions by bare JID: `prosody.bare_sessions`. */
declare const bare_sessions: Prosody["bare_sessions"];
