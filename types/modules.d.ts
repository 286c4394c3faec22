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
  /** A handler for a route that ends in `*`. */
  serve: (this: void, opts: import("net.http.files").ServeOptions | string) => ProsodyHttpHandler;
  /** Routes with those that give a folder's name replaced by handlers. */
  wrap_route: <R extends object>(this: void, routes: R) => R;
}

/** What `mod_pep` exports. */
interface PepModule extends ModuleExports {
  /** A user's service. A name that is no user's gets one that holds nothing. */
  get_pep_service: (this: void, username: string) => import("util.pubsub").Service;
  /** Whether a stanza is an `<item/>` that can be published. */
  is_item_stanza: (this: void, item: unknown) => boolean;
  /** Whether a node may work so. */
  check_node_config: (
    this: void,
    node: string,
    actor: import("util.pubsub").Actor,
    new_config: import("util.pubsub").NodeConfig,
  ) => boolean;
  /** Answers an iq. */
  handle_pubsub_iq: (this: void, event: StanzaEvent) => true | undefined;
}

/** What `mod_pubsub` exports. */
interface PubsubModule extends ModuleExports {
  /** The service. */
  readonly service: import("util.pubsub").Service;
  /** The service; for modules that may have several. */
  get_service: (this: void, service_jid: string) => import("util.pubsub").Service | undefined;
  /** Puts another service in its place. */
  set_service: (this: void, new_service: import("util.pubsub").Service) => void;
  /** Whether a stanza is an `<item/>` that can be published. */
  is_item_stanza: (this: void, item: unknown) => boolean;
  /** Whether a node may work so. */
  check_node_config: (
    this: void,
    node: string,
    actor: import("util.pubsub").Actor,
    new_config: import("util.pubsub").NodeConfig,
  ) => boolean;
  /** Answers an iq. */
  handle_pubsub_iq: (this: void, event: StanzaEvent) => true | undefined;
}

/** What `mod_s2s` exports. */
interface S2sModule extends ModuleExports {
  /** Sends a stanza on a stream that stands. */
  route_to_existing_session: (this: void, event: RouteRemoteEvent) => boolean | undefined;
  /** Opens a stream, and sends a stanza on it. */
  route_to_new_session: (this: void, event: RouteRemoteEvent) => true | undefined;
  /** Has a stream ready for stanzas. */
  mark_connected: (this: void, session: ProsodySession) => void;
  /** Has a stream speak for a host. */
  make_authenticated: (this: void, event: S2sAuthenticated) => boolean;
}

