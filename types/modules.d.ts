/** @noSelfInFile */

/** Environments of loaded modules: their globals. Augment it with what your own modules export. */
interface ProsodyModules {
  /** The service of rooms, on a host that is one. */
  readonly muc?: MucModule;
  /** Ad-hoc commands. */
  readonly adhoc?: ModuleExports;
  /** Service discovery. */
  readonly disco?: ModuleExports;
  /** HTTP. */
  readonly http?: HttpModule;
  /** Files by HTTP. */
  readonly http_files?: HttpFilesModule;
  /** Personal eventing. */
  readonly pep?: PepModule;
  /** Publish-subscribe. */
  readonly pubsub?: PubsubModule;
  /** Clients. */
  readonly c2s?: ModuleExports;
  /** Other servers. */
  readonly s2s?: S2sModule;
  /** External components. */
  readonly component?: ModuleExports;
  /** Dialback. */
  readonly dialback?: DialbackModule;
  /**
   * Invitations.
   * @sometimes
   * @since 0.12
   */
  readonly invites?: InvitesModule;
  /**
   * Tokens.
   * @sometimes
   * @since 0.12
   */
  readonly tokenauth?: TokenauthModule;
  /**
   * Flags of accounts.
   * @sometimes
   * @since 13.0
   */
  readonly flags?: FlagsModule;
  /**
   * When accounts were last used.
   * @sometimes
   * @since 13.0
   */
  readonly account_activity?: AccountActivityModule;
  /**
   * Services elsewhere.
   * @sometimes
   * @since 0.12
   */
  readonly external_services?: ExternalServicesModule;
  /**
   * Tasks.
   * @sometimes
   * @since 0.12
   */
  readonly cron?: ModuleExports;
  /** Groups of contacts. */
  readonly groups?: GroupsModule;
  /** Announcements. */
  readonly announce?: AnnounceModule;
  /**
   * Deleted accounts.
   * @sometimes
   * @since 0.12
   */
  readonly tombstones?: TombstonesModule;
  /** vCards in PEP. */
  readonly vcard_legacy?: ModuleExports;
  /** Presence. */
  readonly presence?: ModuleExports;
  /** Any other module. */
  readonly [other: string]: object | undefined;
}

/** What a module exports of which nothing is declared. */
interface ModuleExports {
  /** Its module API. */
  readonly module: ProsodyModuleApi;
}

/** What `mod_http` exports; `module.http_url()` is there once it is loaded. */
interface HttpModule extends ModuleExports {
  /** What answers HTTP on the host, by name. */
  readonly apps?: Readonly<Record<string, object | undefined>>;
}

/** What `mod_http_files` exports. */
interface HttpFilesModule extends ModuleExports {
  /**
   * A handler for a route that ends in `*`.
   * @param opts a text is the folder's path; what is left out is as this module is configured
   */
  serve: (this: void, opts: import("net.http.files").ServeOptions | string) => ProsodyHttpHandler;
  /**
   * Routes with those that give a folder's name replaced by handlers.
   * @param routes by method and path; changed itself
   */
  wrap_route: <R extends object>(this: void, routes: R) => R;
}

/** What `mod_pep` exports. */
interface PepModule extends ModuleExports {
  /**
   * A user's service. A name that is no user's gets one that holds nothing.
   * @param username prepared, without the host
   */
  get_pep_service: (this: void, username: string) => import("util.pubsub").Service;
  /**
   * Whether a stanza is an `<item/>` that can be published.
   * @param item with one child, in the namespace of pubsub
   */
  is_item_stanza: (this: void, item: unknown) => boolean;
  /**
   * Whether a node may work so.
   * @param node not used
   * @param actor not used
   * @param new_config `max_items` within the module's limit, and a known `access_model`
   */
  check_node_config: (
    this: void,
    node: string,
    actor: import("util.pubsub").Actor,
    new_config: import("util.pubsub").NodeConfig,
  ) => boolean;
  /**
   * Answers an iq.
   * @param event of the iq; without `to` it is of the sender's own service
   */
  handle_pubsub_iq: (this: void, event: StanzaEvent) => true | undefined;
}

