/** @noSelfInFile */

/** What a function of a module returns: one value, or several by `$multi()`. Those that are left out are nil. */
type ProsodyReturned<V extends unknown[]> = V[0] | LuaMultiReturn<Partial<V>>;

/** The functions of a provider, as a module writes them. */
type ProsodyProvided<T> = {
  [K in keyof T]: T[K] extends ((this: void, ...values: infer A) => LuaMultiReturn<infer V>) | undefined
    ? (this: void, ...values: A) => ProsodyReturned<V>
    : T[K];
};

/** What `module.provides("net", …)` takes. See https://prosody.im/doc/developers/network */
interface ProsodyNetService {
  /** What it is called; default: the module's name. */
  readonly name?: string;
  /** What handles its connections. */
  readonly listener: ProsodyListener;
  /** The port, unless `NAME_ports` says otherwise. */
  readonly default_port?: number;
  /** The ports. */
  readonly default_ports?: readonly number[];
  /** How connections are read. */
  readonly default_mode?: string | number;
  /** Whether they are encrypted from the beginning (`ssl`). */
  readonly encryption?: "ssl" | "tls";
  /** How. */
  readonly ssl_config?: object;
  /** Whether only this machine may connect. */
  readonly private?: boolean;
  /** How its options begin; default: the name. */
  readonly config_prefix?: string;
  /** What its connections begin with, for `mod_net_multiplex`. */
  readonly multiplex?: { readonly pattern?: string; readonly protocol?: string };
}

/** What `module.provides("storage", …)` takes: it keeps data. Source: `core/storagemanager.lua`. */
interface ProsodyStorageDriver {
  /** Its name; default: the module's without `storage_`. */
  readonly name?: string;
  /**
   * Opens a store; nil and `unsupported-store` for one of a kind that it does not know.
   * @param store its name, such as `roster`; what a module gave to `open_store()`
   * @param typ nil for `keyval`
   */
  open(
    store: string,
    typ?: ProsodyStoreType,
  ): ProsodyReturned<[store: object | undefined, err: string | undefined]>;
  /**
   * The names of stores.
   * @param username nil for stores of the host itself, `true` for those of any user
   */
  stores?(username?: string | true): LuaIterable<string> | ((this: void) => string | undefined);
  /**
   * Removes what is kept of a user.
   * @param user without the host
   */
  purge?(user: string): ProsodyReturned<[ok: boolean | undefined, err: string | undefined]>;
}

/**
 * A command of `prosodyctl shell`, for `module.add_item("shell-command", …)`, since 13.0. See
 * https://prosody.im/doc/modules/mod_admin_shell
 */
interface ProsodyShellCommand {
  /** Its first word. */
  readonly section: string;
  /** What people read about that. */
  readonly section_desc?: string;
  /** Its second word. */
  readonly name: string;
  /** What people read about it. */
  readonly desc?: string;
  /** What `help` shows of the command. */
  readonly help?: string;
  /** Its arguments. */
  readonly args?: readonly ProsodyShellArgument[];
  /** Its options: the handler gets them as its first argument, with the other arguments behind them. */
  readonly flags?: import("util.argparse").Config;
  /** The argument whose host decides which host's handler is called. */
  readonly host_selector?: string;
  /**
   * Whether help leaves it out.
   * @sometimes
   * @since 13.0.7
   */
  readonly hidden?: boolean;
  /**
   * Called with the arguments: say what they are. Its `this` is the shell.
   * @param args as `args` names them, behind the options if there are `flags`
   */
  handler(this: ProsodyShell, ...args: any[]): ProsodyShellResult;
}

/** What a command comes to: whether it went well, and what to print; or the promise of the latter. */
type ProsodyShellResult =
  | ProsodyReturned<[ok: boolean | undefined, message: string | undefined]>
  | import("util.promise").Promise<unknown>;

/** An argument of a command. */
interface ProsodyShellArgument {
  /** What it is called. */
  readonly name: string;
  /** What it is. */
  readonly type: "string" | "number" | "boolean" | (string & {});
}

/** The shell, as a command sees it: its `self` in Lua. */
interface ProsodyShell {
  /** Who types. */
  readonly session: ProsodyShellSession;
}

/** Who types. */
interface ProsodyShellSession {
  /**
   * Shows a line.
   * @param args put after each other with tabs between
   */
  print: (this: void, ...args: unknown[]) => void;
  /**
   * How many characters a line has.
   * @sometimes
   * @since 13.0
   */
  readonly width?: number;
}

/** A service elsewhere (XEP-0215), for `module.add_item("external_service", …)`, since 0.12. */
interface ProsodyExternalService {
  /** Such as `stun` or `turn`. */
  readonly type: string;
  /** Where it is. */
  readonly host: string;
  /** Its port. */
  readonly port?: number;
  /** How: `udp`, `tcp`, or whatever the service understands. */
  readonly transport?: "udp" | "tcp" | (string & {});
  /** Who may use it. */
  readonly username?: string;
  /** With which password. */
  readonly password?: string;
  /** What passwords are made with; `true` for that of the configuration. */
  readonly secret?: string | true;
  /** For how many seconds such a password is valid. */
  readonly ttl?: number;
  /** Until when, in seconds since 1970. */
  readonly expires?: number;
  /** How passwords are made. */
  readonly algorithm?: "turn" | "turns";
  /**
   * Makes them in another way: sets them in a copy.
   * @param srv the copy
   * @param service this one
   * @param secret that of the configuration where this one says `true`
   */
  readonly credentials_cb?: (
    this: void,
    srv: { -readonly [K in keyof ProsodyExternalService]?: ProsodyExternalService[K] },
    service: ProsodyExternalService,
    secret: string | undefined,
  ) => void;
  /** Whether it needs a password. */
  readonly restricted?: boolean;
}

/** A service of PEP, for `module.add_item("pep-service", …)`. */
interface ProsodyPepService {
  /** The service. */
  readonly service: import("util.pubsub").Service;
  /** Its address. */
  readonly jid: string;
}
