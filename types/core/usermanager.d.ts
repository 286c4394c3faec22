/**
 * Accounts. Most raise an error on a host that has none. Source: `core/usermanager.lua`.
 * See https://prosody.im/doc/developers/core/usermanager
 *
 * @noResolution
 * @noSelfInFile
 */
declare module "core.usermanager" {
  /** Success; or nil, and the reason why not. */
  type Outcome = LuaMultiReturn<[ok: true | undefined, err: string | undefined]>;

  /**
   * What is known of an account.
   *
   * @since 13.0
   */
  export interface AccountInfo {
    /** When it was made, in seconds since 1970. */
    readonly created?: number;
    /** When its password was last changed, in seconds since 1970. */
    readonly password_updated?: number;
    /** Whether it may log in. */
    readonly enabled?: boolean;
  }

  /**
   * Whether a user exists; nil and the reason if that is not known.
   * @param username without the host, prepared (`jid.prepped_split`)
   * @param host of this server
   */
  export function user_exists(
    this: void,
    username: string,
    host: string,
  ): LuaMultiReturn<[exists: boolean | undefined, err: string | undefined]>;
  /**
   * Whether that is the user's password; nil and the reason if it is not. `mod_auth_internal_plain` raises an error if there
   * is no such user: see `user_exists()`.
   * @param username without the host, prepared
   * @param host of this server
   * @param password in clear
   */
  export function test_password(this: void, username: string, host: string, password: string): Outcome;
  /**
   * A user's password; nil and the reason if it is not known.
   * @param username without the host, prepared
   * @param host of this server
   */
  export function get_password(
    this: void,
    username: string,
    host: string,
  ): LuaMultiReturn<[password: string | undefined, err: string | undefined]>;
  /**
   * Sets a user's password; `resource` is the session that stays logged in. Returns nil and the reason on failure.
   * @param username without the host, prepared
   * @param password in clear
   * @param host of this server
   * @param resource of the session that stays logged in
   */
  export function set_password(
    this: void,
    username: string,
    password: string,
    host: string,
    resource?: string,
  ): Outcome;
  /**
   * Makes an account. Returns nil and the reason on failure.
   * @param username without the host, prepared
   * @param password in clear; nil for an account without one
   * @param host of this server
   */
  export function create_user(
    this: void,
    username: string,
    password: string | undefined,
    host: string,
  ): Outcome;
  /**
   * Makes an account with a role. Returns nil and the reason on failure.
   * @since 13.0
   * @param username prepared, without the host
   * @param password in clear; nil makes an account that cannot log in yet
   * @param host of this server: raises an error of another
   * @param role its name
   */
  export const create_user_with_role:
    | ((this: void, username: string, password: string | undefined, host: string, role: string) => Outcome)
    | undefined;
  /**
   * Deletes an account and what is kept of it. Returns nil and the reason on failure.
   * @param username without the host, prepared
   * @param host of this server
   */
  export function delete_user(this: void, username: string, host: string): Outcome;
  /**
   * Whether an account may log in; nil and the reason if that is not known.
   * @since 13.0
   * @param username prepared, without the host
   * @param host of this server: raises an error of another
   */
  export const user_is_enabled:
    | ((
        this: void,
        username: string,
        host: string,
      ) => LuaMultiReturn<[enabled: boolean | undefined, err: string | undefined]>)
    | undefined;
  /**
   * Lets an account log in again. Returns nil and the reason on failure.
   * @since 13.0
   * @param username prepared, without the host
   * @param host of this server: raises an error of another
   */
  export const enable_user: ((this: void, username: string, host: string) => Outcome) | undefined;
  /**
   * Keeps an account from logging in; `meta` says why. Returns nil and the reason on failure.
   * @since 13.0
   * @param username prepared, without the host
   * @param host of this server: raises an error of another
   * @param meta why, by whom: kept with the account
   */
  export const disable_user:
    | ((this: void, username: string, host: string, meta?: Readonly<Record<string, unknown>>) => Outcome)
    | undefined;
  /**
   * What is known of an account; nil and the reason on failure.
   * @since 13.0
   * @param username prepared, without the host
   * @param host of this server: raises an error of another
   */
  export const get_account_info:
    | ((
        this: void,
        username: string,
        host: string,
      ) => LuaMultiReturn<[info: AccountInfo | undefined, err: string | undefined]>)
    | undefined;
  /**
   * The names of all users of a host. Not all providers can list them: of others, such as anonymous logins, it gives nil, which
   * raises an error in a loop.
   * @param host of this server
   */
  export function users(this: void, host: string): LuaIterable<string>;
  /**
   * What logs somebody in.
   * @param host of this server
   * @param session who logs in
   */
  export function get_sasl_handler(
    this: void,
    host: string,
    session: ProsodySession,
  ): import("util.sasl").SaslHandler;
  /**
   * What keeps the accounts of a host; `undefined` for a component.
   * @param host of this server
   */
  export function get_provider(this: void, host: string): ProsodyAuthProvider | undefined;
  /** A provider that knows nobody. */
  export function new_null_provider(this: void): ProsodyAuthProvider;
  /**
   * Prepares a host: for the server, not for modules.
   * @param host of this server, just put into service
   */
  export function initialize_host(this: void, host: string): void;
  /**
   * Whether somebody is an administrator of a host. From 13.0 on `module.may()` is meant instead, and this is logged.
   * @param jid bare or full
   * @param host nil for the whole server
   */
  export function is_admin(this: void, jid: string, host?: string): boolean | undefined;
  /**
   * The roles of somebody on a host, by name; `false` on an unknown host, `undefined` without any.
   * @since 0.12
   * @removed 13.0
   * @param jid bare or full; of a user of the host, or of somebody from elsewhere
   * @param host nil for the roles of the whole server
   */
  export const get_roles:
    | ((
        this: void,
        jid: string,
        host?: string,
      ) => Readonly<Record<string, true | undefined>> | false | undefined)
    | undefined;
  /**
   * Sets the roles of somebody on a host. Returns nil and the reason on failure.
   * @since 0.12
   * @removed 13.0
   * @param jid bare; of a user of the host, or of somebody from elsewhere
   * @param host of this server
   * @param roles `true` by name; all others are taken back
   */
  export const set_roles:
    | ((this: void, jid: string, host: string, roles: Readonly<Record<string, true>>) => Outcome | false)
    | undefined;
  /**
   * The users that have a role; `false` on an unknown host.
   * @since 0.12
   * @param role its name
   * @param host of this server
   */
  export const get_users_with_role:
    ((this: void, role: string, host: string) => readonly string[] | false) | undefined;
  /**
   * The JIDs from elsewhere that have a role; `false` on an unknown host.
   * @since 0.12
   * @param role its name
   * @param host of this server
   */
  export const get_jids_with_role:
    ((this: void, role: string, host: string) => readonly string[] | false) | undefined;
  /**
   * The role of a user; `false` on an unknown host.
   * @since 13.0
   * @param user prepared, without the host
   * @param host of this server
   */
  export const get_user_role:
    ((this: void, user: string, host: string) => ProsodyRole | false | undefined) | undefined;
  /**
   * Sets the role of a user. Returns it; nil and the reason on failure, `false` on an unknown host.
   * @since 13.0
   * @param user prepared, without the host
   * @param host of this server
   * @param role_name raises an error if there is no such role
   */
  export const set_user_role:
    | ((
        this: void,
        user: string,
        host: string,
        role_name: string,
      ) => LuaMultiReturn<[role: ProsodyRole | false | undefined, err: string | undefined]>)
    | undefined;
  /**
   * Whether a user may act in a role.
   * @since 13.0
   * @param user prepared, without the host
   * @param host of this server
   * @param role_name the user's own, or one besides
   */
  export const user_can_assume_role:
    ((this: void, user: string, host: string, role_name: string) => boolean | undefined) | undefined;
  /**
   * Gives a user another role besides its own. Returns it; nil and the reason on failure.
   * @since 13.0
   * @param user prepared, without the host
   * @param host of this server
   * @param role_name raises an error if there is no such role
   */
  export const add_user_secondary_role:
    | ((
        this: void,
        user: string,
        host: string,
        role_name: string,
      ) => LuaMultiReturn<[role: ProsodyRole | false | undefined, err: string | undefined]>)
    | undefined;
  /**
   * Takes that role back. Returns nil and the reason on failure.
   * @since 13.0
   * @param user prepared, without the host
   * @param host of this server
   * @param role_name one that is not there does no harm
   */
  export const remove_user_secondary_role:
    | ((
        this: void,
        user: string,
        host: string,
        role_name: string,
      ) => LuaMultiReturn<[ok: boolean | undefined, err: string | undefined]>)
    | undefined;
  /**
   * The roles of a user besides its own, by name.
   * @since 13.0
   * @param user prepared, without the host
   * @param host of this server
   */
  export const get_user_secondary_roles:
    | ((
        this: void,
        user: string,
        host: string,
      ) => Readonly<Record<string, ProsodyRole | undefined>> | false | undefined)
    | undefined;
  /**
   * The role of anybody on a host; `undefined` without one.
   * @since 13.0
   * @param jid bare or full; of a user of the host, or of somebody from elsewhere
   * @param host of this server: raises an error of another
   */
  export const get_jid_role: ((this: void, jid: string, host: string) => ProsodyRole | undefined) | undefined;
  /**
   * Sets the role of somebody from elsewhere. Returns nil and the reason on failure.
   * @since 13.0
   * @param jid of a user of the host it fails
   * @param host of this server: raises an error of another
   * @param role_name such as `prosody:guest`
   */
  export const set_jid_role:
    ((this: void, jid: string, host: string, role_name: string) => Outcome) | undefined;
  /**
   * A role by its name, and that; `false` on an unknown host. Raises an error if there is no such role.
   * @since 13.0
   * @param role_name such as `prosody:admin`
   * @param host of this server
   */
  export const get_role_by_name:
    | ((
        this: void,
        role_name: string,
        host: string,
      ) => LuaMultiReturn<[role: ProsodyRole | false, role_name: string | undefined]>)
    | undefined;
  /**
   * All roles of a host, by name.
   * @since 13.0
   * @param host of this server
   */
  export const get_all_roles:
    ((this: void, host: string) => Readonly<Record<string, ProsodyRole | undefined>> | false) | undefined;
}
