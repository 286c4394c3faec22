/** @noSelfInFile */

/** A stream error, as `session.close()` takes it. */
interface ProsodyStreamError {
  /** A condition of RFC 6120 §4.9.3, such as `policy-violation`. */
  readonly condition: string;
  /** What people read. */
  readonly text?: string;
  /** The application's own element. */
  readonly extra?: ProsodyStanza;
}

/** What a session is, and how far it has come. */
type ProsodySessionType =
  | "c2s"
  | "c2s_unauthed"
  | "c2s_unbound"
  | "s2sin"
  | "s2sin_unauthed"
  | "s2sout"
  | "s2sout_unauthed"
  | "component"
  | "component_unauthed"
  | "c2s_destroyed"
  | "s2s_destroyed"
  | "s2sin_destroyed"
  | "s2sout_destroyed"
  | "component_destroyed";

/**
 * Where a stanza came from: a client's session, a server's stream or an external component. What has no value for all of
 * them, at any time, may be `undefined`. Source: `core/sessionmanager.lua`, `mod_c2s.lua`, `mod_s2s.lua`.
 * See https://prosody.im/doc/developers/sessions
 *
 * @self session
 */
interface ProsodySession {
  /** What it is, and how far it has come. */
  readonly type: ProsodySessionType;
  /**
   * What it is, however far it has come.
   * @since 0.12
   * @sometimes
   */
  readonly base_type?: "c2s" | "s2sin" | "s2sout" | "component";
  /** What tells it from others, in the log. */
  readonly id?: string;
  /** The host it is on; for servers see `from_host` and `to_host`. */
  readonly host?: string;
  /** The user's name, once logged in. */
  readonly username?: string;
  /** The resource, once bound. */
  readonly resource?: string;
  /** The full JID, once bound. */
  readonly full_jid?: string;
  /** For a server: the host that sends. */
  readonly from_host?: string;
  /** For a server: the host that receives. */
  readonly to_host?: string;
  /** The address it comes from. */
  readonly ip?: string;
  /** Whether it is encrypted. */
  readonly secure?: boolean;
  /** The last available presence that was sent without `to`; `undefined` if unavailable. */
  readonly presence?: ProsodyStanza;
  /** The priority of that presence. */
  readonly priority?: number;
  /** Whether it asked for its contact list. */
  readonly interested?: boolean;
  /** Its user's contact list. */
  readonly roster?: ProsodyRoster;
  /** Where it sent its presence to directly, by JID. */
  readonly directed?: Record<string, true | undefined>;
  /**
   * What it may do.
   * @since 13.0
   * @sometimes
   */
  readonly role?: ProsodyRole;
  /** The namespace of Carbons, if it wants copies. Source: `mod_carbons.lua`. */
  readonly want_carbons?: string | false;
  /** Whether anybody looks at it. Source: `mod_csi.lua`. */
  readonly state?: "active" | "inactive";
  /**
   * What is kept back while nobody looks at it. Source: `mod_csi_simple.lua`.
   * @removed 0.12
   * @sometimes
   */
  readonly pump?: object;
  /**
   * The timer of what is kept back to be sent on. Source: `mod_csi_simple.lua`.
   * @since 0.12
   * @sometimes
   */
  readonly csi_resume?: import("util.timer").TimerId;
  /** The id of its stream. */
  readonly streamid?: string;
  /** The version of XMPP that it speaks. */
  readonly version?: number;
  /** When it connected, in seconds since 1970. */
  readonly conntime?: number;
  /**
   * When it connected or was resumed, in seconds since 1970.
   * @since 13.0
   * @sometimes
   */
  readonly since?: number;
  /**
   * How many bytes a stanza from it may have.
   * @since 0.12
   * @sometimes
   */
  readonly stanza_size_limit?: number;
  /**
   * The timer that ends it if it does not log in.
   * @since 13.0
   * @sometimes
   */
  readonly c2s_timeout?: unknown;
  /** Its connection. */
  readonly conn?: ProsodyConnection;
  /** Its parser. */
  readonly stream?: import("util.xmppstream").Stream;
  /** The runner that handles its stanzas. */
  readonly thread?: import("util.async").Runner<unknown>;
  /** Its filters, by kind. */
  readonly filters?: object;

