/** @noSelfInFile */

/** A host of this server: a virtual host or a component. Source: `core/hostmanager.lua`. */
interface ProsodyHost {
  /** Its name. */
  readonly host: string;
  /** Whether users log in to it, or a module answers for it. */
  readonly type: "local" | "component";
  /** What fires its events. Plain functions: they take no `self`. */
  readonly events: import("util.events").Events<ProsodyEvents>;
  /** The environments of the modules loaded on it, by name without `mod_`. */
  readonly modules: ProsodyModules;
  /** The sessions of its users, by name; `undefined` for a component. */
  readonly sessions?: Record<string, ProsodyUserSessions | undefined>;
  /** Its accounts; `undefined` for a component. */
  readonly users?: ProsodyAuthProvider;
  /**
   * Its permissions; before 13.0 another interface.
   * @since 0.12
   */
  readonly authz?: ProsodyAuthzProvider;
  /** Streams to other servers, by host. */
  readonly s2sout: Record<string, ProsodySession | undefined>;
  /** With what clients are encrypted. Source: `mod_tls.lua`. */
  readonly ssl_ctx?: object;
  /** Contact lists that were loaded lately, by user; `undefined` for a component. */
  readonly roster_cache?: import("util.cache").Cache<string, ProsodyRoster>;

  /**
   * Sends a stanza to the address in its `to`. A plain field: it is called without `self`.
   * @param stanza with `from` and `to`
   */
  send: (this: void, stanza: ProsodyStanza) => void;
  /**
   * Does nothing but write to the log: hosts are not closed like sessions.
   * @param reason for the log
   */
  close(reason?: unknown): void;
}
