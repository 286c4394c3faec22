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
  /** What is done; `started_at` is in seconds since 1970. */
  readonly run: (this: void, task: ProsodyTask, started_at: number) => void;
  /** When it was last done, in seconds since 1970; `undefined` if never. */
  readonly last?: number;
}

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
  /** What `module.provides()` adds. */
  [kind: `${string}-provider`]: object;
}
