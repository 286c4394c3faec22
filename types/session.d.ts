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
  | "component_unauthed";

/**
 * Where a stanza came from: a client's session, a server's stream or an external component. What has no value for all of
 * them, at any time, may be `undefined`. Source: `core/sessionmanager.lua`, `mod_c2s.lua`, `mod_s2s.lua`.
 *
 * @self session
 */
interface ProsodySession {
  /** What it is, and how far it has come. */
  readonly type: ProsodySessionType;
  /**
   * What it is, however far it has come.
   * @since 0.12
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
   */
  readonly role?: ProsodyRole;
  /** The namespace of Carbons, if it wants copies. Source: `mod_carbons.lua`. */
  readonly want_carbons?: string | false;
  /** Whether anybody looks at it. Source: `mod_csi.lua`. */
  readonly state?: "active" | "inactive";
  /**
   * What is kept back while nobody looks at it. Source: `mod_csi_simple.lua`.
   * @removed 0.12
   */
  readonly pump?: object;
  /**
   * The timer of what is kept back to be sent on. Source: `mod_csi_simple.lua`.
   * @since 0.12
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
   */
  readonly since?: number;
  /**
   * How many bytes a stanza from it may have.
   * @since 0.12
   */
  readonly stanza_size_limit?: number;
  /**
   * The timer that ends it if it does not log in.
   * @since 13.0
   */
  readonly c2s_timeout?: unknown;
  /** Its connection. */
  readonly conn?: object;
  /** Its parser. */
  readonly stream?: object;
  /** The runner that handles its stanzas. */
  readonly thread?: import("util.async").Runner<unknown>;
  /** Its filters, by kind. */
  readonly filters?: object;

  /** Sends a stanza to the other end. A plain field: it is called without `self`. */
  send: (this: void, t: ProsodyStanza | string) => unknown;
  /**
   * Sends text past all filters and other modules.
   * @since 0.12
   */
  rawsend?: (this: void, t: string) => unknown;
  /** Writes to the log, with the session's id. A plain field: it is called without `self`. */
  log: (this: void, level: ProsodyLogLevel, message: string, ...args: unknown[]) => void;
  /** Handles bytes that came in. */
  data?: (this: void, data: string) => unknown;
  /** Has what goes in or out pass its filters. Returns what comes out, `undefined` for nothing. */
  filter?: (this: void, type: string, data: unknown) => unknown;
  /** Begins a new stream on the same connection. */
  reset_stream?: (this: void) => void;
  /** Ends the stream and the connection, with a stream error if one is given. */
  close(reason?: string | ProsodyStreamError | ProsodyStanza | false): unknown;
  /** Handles a stanza as if it came from this session. */
  dispatch_stanza?(stanza: ProsodyStanza): unknown;
  /** Opens the stream to the other end. */
  open_stream?(from?: string, to?: string): unknown;
}

/** A contact (RFC 6121 §2.1). */
interface ProsodyRosterItem {
  /** Who sees whose presence: `to` that of the contact, `from` that of the user. */
  readonly subscription: "none" | "to" | "from" | "both";
  /** What the user calls the contact; `undefined` without. */
  readonly name?: string;
  /** Set while the contact has not answered. */
  readonly ask?: "subscribe";
  /** The groups it is in. */
  readonly groups?: Readonly<Record<string, true | undefined>>;
}

/** A contact list: contacts by bare JID. */
type ProsodyRoster = Record<string, ProsodyRosterItem | undefined>;

/** All sessions of one user. Source: `core/sessionmanager.lua`. */
interface ProsodyUserSessions {
  /** The sessions, by resource. */
  readonly sessions: Record<string, ProsodySession | undefined>;
  /** The user's contact list. */
  readonly roster?: ProsodyRoster;
  /** The sessions that messages to the bare JID go to; `undefined` without any. */
  readonly top_resources?: readonly ProsodySession[];
}