/** What `mod_pubsub` exports. */
interface PubsubModule extends ModuleExports {
  /** The service. */
  readonly service: import("util.pubsub").Service;
  /**
   * The service; for modules that may have several.
   * @param service_jid not used: there is one
   */
  get_service: (this: void, service_jid: string) => import("util.pubsub").Service | undefined;
  /**
   * Puts another service in its place.
   * @param new_service gets the module's own stores, broadcaster and affiliations
   */
  set_service: (this: void, new_service: import("util.pubsub").Service) => void;
  /**
   * Whether a stanza is an `<item/>` that can be published.
   * @param item with one child, in the namespace of pubsub
   */
  is_item_stanza: (this: void, item: unknown) => boolean;
  /**
   * Whether a node may work so.
   * @param node not used
   * @param actor not used
   * @param new_config `max_items` within the module's limit, and a known `access_model`
   */
  check_node_config: (
    this: void,
    node: string,
    actor: import("util.pubsub").Actor,
    new_config: import("util.pubsub").NodeConfig,
  ) => boolean;
  /**
   * Answers an iq.
   * @param event of the iq
   */
  handle_pubsub_iq: (this: void, event: StanzaEvent) => true | undefined;
}

/** What `mod_s2s` exports. */
interface S2sModule extends ModuleExports {
  /**
   * Sends a stanza on a stream that stands.
   * @param event with `from_host`, one of ours, and `to_host`, which is not
   */
  route_to_existing_session: (this: void, event: RouteRemoteEvent) => boolean | undefined;
  /**
   * Opens a stream, and sends a stanza on it.
   * @param event with `from_host`, one of ours, and `to_host`, which is not
   */
  route_to_new_session: (this: void, event: RouteRemoteEvent) => true | undefined;
  /**
   * Has a stream ready for stanzas.
   * @param session logged in; what waits is sent
   */
  mark_connected: (this: void, session: ProsodySession) => void;
  /**
   * Has a stream speak for a host.
   * @param event with the stream, and the host that it speaks for
   */
  make_authenticated: (this: void, event: S2sAuthenticated) => boolean;
}

/** What `mod_dialback` exports. */
interface DialbackModule extends ModuleExports {
  /**
   * The key of a stream.
   * @param id of the stream
   * @param to the domain that is called
   * @param from the domain that calls
   */
  generate_dialback: (this: void, id: string, to: string, from: string) => string;
  /**
   * Asks for a login by dialback.
   * @param session outgoing, with a `streamid`
   */
  initiate_dialback: (this: void, session: ProsodySession) => void;
  /**
   * Whether a key is right.
   * @param id of the stream
   * @param to the domain that was called
   * @param from the domain that called
   * @param key as it came
   */
  verify_dialback: (this: void, id: string, to: string, from: string, key: string) => boolean;
}

/**
 * An invitation. Source: `mod_invites.lua`.
 * @since 0.12
 */
interface ProsodyInvite {
  /** What it is found by. */
  readonly token: string;
  /** What it is for: an account, or a contact. */
  readonly type: "register" | "roster";
  /** Its URI. */
  readonly uri: string;
  /** The bare JID of who invites. */
  readonly inviter?: string;
  /** The name that the account must have. */
  readonly username?: string;
  /** The contact, or the host. */
  readonly jid?: string;
  /** Until when it is valid, in seconds since 1970. */
  readonly expires?: number;
  /** Since when it is there. */
  readonly created_at?: number;
  /** A page for people. */
  landing_page?: string;
  /** Whether a new account may be made with it. */
  readonly allow_registration?: boolean;
  /** What its maker added. */
  readonly additional_data?: Readonly<Record<string, unknown>>;
  /** Whether it can be used again. */
  readonly reusable?: boolean;
  /** Uses it up. */
  use?(): boolean | undefined;
}

/**
 * What `mod_invites` exports.
 * @since 0.12
 */
