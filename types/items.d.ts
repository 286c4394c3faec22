/** @noSelfInFile */

/** An identity in service discovery. */
interface ProsodyIdentity {
  /** Such as `conference` (XEP-0030). */
  readonly category: string;
  /** Such as `text`. */
  readonly type: string;
  /** What people read. */
  readonly name?: string;
}

/** A task to be done now and then. */
interface ProsodyTask {
  /** What people read; default: `when`. */
  readonly name?: string;
  /** How often. */
  readonly when: "hourly" | "daily" | "weekly";
  /**
   * What is done; `started_at` is in seconds since 1970.
   * @param task this one
   * @param started_at in seconds since 1970
   */
  readonly run: (this: void, task: ProsodyTask, started_at: number) => void;
  /** When it was last done, in seconds since 1970; `undefined` if never. */
  readonly last?: number;
}

/** A field of a form of mod_muc's registration, or of its service information. */
type ProsodyFormField = import("util.dataforms").Field;

/** What modules tell each other of by `module.add_item()`, by kind. Augment it with kinds of your own. */
interface ProsodyItems {
  /** A namespace in service discovery. */
  feature: string;
  /** An identity in service discovery. */
  identity: ProsodyIdentity;
  /** A form in service discovery (XEP-0128). */
  extension: ProsodyStanza;
  /** A task for `mod_cron`, since 0.12. */
  task: ProsodyTask;
  /** An ad-hoc command: `module.provides("adhoc", …)`. */
  "adhoc-provider": ProsodyAdhocCommand;
  /** The same in the way before `module.provides()`. */
  adhoc: ProsodyAdhocCommand;
  /** An authentication provider: `module.provides("auth", …)`. */
  "auth-provider": ProsodyAuthProviderDefinition;
  /** What answers HTTP: `module.provides("http", …)`. */
  "http-provider": ProsodyHttpApp;
  /** What listens on ports: `module.provides("net", …)`. */
  "net-provider": ProsodyNetService;
  /** What keeps data: `module.provides("storage", …)`. */
  "storage-provider": ProsodyStorageDriver;
  /** A command of `prosodyctl shell`, since 13.0. */
  "shell-command": ProsodyShellCommand;
  /** A service elsewhere (XEP-0215), since 0.12. */
  external_service: ProsodyExternalService;
  /** A service of PEP. */
  "pep-service": ProsodyPepService;
  /** Fields of a server's information (XEP-0128), since 13.0. */
  "server-info-fields": readonly ProsodyFormField[];
  /** A field of the registration in rooms. */
  "muc-registration-field": ProsodyFormField;
}
