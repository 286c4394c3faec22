/** @noSelfInFile */

/**
 * What somebody may do. Source: `util/roles.lua`.
 *
 * @since 13.0
 * @self role
 */
interface ProsodyRole {
  /** What tells it from others. */
  readonly id: string;
  /** Such as `prosody:admin`. */
  readonly name: string;
  /** What people read; `undefined` without. */
  readonly description?: string;
  /** Whether it is used where no other is chosen. */
  readonly default?: boolean;
  /** How it stands among others: the highest priority counts. */
  readonly priority?: number;
  /** The roles whose permissions it has too. */
  readonly inherits?: readonly ProsodyRole[];

  /**
   * Whether it permits an action; `undefined` if nothing is said of it.
   * @param action `MODULE:name`, or a name of Prosody's such as `xmpp:federate`
   * @param context not used by Prosody's own roles
   */
  may(action: string, context?: unknown): boolean | undefined;
  /**
   * A role like this, but for what is given.
   * @param overrides what differs
   */
  clone(
    overrides: Partial<Pick<ProsodyRole, "name" | "description" | "default" | "priority" | "inherits">>,
  ): ProsodyRole;
  /**
   * Permits an action, or forbids it. Returns `false` and a reason if something else was said before, unless `overwrite`.
   * @param permission_name `MODULE:name`
   * @param policy `false` forbids it
   * @param overwrite whether what was said before does not count
   */
  set_permission(
    permission_name: string,
    policy: boolean,
    overwrite?: boolean,
  ): LuaMultiReturn<[ok: boolean, err: string | undefined]>;
  /** Actions and whether they are permitted, with those of the roles it inherits. */
  policies(): LuaIterable<LuaMultiReturn<[action: string, policy: boolean]>>;
}

/**
 * The permissions of a host: roles in 13.0, sets of roles by name in 0.12. Source: `mod_authz_internal.lua`.
 *
 * @since 0.12
 */
interface ProsodyAuthzProvider {
  /** The module API of the module that keeps them. */
  readonly module: ProsodyModuleApi;
  /**
   * The names of the users that have a role.
   * @paramRenamed 13.0 role role_name
   * @param role_name such as `prosody:admin`
   */
  get_users_with_role: (this: void, role_name: string) => readonly string[];
  /**
   * The JIDs that have a role.
   * @paramRenamed 13.0 role role_name
   * @param role_name such as `prosody:admin`
   */
  get_jids_with_role: (this: void, role_name: string) => readonly string[];
  /**
   * The roles of a user of this host; `undefined` without any.
   * @since 0.12
   * @removed 13.0
   * @param user prepared, without the host
   */
  get_user_roles?: (this: void, user: string) => Readonly<Record<string, true | undefined>> | undefined;
  /**
   * Sets the roles of a user of this host.
   * @since 0.12
   * @removed 13.0
   * @param user prepared, without the host
   * @param roles `true` by name; all others are taken back
   */
  set_user_roles?: (this: void, user: string, roles: Readonly<Record<string, true>>) => true;
  /**
   * The roles of somebody from elsewhere; `undefined` without any.
   * @since 0.12
   * @removed 13.0
   * @param jid bare
   */
  get_jid_roles?: (this: void, jid: string) => Readonly<Record<string, true | undefined>> | undefined;
  /**
   * Is not possible: returns `false`.
   * @since 0.12
   * @removed 13.0
   * @param jid not used
   */
  set_jid_roles?: (this: void, jid: string) => false;
  /**
   * The role of a user of this host; `undefined` without one.
   * @since 13.0
   * @param user prepared, without the host
   */
  get_user_role?: (this: void, user: string) => ProsodyRole | undefined;
  /**
   * Sets it. Returns nil and the reason on failure.
   * @since 13.0
   * @param user prepared, without the host
   * @param role_name raises an error if there is no such role
   */
  set_user_role?: (
    this: void,
    user: string,
    role_name: string,
  ) => LuaMultiReturn<[role: ProsodyRole | undefined, err: string | undefined]>;
  /**
   * Whether a user may act in a role.
   * @since 13.0
   * @param user prepared, without the host
   * @param role_name the user's own, or one besides
   */
  user_can_assume_role?: (this: void, user: string, role_name: string) => boolean;
  /**
   * The roles of a user besides its own, by name.
   * @since 13.0
   * @param user prepared, without the host
   */
  get_user_secondary_roles?: (
    this: void,
    user: string,
  ) => Readonly<Record<string, ProsodyRole | undefined>> | undefined;
  /**
   * Gives a user another role. Returns nil and the reason on failure.
   * @since 13.0
   * @param user prepared, without the host
   * @param role_name raises an error if there is no such role
   */
  add_user_secondary_role?: (
    this: void,
    user: string,
    role_name: string,
  ) => LuaMultiReturn<[role: ProsodyRole | undefined, err: string | undefined]>;
  /**
   * Takes it back. Returns nil and the reason on failure.
   * @since 13.0
   * @param user prepared, without the host
   * @param role_name one that is not there does no harm
   */
  remove_user_secondary_role?: (
    this: void,
    user: string,
    role_name: string,
  ) => LuaMultiReturn<[ok: boolean | undefined, err: string | undefined]>;
  /**
   * The role of somebody from elsewhere; `undefined` without one.
   * @since 13.0
   * @param jid bare or full
   */
  get_jid_role?: (this: void, jid: string) => ProsodyRole | undefined;
  /**
   * Is not possible: returns `false`.
   * @since 13.0
   * @param jid not used
   * @param role_name not used
   */
  set_jid_role?: (this: void, jid: string, role_name: string) => false;
  /**
   * A role by its name, and that. Raises an error if there is no such role.
   * @since 13.0
   * @param role_name such as `prosody:admin`
   */
  get_role_by_name?: (
    this: void,
    role_name: string,
  ) => LuaMultiReturn<[role: ProsodyRole, role_name: string]>;
  /**
   * All roles, by name.
   * @since 13.0
   */
  get_all_roles?: (this: void) => Readonly<Record<string, ProsodyRole | undefined>>;
  /**
   * Adds a role. Raises an error if there is one of that name.
   * @since 13.0
   * @param role with a `name` of its own
   */
  register_role?: (this: void, role: ProsodyRole | ProsodyRoleDefinition) => void;
  /**
   * Permits an action to a role, unless the administrator said otherwise.
   * @since 13.0
   * @param role_name one that is not there is noted in the log
   * @param action such as `example:create`
   * @param policy `false` forbids it; default `true`
   */
  add_default_permission?: (this: void, role_name: string, action: string, policy?: boolean) => void;
}