/** What `mod_dialback` exports. */
interface DialbackModule extends ModuleExports {
  /** The key of a stream. */
  generate_dialback: (this: void, id: string, to: string, from: string) => string;
  /** Asks for a login by dialback. */
  initiate_dialback: (this: void, session: ProsodySession) => void;
  /** Whether a key is right. */
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
  /** An invitation to an account; of that name, if one is given. Nil and the reason on failure. */
  create_account: (
    this: void,
    account_username: string | undefined,
    additional_data?: object,
    ttl?: number,
  ) => LuaMultiReturn<[invite: ProsodyInvite | undefined, err: string | undefined]>;
  /** An invitation to choose another password. */
  create_account_reset: (
    this: void,
    account_username: string,
    ttl?: number,
  ) => LuaMultiReturn<[invite: ProsodyInvite | undefined, err: string | undefined]>;
  /** An invitation to become a user's contact. */
  create_contact: (
    this: void,
    username: string,
    allow_registration?: boolean,
    additional_data?: object,
    ttl?: number,
  ) => LuaMultiReturn<[invite: ProsodyInvite | undefined, err: string | undefined]>;
  /** An invitation to an account in groups. */
  create_group: (
    this: void,
    group_ids: readonly string[] | Readonly<Record<string, unknown>>,
    additional_data?: object,
    ttl?: number,
  ) => LuaMultiReturn<[invite: ProsodyInvite | undefined, err: string | undefined]>;
  /** An invitation; nil and the reason if it is not valid. */
  get: (
    this: void,
    token: string,
    username?: string,
  ) => LuaMultiReturn<[invite: ProsodyInvite | undefined, err: string | undefined]>;
  /** Uses it up; nothing if it is not valid. */
  use: (this: void, token: string) => boolean | undefined;
  /** Those that are valid. */
  pending_account_invites: (this: void) => LuaIterable<LuaMultiReturn<[token: string, invite: object]>>;
  /** What is known of one. */
  get_account_invite_info: (
    this: void,
    token: string,
  ) => LuaMultiReturn<[invite: object | undefined, err: string | undefined]>;
  /** Removes one. */
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
  /** What a token is for; nil and the reason if it is not valid. */
  get_token_info: (
    this: void,
    token: string,
  ) => LuaMultiReturn<[info: Readonly<Record<string, unknown>> | undefined, err: string | undefined]>;
  /**
   * What tokens are made of.
   * @since 13.0
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
   */
  get_grant_info?: (
    this: void,
    username: string,
    grant_id: string,
  ) => LuaMultiReturn<[grant: Readonly<Record<string, unknown>> | undefined, err: string | undefined]>;
  /**
   * All of a user's.
   * @since 13.0
   */
  get_user_grants?: (
    this: void,
    username: string,
  ) => LuaMultiReturn<[grants: Readonly<Record<string, object>> | undefined, err: string | undefined]>;
  /**
   * A session that may what the token may.
   * @since 13.0
   */
  get_token_session?: (
    this: void,
    token: string,
    resource?: string,
  ) => LuaMultiReturn<[session: ProsodySession | undefined, err: string | undefined]>;
  /**
   * Ends a token.
   */
  revoke_token: (
    this: void,
    token: string,
  ) => LuaMultiReturn<[ok: true | undefined, err: string | undefined]>;
  /**
   * Ends all tokens of a grant.
   * @since 13.0
   */
  revoke_grant?: (
    this: void,
    username: string,
    grant_id: string,
  ) => LuaMultiReturn<[ok: true | undefined, err: string | undefined]>;
  /**
   * What tests tokens in `util.sasl`.
   * @since 13.0
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
  /** Sets a flag of an account. */
  add_flag: (
    this: void,
    username: string,
    flag: string,
    comment?: string,
  ) => LuaMultiReturn<[ok: true | undefined, err: string | undefined]>;
  /** Takes it back. */
  remove_flag: (
    this: void,
    username: string,
    flag: string,
  ) => LuaMultiReturn<[ok: true | undefined, err: string | undefined]>;
  /** Whether it is set. */
  has_flag: (this: void, username: string, flag: string) => boolean;
  /** What is known of it. */
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
  /** When somebody was last there, in seconds since 1970. */
  get_last_active: (this: void, username: string) => number | undefined;
}

/**
 * What `mod_external_services` exports.
 * @since 0.12
 */
interface ExternalServicesModule extends ModuleExports {
  /** All services. */
  get_services: (this: void) => import("util.array").Array<ProsodyExternalService>;
  /** The same as XML. */
  services_xml: (
    this: void,
    services: readonly ProsodyExternalService[],
    name: string,
    namespace: string,
  ) => ProsodyStanza;
}

/** What `mod_groups` exports. */
interface GroupsModule extends ModuleExports {
  /** Whether somebody is in a group. */
  group_contains: (this: void, group_name: string, jid: string) => boolean;
}

/** What `mod_announce` exports. */
interface AnnounceModule extends ModuleExports {
  /** Sends a message to all who are there. Returns how many these are. */
  send_to_online: (this: void, message: ProsodyStanza, host?: string) => number;
  /**
   * Sends a message to all users. Returns how many these are.
   * @since 13.0
   */
  send_to_all?: (this: void, message: ProsodyStanza, host?: string) => number;
  /**
   * Sends a message to all who have a role. Returns how many these are.
   * @since 13.0
   */
  send_to_role?: (this: void, message: ProsodyStanza, role: string, host?: string) => number;
}

/**
 * What `mod_tombstones` exports.
 * @since 0.12
 */
interface TombstonesModule extends ModuleExports {
  /** Whether there was an account of that name. */
  has_tombstone: (this: void, username: string) => boolean | number;
}
