/** @noSelfInFile */

/** Something happens to a session. */
interface SessionEvent {
  /** The session. */
  readonly session: ProsodySession;
}

/** A session is about to get its resource. */
interface PreResourceBind extends SessionEvent {
  /** The resource that the client asks for; handlers may set another. Without one the server makes one up. */
  resource?: string;
  /** How it is refused; default `cancel`, `not-allowed`. */
  error?: import("util.error").ProsodyError;
}

/** A session is about to lose its resource, or has lost it. */
interface ResourceUnbind extends SessionEvent {
  /** What went wrong; `false` or `undefined` if nothing did. */
  readonly error?: string | false;
}

/** A session is about to be closed. */
interface PreSessionClose extends SessionEvent {
  /** Why: a stream error's condition, or the whole of it; `false` for no error. */
  readonly reason?: string | false | ProsodyStreamError | ProsodyStanza;
}

/** Features of a stream are being offered. */
interface StreamFeatures {
  /** The session, as a sender of stanzas. */
  readonly origin: ProsodySession;
  /** The element that they go into. */
  readonly features: ProsodyStanza;
  /**
   * The attributes of the stream's start.
   * @since 13.0
   */
  readonly stream?: Readonly<Record<string, string | undefined>>;
}

/** Somebody logs in. */
interface AuthenticationAttempt {
  /** The session. */
  readonly origin: ProsodySession;
  /** The element that begins the login. */
  readonly stanza: ProsodyStanza;
  /** `false` forbids it. */
  allowed?: boolean;
  /** How it is forbidden: a condition of SASL; default `not-authorized`. */
  error_condition?: string;
  /** Why it is forbidden, for people. */
  error_text?: string;
}

/** Somebody failed to log in. */
interface AuthenticationFailure extends SessionEvent {
  /** The condition of SASL, such as `not-authorized`. */
  readonly condition: string;
  /** What people read; `undefined` without. */
  readonly text?: string;
}

/** A step of a login is answered. */
interface SaslStep extends SessionEvent {
  /** What goes to the client; `undefined` for nothing. */
  readonly message?: string;
}

/** A stream to another server, or from one. */
interface S2sEvent {
  /** The stream. */
  readonly session: ProsodySession;
}

/** A server was authenticated. */
interface S2sAuthenticated extends S2sEvent {
  /** The host that it is authenticated for. */
  readonly host: string;
  /** How: `dialback`, say. */
  readonly mechanism?: string;
}

/** A service discovery query is being answered. */
interface DiscoItemsEvent {
  /** Who asks. */
  readonly origin: ProsodyOrigin;
  /** The query. */
  readonly stanza: ProsodyStanza;
  /** The answer: what is added to it is sent. */
  readonly reply: ProsodyStanza;
}

/** A service discovery query for a node is being answered. */
interface DiscoNodeEvent extends DiscoItemsEvent {
  /** The node that is asked about. */
  readonly node: string;
  /** To be set where the node exists. */
  exists: boolean;
}

/** A query about an account is being answered. */
interface AccountDiscoInfo {
  /** Nothing: what old releases had in the place of `reply`. */
  readonly stanza?: undefined;
  /** Who asks. */
  readonly origin: ProsodyOrigin;
  /** The answer: what is added to it is sent. */
  readonly reply: ProsodyStanza;
}

/** A message for a user who is not there. */
interface MessageOffline {
  /** The user it is for. */
  readonly username: string;
  /** The sender. */
  readonly origin: ProsodyOrigin;
  /** The message. */
  readonly stanza: ProsodyStanza;
}

/** A user's offline messages are to be delivered. */
interface OfflineBroadcast {
  /** The session that they are for. */
  readonly origin: ProsodySession;
}

/** A contact list was loaded. */
interface RosterLoad {
  /** Whose it is. */
  readonly username: string;
  /** The host of that user. */
  readonly host: string;
  /** The contacts by bare JID; `false` as a key has what is known of the list itself. */
  readonly roster: ProsodyRoster;
}

/** A contact is removed. */
interface RosterItemRemoved {
  /** Whose list it is. */
  readonly username: string;
  /** The JID of the contact. */
  readonly jid: string;
  /** The contact list. */
  readonly roster: ProsodyRoster;
  /** The session that removes it. */
  readonly origin: ProsodySession;
  /** The contact; `undefined` for one who only asked to be one. */
  readonly item?: ProsodyRosterItem;
}