  /** Set once it has ended: only functions that do nothing are left of it, with its `type` and its `id`. */
  readonly destroyed?: true;
  /** Set until the other end has opened the stream. */
  readonly notopen?: true;
  /** Whether its encryption is that of the stream, not of something before it. */
  readonly encrypted?: true;
  /** How it is compressed by TLS. */
  readonly compressed?: string;
  /** For a server: who has opened the stream. */
  readonly direction?: "incoming" | "outgoing";
  /** For a server: whether stanzas may be sent on it. Source: `mod_s2s.lua`, `mod_s2s_bidi.lua`. */
  readonly outgoing?: true;
  /** For a server: whether stanzas may come on it. Source: `mod_s2s.lua`, `mod_s2s_bidi.lua`. */
  readonly incoming?: true;
  /** For a server: what is known of each host that it speaks for. */
  readonly hosts?: Record<string, ProsodyRemoteHost | undefined>;
  /** For a server: whether its certificate's chain is trusted; `undefined` without a certificate. */
  readonly cert_chain_status?: "valid" | "invalid";
  /** For a server: what is wrong with the chain. */
  readonly cert_chain_errors?: unknown;
  /** For a server: whether its certificate is for the host; `undefined` without a certificate. */
  readonly cert_identity_status?: "valid" | "invalid";
  /** For a server: whether a login by certificate went well. */
  readonly external_auth?: "attempting" | "succeeded" | "failed" | "offered";
  /** For a server: the key of dialback. */
  readonly dialback_key?: string;
  /** For a server: the stream that asks whether the key is right. */
  readonly dialback_verifying?: ProsodySession;
  /** For a server: what waits until the stream stands. */
  readonly sendq?: unknown;
  /**
   * For a server: sends back what waits, with an error.
   * @param session this one
   * @param reason a text or an error of `util.error`; nil for a general one
   */
  readonly bounce_sendq?: (this: void, session: ProsodySession, reason?: unknown) => void;
  /**
   * For a server: has the stream ready for stanzas.
   * @param session this one, logged in
   */
  readonly mark_connected?: (this: void, session: ProsodySession) => void;
  /**
   * For a server: sends on the stream. A plain field: it is called without `self`.
   * @param t a stanza, or XML as text
   */
  readonly sends2s?: (this: void, t: ProsodyStanza | string) => unknown;
  /** For a server: whether it is tried in the moment. */
  readonly connecting?: boolean;
  /** For a server: the timer that ends it if it never stands. */
  readonly connect_timeout?: unknown;
  /**
   * Attributes of the stream's start that it is to get.
   * @param from our domain; nil if it is not known
   * @param to the other end's; nil if it is not known
   * @param attr attributes by name, which it may add to
   */
  stream_attrs?(from: string, to: string, attr: unknown): unknown;
  /** How the other end logs in; `undefined` before and after. */
  readonly sasl_handler?: import("util.sasl").SaslHandler;
  /** With what it may be encrypted; `false` for nothing. */
  readonly ssl_ctx?: object | false;
  /** How it may be encrypted. */
  readonly ssl_cfg?: object;
  /** Since when it waits to be resumed, in seconds since 1970. Source: `mod_smacks.lua`. */
  readonly hibernating?: number;
  /** The namespace of stream management, once enabled; `false` once that is over. Source: `mod_smacks.lua`. */
  readonly smacks?: string | false;
  /** What resumes it. Source: `mod_smacks.lua`. */
  readonly resumption_token?: string;
  /** How often it was resumed. Source: `mod_smacks.lua`. */
  readonly resumption_counter?: number;
  /** What waits for an acknowledgement. Source: `mod_smacks.lua`. */
  readonly outgoing_stanza_queue?: import("util.smqueue").AckQueue<ProsodyStanza>;
  /** Whether it has read its archive. Source: `mod_mam.lua`. */
  readonly mam_requested?: boolean;
  /** What the client is, the same at each login. Source: `mod_sasl2` of the community. */
  readonly client_id?: string;
  /** Whether it gets changes of the blocklist. Source: `mod_blocklist.lua`. */
  readonly interested_blocklist?: boolean;
  /** The invitation that it registers with. Source: `mod_invites_register.lua`. */
  readonly validated_invite?: ProsodyInvite;
  /** The request that began it. Source: `mod_websocket.lua`. */
  readonly websocket_request?: ProsodyHttpRequest;
  /** Its id. Source: `mod_bosh.lua`. */
  readonly sid?: string;
  /** The version of BOSH that the client speaks. Source: `mod_bosh.lua`. */
  readonly bosh_version?: string;
  /** For how many seconds a request is kept. Source: `mod_bosh.lua`. */
  readonly bosh_wait?: number;
  /** After how many seconds without a request it ends. Source: `mod_bosh.lua`. */
  readonly bosh_max_inactive?: number;
  /** Requests that are kept. Source: `mod_bosh.lua`. */
  readonly requests?: readonly ProsodyHttpResponse[];
  /** Answers by request, in case one is asked again. Source: `mod_bosh.lua`. */
  readonly bosh_responses?: unknown;
  /** Set once it is closed. Source: `mod_bosh.lua`. */
  readonly closed?: true;
  /**
   * For a server: whether it is being looked for.
   * @removed 0.12
   * @sometimes
   */
  readonly srv_hosts?: object;
  /**
   * For a server: which of its addresses is tried.
   * @removed 0.12
   * @sometimes
   */
  readonly srv_choice?: number;
  /** Ends the connection without more ado. Source: `mod_admin_shell.lua`, `mod_admin_telnet.lua`. */
  disconnect?: (this: void) => void;
  /**
   * Shows a line, in a shell. Source: `mod_admin_shell.lua`.
   * @param args put after each other with tabs between
   */
  print?: (this: void, ...args: unknown[]) => void;
  /**
   * Shows a value, in a shell. Source: `mod_admin_shell.lua`.
   * @param value of any kind
   */
  serialize?: (this: void, value: unknown) => string;
  /** Whether it is the other way of a stream in both directions. Source: `mod_s2s_bidi` of the community. */
  readonly is_bidi?: boolean;
  /** The other way of it. Source: `mod_s2s_bidi` of the community. */
  readonly bidi_session?: ProsodySession;

