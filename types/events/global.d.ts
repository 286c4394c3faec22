/** @noSelfInFile */

/** A host is about to be taken out of service. */
interface HostDeactivating {
  /** Its name. */
  readonly host: string;
  /** The host. */
  readonly host_session: ProsodyHost;
  /** Why, in any form. */
  readonly reason?: unknown;
}

/** The server is about to stop. */
interface ServerStopping {
  /** Why, for the log. */
  readonly reason?: string;
  /** What the process is to end with. */
  readonly code?: number;
}

/** The configuration was read again. */
interface ConfigReloaded {
  /** The configuration file. */
  readonly filename: string;
  /** Options by host, by name. */
  readonly config: Readonly<Record<string, Readonly<Record<string, unknown>>>>;
}

/** The configuration could not be read again. */
interface ConfigReloadFailed {
  /** The configuration file. */
  readonly filename: string;
  /** What went wrong: `parser` or `file`. */
  readonly level: string;
  /** What went wrong, for people. */
  readonly error?: string;
}

/** Something happens to an account. */
interface UserEvent {
  /** The user's name. */
  readonly username: string;
  /** The host of the account. */
  readonly host: string;
}

/** A password was changed. */
interface UserPasswordChanged extends UserEvent {
  /** The session that stays logged in. */
  readonly resource?: string;
}

/** An account was disabled. */
interface UserDisabled extends UserEvent {
  /** Why, and since when. */
  readonly meta?: Readonly<Record<string, unknown>>;
}

/** An account's role was changed. */
interface UserRoleChanged extends UserEvent {
  /** The role it has now. */
  readonly role: ProsodyRole;
}

/** An account got another role besides its own. */
interface UserRoleAdded extends UserRoleChanged {
  /** The name of the role. */
  readonly role_name: string;
}

/** An account lost another role besides its own. */
interface UserRoleRemoved extends UserEvent {
  /** The name of the role. */
  readonly role_name: string;
}

/** A client connected. */
interface C2sConnection {
  /** The session. */
  readonly session: ProsodySession;
  /** The connection. */
  readonly conn: object;
}

/** A session is continued by another connection. */
interface C2sSessionUpdated {
  /** The session. */
  readonly session: ProsodySession;
  /** The session that the connection comes from. */
  readonly from_session: ProsodySession;
  /** The connection it had before; `undefined` without one. */
  readonly replaced_conn?: object;
}

/** A service for ports was added or removed. */
interface ServiceEvent {
  /** Its name. */
  readonly name: string;
  /** The service. */
  readonly service: object;
}

/** Figures were collected. */
interface OpenmetricsUpdated {
  /** All metrics. */
  readonly metric_registry: object;
}

/** Figures were collected, before 0.12. */
interface StatsUpdated {
  /** All figures, by name. */
  readonly stats: Readonly<Record<string, unknown>>;
  /** Those that changed, by name. */
  readonly changed_stats: Readonly<Record<string, unknown>>;
  /** More about them, by name. */
  readonly stats_extra: Readonly<Record<string, unknown>>;
}

/** Events of the server. */
interface ProsodyGlobalEvents {
  /** A host was put into service: its name. */
  "host-activated": string;
  /** A host is about to be taken out of service. */
  "host-deactivating": HostDeactivating;
  /** A host was taken out of service: its name. */
  "host-deactivated": string;
  /** All hosts of the configuration were put into service: their options. */
  "hosts-activated": object;
  /** The server is about to start. */
  "server-starting": undefined;
  /** The server has started. */
  "server-started": undefined;
  /** The server is about to stop. */
  "server-stopping": ServerStopping;
  /** Sessions are gone, the last things are done. */
  "server-cleanup": undefined;
  /** The server has stopped. */
  "server-stopped": undefined;
  /** The configuration is about to be read again. */
  "reloading-config": undefined;
  /** The configuration was read again. */
  "config-reloaded": ConfigReloaded;
  /**
   * The configuration could not be read again. Not in 13.0.1.
   * @since 13.0.7
   */
  "config-reload-failed": ConfigReloadFailed;
  /** Log files are to be opened again. */
  "reopen-log-files": undefined;
  /** The log's configuration was read again. */
  "logging-reloaded": undefined;
  /** Figures are being collected: the time to report some. */
  "stats-update": undefined;
  /**
   * Figures were collected.
   * @since 0.12
   */
  "openmetrics-updated": OpenmetricsUpdated;
  /**
   * Figures were collected.
   * @removed 0.12
   */
  "stats-updated": StatsUpdated;
  /** An account was deleted. */
  "user-deleted": UserEvent;
  /** A password was changed. */
  "user-password-changed": UserPasswordChanged;
  /**
   * An account was enabled.
   * @since 13.0
   */
  "user-enabled": UserEvent;
  /**
   * An account was disabled.
   * @since 13.0
   */
  "user-disabled": UserDisabled;
  /**
   * An account's role was changed.
   * @since 13.0
   */
  "user-role-changed": UserRoleChanged;
  /**
   * An account got another role besides its own.
   * @since 13.0
   */
  "user-role-added": UserRoleAdded;
  /**
   * An account lost another role besides its own.
   * @since 13.0
   */
  "user-role-removed": UserRoleRemoved;
  /**
   * A client has connected. Not in 13.0.1.
   * @since 13.0.7
   */
  "c2s-connected": C2sConnection;
  /**
   * A client's connection is gone.
   * @since 0.12
   */
  "c2s-closed": C2sConnection;
  /**
   * A session is continued by another connection.
   * @since 13.0
   */
  "c2s-session-updated": C2sSessionUpdated;
  /**
   * What was to be sent to a client that has no host yet is about to be sent.
   * @since 0.12
   */
  "c2s-pre-ondrain": SessionEvent;
  /**
   * What was to be sent to a client that has no host yet has been sent.
   * @since 0.12
   */
  "c2s-ondrain": SessionEvent;
  /** A service for ports was added. */
  "service-added": ServiceEvent;
  /** A service for ports was removed. */
  "service-removed": ServiceEvent;
  /** A global module was loaded. */
  "module-loaded": ModuleEvent;
  /** A global module was reloaded. */
  "module-reloaded": ModuleEvent;
  /** A global module was unloaded. */
  "module-unloaded": ModuleEvent;
  /**
   * A global module's status was changed.
   * @since 0.12
   */
  "module-status/updated": ModuleStatusUpdated;
  /** Something was added by a global module's `add_item()`. */
  [name: `item-added/${string}`]: ItemEvent<unknown>;
  /** Something was removed by a global module's `remove_item()`. */
  [name: `item-removed/${string}`]: ItemEvent<unknown>;
}