interface InvitesModule extends ModuleExports {
  /**
   * An invitation to an account; of that name, if one is given. Nil and the reason on failure.
   * @param account_username prepared, without the host; nil lets people choose
   * @param additional_data kept with it, for handlers of the registration
   * @param ttl in seconds; nil for `invite_expiry`
   */
  create_account: (
    this: void,
    account_username: string | undefined,
    additional_data?: object,
    ttl?: number,
  ) => LuaMultiReturn<[invite: ProsodyInvite | undefined, err: string | undefined]>;
  /**
   * An invitation to choose another password.
   * @param account_username prepared, without the host
   * @param ttl in seconds; default a day
   */
  create_account_reset: (
    this: void,
    account_username: string,
    ttl?: number,
  ) => LuaMultiReturn<[invite: ProsodyInvite | undefined, err: string | undefined]>;
  /**
   * An invitation to become a user's contact.
   * @param username of who invites, prepared, without the host
   * @param allow_registration `true` lets people make an account with it
   * @param additional_data kept with it, for handlers of the registration
   * @param ttl in seconds; nil for `invite_expiry`
   */
  create_contact: (
    this: void,
    username: string,
    allow_registration?: boolean,
    additional_data?: object,
    ttl?: number,
  ) => LuaMultiReturn<[invite: ProsodyInvite | undefined, err: string | undefined]>;
  /**
   * An invitation to an account in groups.
   * @param group_ids kept as `groups` in the additional data
   * @param additional_data kept with it, for handlers of the registration
   * @param ttl in seconds, in which it can be used again and again; nil for `invite_expiry`, once
   */
  create_group: (
    this: void,
    group_ids: readonly string[] | Readonly<Record<string, unknown>>,
    additional_data?: object,
    ttl?: number,
  ) => LuaMultiReturn<[invite: ProsodyInvite | undefined, err: string | undefined]>;
  /**
   * An invitation; nil and the reason if it is not valid.
   * @param token nil and `no-token` without one
   * @param username of who invited, for an invitation to become a contact; nil for an account
   */
  get: (
    this: void,
    token: string,
    username?: string,
  ) => LuaMultiReturn<[invite: ProsodyInvite | undefined, err: string | undefined]>;
  /**
   * Uses it up; nothing if it is not valid.
   * @param token of an invitation to an account
   */
  use: (this: void, token: string) => boolean | undefined;
  /** Those that are valid. */
  pending_account_invites: (this: void) => LuaIterable<LuaMultiReturn<[token: string, invite: object]>>;
  /**
   * What is known of one.
   * @param token nil and `token-invalid` or `token-expired` if it is not valid
   */
  get_account_invite_info: (
    this: void,
    token: string,
  ) => LuaMultiReturn<[invite: object | undefined, err: string | undefined]>;
  /**
   * Removes one.
   * @param token of an invitation to an account
   */
  delete_account_invite: (
    this: void,
    token: string,
  ) => LuaMultiReturn<[ok: true | undefined, err: string | undefined]>;
}

/**
 * What `mod_tokenauth` exports.
 * @since 0.12
 */
interface TokenauthModule extends ModuleExports {
  /**
   * A token that allows all that a grant does, or what its role may; nil and the reason on failure. Times are in seconds.
   * @since 13.0
   * @param grant_jid whose grant it is; of another host fails
   * @param grant what `create_grant()` returned, or its id
   * @param token_role the name of a role; nil gives a token that opens no session
   * @param token_ttl in seconds, at most those of the grant; nil for all of these
   * @param token_purpose kept with it; see `sasl_handler()`
   * @param token_data kept with it
   */
  create_token?: (
    this: void,
    grant_jid: string,
    grant: Readonly<Record<string, unknown>> | string,
    token_role?: string,
    token_ttl?: number,
    token_purpose?: string,
    token_data?: object,
  ) => LuaMultiReturn<
    [token: string | undefined, info_or_err: Readonly<Record<string, unknown>> | string | undefined]
  >;
  /**
   * A token of somebody; nil and the reason on failure. The time is in seconds.
   * @since 0.12
   * @removed 13.0
   * @param actor_jid who makes it: may do so for itself and its resources
   * @param token_jid whom it stands for
   * @param token_scope kept as `auth_scope` of its session; nil for none
   * @param token_ttl in seconds; nil for no end
   */
  create_jid_token?: (
    this: void,
    actor_jid: string,
    token_jid: string,
    token_scope?: string,
    token_ttl?: number,
  ) => LuaMultiReturn<
    [token: string | undefined, info_or_err: Readonly<Record<string, unknown>> | string | undefined]
  >;
  /**
   * What a token is for; nil and the reason if it is not valid.
   * @param token as `create_token()` returned it
   */
  get_token_info: (
    this: void,
    token: string,
  ) => LuaMultiReturn<[info: Readonly<Record<string, unknown>> | undefined, err: string | undefined]>;
  /**
   * What tokens are made of.
   * @since 13.0
   * @param actor_jid who makes it: may do so for itself and its resources
   * @param grant_jid whom it stands for, of this host; prepared here
   * @param grant_ttl in seconds; nil for no end
   * @param grant_data kept with it
   */
  create_grant?: (
    this: void,
    actor_jid: string,
    grant_jid: string,
    grant_ttl?: number,
    grant_data?: object,
  ) => LuaMultiReturn<[grant: Readonly<Record<string, unknown>> | undefined, err: string | undefined]>;
  /**
   * What is known of it.
   * @since 13.0
   * @param username prepared, without the host
   * @param grant_id its `id`
   */
  get_grant_info?: (
    this: void,
    username: string,
    grant_id: string,
  ) => LuaMultiReturn<[grant: Readonly<Record<string, unknown>> | undefined, err: string | undefined]>;
  /**
   * All of a user's.
   * @since 13.0
   * @param username prepared, without the host
   */
  get_user_grants?: (
    this: void,
    username: string,
  ) => LuaMultiReturn<[grants: Readonly<Record<string, object>> | undefined, err: string | undefined]>;
  /**
   * A session that may what the token may.
   * @since 13.0
   * @param token as `create_token()` returned it, with a role
   * @param resource of the session; nil for a random one
   */
  get_token_session?: (
    this: void,
    token: string,
    resource?: string,
  ) => LuaMultiReturn<[session: ProsodySession | undefined, err: string | undefined]>;
  /**
   * Ends a token.
   * @param token as `create_token()` returned it
   */
  revoke_token: (
    this: void,
    token: string,
  ) => LuaMultiReturn<[ok: true | undefined, err: string | undefined]>;
  /**
   * Ends all tokens of a grant.
   * @since 13.0
   * @param username prepared, without the host
   * @param grant_id its `id`
   */
  revoke_grant?: (
    this: void,
    username: string,
    grant_id: string,
  ) => LuaMultiReturn<[ok: true | undefined, err: string | undefined]>;
  /**
   * What tests tokens in `util.sasl`.
   * @since 13.0
   * @param auth_provider the host's: says whether an account may log in
   * @param purpose only tokens with this one; nil for any
   * @param extra handed on where a token is refused
   */
  sasl_handler?: (
    this: void,
    auth_provider: object,
    purpose?: string,
    extra?: object,
  ) => import("util.sasl").OauthTest;
}