/** Somebody asks for an account. */
interface UserRegistering {
  /** The name that is asked for. */
  readonly username: string;
  /** The password that is to be. */
  readonly password?: string;
  /** The host that is asked. */
  readonly host: string;
  /** The address it comes from; `undefined` if not known. */
  readonly ip?: string;
  /** The session that asks; `undefined` without one. */
  readonly session?: ProsodySession;
  /** `false` forbids it. */
  allowed: boolean;
  /** Why it is forbidden. */
  reason?: string;
  /** How it is forbidden. */
  error_type?: ProsodyErrorType;
  /** How it is forbidden. */
  error_condition?: string;
  /** How it is forbidden, from 0.12 on. */
  error?: import("util.error").ProsodyError;
  /**
   * The role that the account is to have; handlers may set another.
   * @since 13.0
   * @sometimes
   */
  role?: string;
  /** The invitation that it comes with; handlers may set one. Source: `mod_invites_register.lua`. */
  validated_invite?: ProsodyInvite;
}

/** An account was made. */
interface UserRegistered {
  /** The user's name. */
  readonly username: string;
  /** The host. */
  readonly host: string;
  /** The module that made it, such as `mod_register`. */
  readonly source: string;
  /** The session that asked; `undefined` without one. */
  readonly session?: ProsodySession;
  /** The address it came from, of modules with a page for that. */
  readonly ip?: string;
  /** The invitation that it came with, of modules with a page for that. */
  readonly validated_invite?: ProsodyInvite;
}

/** An account was given up by its user. */
interface UserDeregistered {
  /** The user's name. */
  readonly username: string;
  /** The host. */
  readonly host: string;
  /** The module that removed it, such as `mod_register`. */
  readonly source: string;
  /** The session that asked: a copy; `undefined` without one. */
  readonly session?: ProsodySession;
}

/** A store was opened. */
interface StoreOpened {
  /** The host it is of. */
  readonly host: string;
  /** Its name. */
  readonly store_name: string;
  /** The kind; `undefined` means `keyval`. */
  readonly store_type?: ProsodyStoreType | "list";
  /** The store; handlers may put another in its place. */
  store: ProsodyStore;
  /** Why the store cannot be had. */
  store_err?: string;
}

/** A module was loaded, reloaded or unloaded. */
interface ModuleEvent {
  /** Its name, without `mod_`. */
  readonly module: string;
  /** Its host; `*` for a global module. */
  readonly host: string;
}

/** A module's status was changed. */
interface ModuleStatusUpdated {
  /** The module's name, without `mod_`. */
  readonly name: string;
}

/** Something was added that modules tell each other of, or removed. */
interface ItemEvent<T> {
  /** The module that it belongs to; before 0.12 `undefined` for what was there already. */
  readonly source: ProsodyModuleApi;
  /** What was added or removed. */
  readonly item: T;
}

/** Whether a stanza is worth waking a client for. */
interface CsiIsStanzaImportant extends SessionEvent {
  /** The stanza itself, not a copy. */
  readonly stanza: ProsodyStanza;
  /** Why, for the log. */
  reason?: string;
}

/** Whether other clients of the same user get a copy of a stanza. */
interface CarbonsShouldCopy {
  /** Where the stanza came from. */
  readonly session: ProsodyOrigin;
  /** The stanza itself, not a copy. */
  readonly stanza: ProsodyStanza;
  /**
   * The bare JID of the user. Not in 13.0.1.
   * @since 13.0.7
   */
  readonly user_bare?: string;
  /**
   * Whether the user sent it. Not in 13.0.1.
   * @since 13.0.7
   * @sometimes
   */
  readonly from_c2s?: boolean;
  /** Why not, for the log. */
  reason?: string;
}

/** A stanza could not be delivered to a session. */
interface DeliveryFailure extends SessionEvent {
  /** The stanza itself, not a copy. */
  readonly stanza: ProsodyStanza;
}