  /**
   * Sends a stanza to the other end. A plain field: it is called without `self`.
   * @param t a stanza, or XML as text; filters may change it
   */
  send: (this: void, t: ProsodyStanza | string) => unknown;
  /**
   * Sends text past all filters and other modules.
   * @since 0.12
   * @param t XML
   */
  rawsend?: (this: void, t: string) => unknown;
  /**
   * Writes to the log, with the session's id. A plain field: it is called without `self`.
   * @param level of this line
   * @param message as of `util.format`: `%s` takes any value
   * @param args for the `%` in it
   */
  log: (this: void, level: ProsodyLogLevel, message: string, ...args: unknown[]) => void;
  /**
   * Handles bytes that came in.
   * @param data bytes as they come
   */
  data?: (this: void, data: string) => unknown;
  /**
   * Has what goes in or out pass its filters. Returns what comes out, `undefined` for nothing.
   * @param type such as `stanzas/in` or `bytes/out`
   * @param data a stanza or bytes, as the type says
   */
  filter?: (this: void, type: string, data: unknown) => unknown;
  /** Begins a new stream on the same connection. */
  reset_stream?: (this: void) => void;
  /**
   * Ends the stream and the connection, with a stream error if one is given.
   * @param reason a condition such as `policy-violation`, or one with a text; nil ends without an error
   */
  close(reason?: string | ProsodyStreamError | ProsodyStanza | false): unknown;
  /**
   * Handles a stanza as if it came from this session.
   * @param stanza as it would come from the network
   */
  dispatch_stanza?(stanza: ProsodyStanza): unknown;
  /**
   * Opens the stream to the other end.
   * @param from default: the session's host
   * @param to default: the other end's host
   */
  open_stream?(from?: string, to?: string): unknown;
}

/** What is known of a host that a server speaks for. Source: `mod_s2s.lua`. */
interface ProsodyRemoteHost {
  /** Whether it may send stanzas. */
  readonly authed?: boolean;
  /** The key of dialback. */
  readonly dialback_key?: string;
}

/** A contact (RFC 6121 §2.1). */
interface ProsodyRosterItem {
  /** Who sees whose presence: `to` that of the contact, `from` that of the user. */
  subscription: "none" | "to" | "from" | "both";
  /** What the user calls the contact; `undefined` without. */
  name?: string;
  /** Set while the contact has not answered. */
  ask?: "subscribe";
  /** The groups it is in. */
  groups?: Record<string, true | undefined>;
  /**
   * Set if the user agreed before the contact asked.
   * @since 0.12
   * @sometimes
   */
  approved?: "true";
  /** Whether the contact is not kept: of a group of the server's, say. */
  persist?: boolean;
}

/** What is known of a contact list itself: see `roster_metadata()`. */
interface ProsodyRosterMetadata {
  /** How often it was changed; `true` where that is not counted. */
  version?: number | true;
  /** Contacts that wait for the user's answer, by bare JID; from 0.12 on with their stanza. */
  pending?: Record<string, true | import("util.stanza").SerializedStanza | undefined>;
  /** Why it could not be loaded: then it is not saved. */
  broken?: unknown;
}

/** A contact list: contacts by bare JID. `pairs()` gives also what `roster_metadata()` does, under the key `false`. */
type ProsodyRoster = Record<string, ProsodyRosterItem | undefined>;

/** What is known of a contact list itself; `roster_metadata(roster, false)` becomes `roster[false]` in Lua. */
declare const roster_metadata: LuaTableGet<ProsodyRoster, false, ProsodyRosterMetadata | undefined>;

/** All sessions of one user. Source: `core/sessionmanager.lua`. */
interface ProsodyUserSessions {
  /** The sessions, by resource. */
  readonly sessions: Record<string, ProsodySession | undefined>;
  /** The user's contact list. */
  readonly roster?: ProsodyRoster;
  /** The sessions that messages to the bare JID go to; `undefined` without any. */
  readonly top_resources?: readonly ProsodySession[];
}
