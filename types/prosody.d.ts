/** @noSelfInFile */

/** A host of this server: a virtual host or a component. Source: `core/hostmanager.lua`. */
interface ProsodyHost {
  /** The environments of the modules loaded on it, by name without `mod_`. */
  readonly modules: ProsodyModules;
}

/** Environments of loaded modules: their globals. Augment it with what your own modules export. */
interface ProsodyModules {
  readonly muc?: MucModule;
}

/** The running server. Source: the `prosody` executable, `util/startup.lua`. */
declare const prosody: {
  /** Every active host, by name. */
  readonly hosts: Record<string, ProsodyHost>;
};