/** What a role is made of, from 13.0 on. */
interface ProsodyRoleDefinition {
  /** Such as `example:moderator`. */
  readonly name: string;
  /** How it stands among others: the highest priority counts. */
  readonly priority?: number;
  /** The names of roles whose permissions it has too. */
  readonly inherits?: readonly string[];
  /** Actions that it permits. */
  readonly allow?: readonly string[];
  /** Actions that it forbids. */
  readonly deny?: readonly string[];
}

/**
 * The accounts of a host. Source: `core/usermanager.lua` and `mod_auth_*.lua`.
 */
interface ProsodyAuthProvider {
  /** Its name, such as `internal_hashed`. */
  readonly name: string;
  /**
   * Whether that is the user's password; nil and the reason if it is not, or there is no such user.
   * @param username prepared, without the host
   * @param password in clear
   */
  test_password: (
    this: void,
    username: string,
    password: string,
  ) => LuaMultiReturn<[ok: boolean | undefined, err: string | undefined]>;
  /**
   * A user's password; nil and the reason if it is not known. Not of providers that do not keep it.
   * @param username prepared, without the host
   */
  get_password?: (
    this: void,
    username: string,
  ) => LuaMultiReturn<[password: string | undefined, err: string | undefined]>;
  /**
   * Sets a user's password. Returns nil and the reason on failure.
   * @param username prepared, without the host
   * @param password in clear
   */
  set_password: (
    this: void,
    username: string,
    password: string,
  ) => LuaMultiReturn<[ok: true | undefined, err: string | undefined]>;
  /**
   * Whether there is such a user; nil and the reason if that is not known.
   * @param username prepared, without the host
   */
  user_exists: (
    this: void,
    username: string,
  ) => LuaMultiReturn<[exists: boolean | undefined, err: string | undefined]>;
  /** The names of all users; not of all providers. */
  users?: (this: void) => LuaIterable<string>;
  /**
   * Makes an account. Returns nil and the reason on failure.
   * @param username prepared, without the host
   * @param password in clear; nil makes an account that cannot log in, where the provider can do that
   */
  create_user: (
    this: void,
    username: string,
    password: string | undefined,
  ) => LuaMultiReturn<[ok: true | undefined, err: string | undefined]>;
  /**
   * Deletes an account. Returns nil and the reason on failure. Not of all providers: `mod_auth_anonymous` has none.
   * @sometimes
   * @param username prepared, without the host
   */
  delete_user?: (
    this: void,
    username: string,
  ) => LuaMultiReturn<[ok: true | undefined, err: string | undefined]>;
  /**
   * What logs somebody in.
   * @param session that logs in, with its `host`
   */
  get_sasl_handler: (this: void, session: ProsodySession) => import("util.sasl").SaslHandler;
  /**
   * Whether an account may log in; nil and the reason if that is not known. Not of all providers.
   * @since 13.0
   * @sometimes
   * @param username prepared, without the host
   */
  is_enabled?: (
    this: void,
    username: string,
  ) => LuaMultiReturn<[enabled: boolean | undefined, err: string | undefined]>;
  /**
   * Lets an account log in again. Not of all providers.
   * @since 13.0
   * @sometimes
   * @param username prepared, without the host
   */
  enable?: (this: void, username: string) => LuaMultiReturn<[ok: true | undefined, err: string | undefined]>;
  /**
   * Keeps an account from logging in. Not of all providers.
   * @since 13.0
   * @sometimes
   * @param username prepared, without the host
   * @param meta why, by whom: kept with the account
   */
  disable?: (
    this: void,
    username: string,
    meta?: Readonly<Record<string, unknown>>,
  ) => LuaMultiReturn<[ok: true | undefined, err: string | undefined]>;
  /**
   * What is known of an account; nil and the reason if there is none. Not of all providers.
   * @since 13.0
   * @sometimes
   * @param username prepared, without the host
   */
  get_account_info?: (
    this: void,
    username: string,
  ) => LuaMultiReturn<[info: import("core.usermanager").AccountInfo | undefined, err: string | undefined]>;
}

/** What `module.provides("auth", …)` takes: an authentication provider; what it leaves out fails. */
interface ProsodyAuthProviderDefinition
  extends
    ProsodyProvided<Partial<Omit<ProsodyAuthProvider, "get_sasl_handler">>>,
    Pick<ProsodyAuthProvider, "get_sasl_handler"> {}