/**
 * What `mod_flags` exports.
 * @since 13.0
 */
interface FlagsModule extends ModuleExports {
  /**
   * Sets a flag of an account.
   * @param username prepared, without the host
   * @param flag its name; events are named after it
   * @param comment for people
   */
  add_flag: (
    this: void,
    username: string,
    flag: string,
    comment?: string,
  ) => LuaMultiReturn<[ok: true | undefined, err: string | undefined]>;
  /**
   * Takes it back.
   * @param username prepared, without the host
   * @param flag its name
   */
  remove_flag: (
    this: void,
    username: string,
    flag: string,
  ) => LuaMultiReturn<[ok: true | undefined, err: string | undefined]>;
  /**
   * Whether it is set.
   * @param username prepared, without the host
   * @param flag its name; raises an error if the storage fails
   */
  has_flag: (this: void, username: string, flag: string) => boolean;
  /**
   * What is known of it.
   * @param username prepared, without the host
   * @param flag its name
   */
  get_flag_info: (
    this: void,
    username: string,
    flag: string,
  ) => LuaMultiReturn<[info: Readonly<Record<string, unknown>> | undefined, err: string | undefined]>;
}

/**
 * What `mod_account_activity` exports.
 * @since 13.0
 */
interface AccountActivityModule extends ModuleExports {
  /**
   * When somebody was last there, in seconds since 1970.
   * @param username prepared, without the host; of somebody who is there it is now
   */
  get_last_active: (this: void, username: string) => number | undefined;
}

/**
 * What `mod_external_services` exports.
 * @since 0.12
 */
interface ExternalServicesModule extends ModuleExports {
  /** All services. */
  get_services: (this: void) => import("util.array").Array<ProsodyExternalService>;
  /**
   * The same as XML.
   * @param services as `get_services()` returns them
   * @param name of the element
   * @param namespace of the element
   */
  services_xml: (
    this: void,
    services: readonly ProsodyExternalService[],
    name: string,
    namespace: string,
  ) => ProsodyStanza;
}

/** What `mod_groups` exports. */
interface GroupsModule extends ModuleExports {
  /**
   * Whether somebody is in a group.
   * @param group_name raises an error if there is none of that name
   * @param jid bare and prepared
   */
  group_contains: (this: void, group_name: string, jid: string) => boolean;
}

/** What `mod_announce` exports. */
interface AnnounceModule extends ModuleExports {
  /**
   * Sends a message to all who are there. Returns how many these are.
   * @param message its `from` and `to` are set
   * @param host of this server; nil for the module's, before 13.0 for all of this server
   */
  send_to_online: (this: void, message: ProsodyStanza, host?: string) => number;
  /**
   * Sends a message to all users. Returns how many these are.
   * @since 13.0
   * @param message its `to` is set
   * @param host of this server; nil for the module's
   */
  send_to_all?: (this: void, message: ProsodyStanza, host?: string) => number;
  /**
   * Sends a message to all who have a role. Returns how many these are.
   * @since 13.0
   * @param message its `to` is set
   * @param role its name
   * @param host of this server; nil for the module's
   */
  send_to_role?: (this: void, message: ProsodyStanza, role: string, host?: string) => number;
}

/**
 * What `mod_tombstones` exports.
 * @since 0.12
 */
interface TombstonesModule extends ModuleExports {
  /**
   * Whether there was an account of that name.
   * @param username prepared, without the host
   */
  has_tombstone: (this: void, username: string) => boolean | number;
}