/** Events of a host, other than stanzas and rooms. */
interface ProsodyHostEvents {
  /** A session is about to get its resource. `false`: it does not. */
  "pre-resource-bind": PreResourceBind;
  /** A session has got its resource. */
  "resource-bind": SessionEvent;
  /** A session is about to lose its resource. Handled (`true`): it does not. */
  "pre-resource-unbind": ResourceUnbind;
  /** A session has lost its resource. */
  "resource-unbind": ResourceUnbind;
  /**
   * A session is about to be closed.
   * @since 0.12
   */
  "pre-session-close": PreSessionClose;
  /** Features of a client's stream are being offered. */
  "stream-features": StreamFeatures;
  /** A client has been silent. Handled (`true`): not disconnected. */
  "c2s-read-timeout": SessionEvent;
  /**
   * What was to be sent to a client is about to be sent.
   * @since 0.12
   */
  "c2s-pre-ondrain": SessionEvent;
  /**
   * What was to be sent to a client has been sent.
   * @since 0.12
   */
  "c2s-ondrain": SessionEvent;
  /** Features of a server's stream are being offered. */
  "s2s-stream-features": StreamFeatures;
  /** A server was authenticated. */
  "s2s-authenticated": S2sAuthenticated;
  /** A stream from another server is ready. */
  "s2sin-established": S2sEvent;
  /** A stream to another server is ready. */
  "s2sout-established": S2sEvent;
  /** A stream from another server is gone. */
  "s2sin-destroyed": S2sEvent;
  /** A stream to another server is gone. */
  "s2sout-destroyed": S2sEvent;
  /**
   * Somebody tries to log in.
   * @since 13.0
   */
  "authentication-attempt": AuthenticationAttempt;
  /** Somebody has logged in. */
  "authentication-success": SessionEvent;
  /** Somebody failed to log in. */
  "authentication-failure": AuthenticationFailure;
  /**
   * A step of a client's login is answered, by the kind of the answer: `sasl/c2s/challenge`, `success`, `failure`.
   * @since 13.0
   */
  [name: `sasl/c2s/${string}`]: SaslStep;
  /** An external component was authenticated. */
  "component-authenticated": SessionEvent;
  /** An external component has been silent. Handled (`true`): not disconnected. */
  "component-read-timeout": SessionEvent;

  /** A query for a host's items is being answered. */
  "host-disco-items": DiscoItemsEvent;
  /** A query about a node of a host is being answered. Handled (`true`): the answer was sent. */
  "host-disco-info-node": DiscoNodeEvent;
  /** A query for the items of a node of a host is being answered. Handled (`true`): the answer was sent. */
  "host-disco-items-node": DiscoNodeEvent;
  /** A query about an account is being answered. */
  "account-disco-info": AccountDiscoInfo;
  /** A query for an account's items is being answered. */
  "account-disco-items": DiscoItemsEvent;
  /** A query about a node of an account is being answered. Handled (`true`): the answer was sent. */
  "account-disco-info-node": DiscoNodeEvent;
  /** A query for the items of a node of an account is being answered. Handled (`true`): the answer was sent. */
  "account-disco-items-node": DiscoNodeEvent;

  /** A message for a user who is not there. Handled (`true`): kept; otherwise it is refused. */
  "message/offline/handle": MessageOffline;
  /** A user's offline messages are to be delivered. */
  "message/offline/broadcast": OfflineBroadcast;
  /** A contact list was loaded. */
  "roster-load": RosterLoad;
  /** A contact is removed. */
  "roster-item-removed": RosterItemRemoved;

  /** Somebody asks for an account; `allowed` says whether they get it. */
  "user-registering": UserRegistering;
  /** An account was made. */
  "user-registered": UserRegistered;
  /** An account was given up by its user. */
  "user-deregistered": UserDeregistered;

  /** A store was opened. */
  "store-opened": StoreOpened;
  /** A module was loaded. */
  "module-loaded": ModuleEvent;
  /** A module was reloaded. */
  "module-reloaded": ModuleEvent;
  /** A module was unloaded. */
  "module-unloaded": ModuleEvent;
  /**
   * A module's status was changed.
   * @since 0.12
   */
  "module-status/updated": ModuleStatusUpdated;
  /** Something was added by `module.add_item()`. */
  [name: `item-added/${string}`]: ItemEvent<unknown>;
  /** Something was removed by `module.remove_item()`. */
  [name: `item-removed/${string}`]: ItemEvent<unknown>;

  /** A client says that nobody looks at it. */
  "csi-client-inactive": StanzaEvent;
  /** A client says that somebody looks at it. */
  "csi-client-active": StanzaEvent;
  /** Whether a stanza is worth waking a client for is asked. */
  "csi-is-stanza-important": CsiIsStanzaImportant;
  /**
   * What was kept back for a client is sent.
   * @since 0.12
   */
  "csi-flushing": SessionEvent;
  /**
   * Whether other clients get a copy is asked.
   * @since 0.12
   */
  "carbons-should-copy": CarbonsShouldCopy;
  /**
   * A stanza could not be delivered to a session. Handled (`true`): no error is sent.
   * @since 0.12
   */
  "delivery/failure": DeliveryFailure;
}
