/** @noSelfInFile */

/** Whether a message is kept in a user's archive. */
interface ArchiveShouldStore {
  /** Where it came from. */
  readonly session: ProsodyOrigin;
  /** The message itself, not a copy. */
  readonly stanza: ProsodyStanza;
  /** Why not, for the log. */
  reason?: string;
}

/** A message was kept. */
interface ArchiveMessageAdded {
  /** Where it came from. */
  readonly origin: ProsodyOrigin;
  /** The message, as it is kept. */
  readonly stanza: ProsodyStanza;
  /** Whose archive that is. */
  readonly for_user: string;
  /** Its id in there. */
  readonly id: string;
}

/** Something happens to a session with stream management. */
interface SmacksEvent {
  /** The session. */
  readonly origin: ProsodySession;
  /** What waits for an acknowledgement. */
  readonly queue: readonly ProsodyStanza[];
}

/** A stanza waits for a client that is away. */
interface SmacksStanza extends SmacksEvent {
  /** The stanza. */
  readonly stanza?: ProsodyStanza;
}

/** A client is back. */
interface SmacksEnd {
  /** The session that came. */
  readonly origin: ProsodySession;
  /** The session that goes on. */
  readonly resumed: ProsodySession;
  /** What waits for an acknowledgement. */
  readonly queue: readonly ProsodyStanza[];
}

/** A vCard was changed. */
interface VcardUpdated {
  /** Where that came from. */
  readonly origin: ProsodyOrigin;
  /** The iq. */
  readonly stanza: ProsodyStanza;
  /** The same under another name. */
  readonly session?: ProsodyOrigin;
}

/** Services elsewhere are asked for. */
interface ExternalServices {
  /** Who asks. */
  readonly origin: ProsodyOrigin;
  /** The iq. */
  readonly stanza: ProsodyStanza;
  /** The answer: handlers may change it. */
  readonly services: import("util.array").Array<ProsodyExternalService>;
}

/** Services of a kind are asked for. */
interface ExternalServicesAsked extends ExternalServices {
  /** The kind. */
  readonly requested_type?: string;
}

/** Passwords for services are asked for. */
interface ExternalCredentials extends ExternalServices {
  /** Services as `type:host:port`. */
  readonly requested_credentials: import("util.set").Set<string>;
}

/** Something happens to what tokens are made of. */
interface TokenGrantEvent {
  /** Its id. */
  readonly id: string;
  /** Whose it is. */
  readonly username: string;
  /** The host of that user. */
  readonly host: string;
}

/** It was made. */
interface TokenGrantCreated extends TokenGrantEvent {
  /** What it is. */
  readonly grant: Readonly<Record<string, unknown>>;
}

/** A token was ended. */
interface TokenRevoked {
  /** What it was made of. */
  readonly grant_id: string;
  /** What that is. */
  readonly grant: Readonly<Record<string, unknown>>;
  /** What it was for. */
  readonly info: Readonly<Record<string, unknown>>;
  /** Whose it was. */
  readonly username: string;
  /** The host of that user. */
  readonly host: string;
}

/** A flag of an account was set or taken back. */
interface FlagEvent {
  /** The user's name. */
  readonly user: string;
  /** The flag. */
  readonly flag: string;
  /** What is known of it. */
  readonly data?: Readonly<Record<string, unknown>>;
}

/** A client asks to be woken by a push. */
interface PushRegistration {
  /** The client. */
  readonly origin: ProsodySession;
  /** The iq. */
  readonly stanza: ProsodyStanza;
  /** How. */
  readonly push_info: Readonly<Record<string, unknown>>;
}

/** A client is to be woken. */
interface PushEvent {
  /** What is sent. */
  readonly notification_stanza: ProsodyStanza;
  /** What it says. */
  readonly notification_payload: ProsodyStanza;
  /** What came for the client. */
  readonly original_stanza?: ProsodyStanza;
  /** Whose client. */
  readonly username: string;
  /** How. */
  readonly push_info: Readonly<Record<string, unknown>>;
  /** What is told of the stanza. */
  readonly push_summary: object;
  /** Whether it is a message to be read. */
  readonly important: boolean;
  /** Why not, for the log. */
  reason?: string;
}

/** The text of an item is wanted. */
interface PubsubSummary {
  /** What happened to it. */
  readonly kind: string;
  /** Its node. */
  readonly node: string;
  /** Who gets it. */
  readonly jids: Readonly<Record<string, unknown>>;
  /** Who published it. */
  readonly actor?: import("util.pubsub").Actor;
  /** The `<item/>`. */
  readonly item: ProsodyStanza;
  /** What is in it. */
  readonly payload: ProsodyStanza;
}

/** An item is published, by `mod_pep_simple`. */
interface PepPublishItem {
  /** Who publishes it. */
  readonly actor: string;
  /** In whose service. */
  readonly user: string;
  /** Its id. */
  readonly id: string;
  /** Its node. */
  readonly node: string;
  /** Where it came from. */
  readonly session: ProsodyOrigin;
  /** The `<item/>`. */
  readonly item: ProsodyStanza;
}

/** An account was given up, and is to be deleted later. */
interface UserDeregisteredPending {
  /** The user's name. */
  readonly username: string;
  /** The host. */
  readonly host: string;
  /** The module. */
  readonly source: string;
  /** The session that asked. */
  readonly session?: ProsodySession;
}

/** Events of services. */
interface ProsodyHostEvents {
  /**
   * Whether a message is kept is asked; `true` keeps it.
   * @since 0.12
   */
  "archive-should-store": ArchiveShouldStore;
  /** A message was kept. */
  "archive-message-added": ArchiveMessageAdded;
  /**
   * A client has not acknowledged for long.
   * @since 0.12
   */
  "smacks-ack-delayed": SmacksStanza;
  /**
   * A client is away.
   * @since 0.12
   */
  "smacks-hibernation-start": SmacksEvent;
  /**
   * A stanza waits for a client that is away.
   * @since 0.12
   */
  "smacks-hibernation-stanza-queued": SmacksStanza;
  /**
   * A client is back.
   * @since 0.12
   */
  "smacks-hibernation-end": SmacksEnd;
  /**
   * A vCard was changed.
   * @since 13.0
   */
  "vcard-updated": VcardUpdated;
  /**
   * A user has no bookmarks.
   * @since 0.12
   */
  "bookmarks/empty": SessionEvent;
  /**
   * Services elsewhere are asked for.
   * @since 0.12
   */
  "external_service/services": ExternalServicesAsked;
  /**
   * Passwords for services are asked for.
   * @since 0.12
   */
  "external_service/credentials": ExternalCredentials;
  /**
   * What tokens are made of was made.
   * @since 13.0
   */
  "token-grant-created": TokenGrantCreated;
  /**
   * What tokens are made of was ended.
   * @since 13.0
   */
  "token-grant-revoked": TokenGrantEvent;
  /**
   * A token was ended.
   * @since 13.0
   */
  "token-revoked": TokenRevoked;
  /**
   * A flag of an account was set.
   * @since 13.0
   */
  [name: `user-flag-added/${string}`]: FlagEvent;
  /**
   * A flag of an account was taken back.
   * @since 13.0
   */
  [name: `user-flag-removed/${string}`]: FlagEvent;
  /**
   * An invitation was made; handlers may set `landing_page`.
   * @since 0.12
   */
  "invite-created": ProsodyInvite;
  /**
   * A password was set anew with an invitation.
   * @since 0.12
   */
  "user-password-reset": UserRegistering;
  /**
   * An account was given up, and is to be deleted later.
   * @since 13.0
   */
  "user-deregistered-pending": UserDeregisteredPending;
  /**
   * A client asks to be woken. `false`: it was answered already.
   * @since 13.0
   */
  "cloud_notify/registration": PushRegistration;
  /**
   * A client is to be woken. Handled (`true`): it is not.
   * @since 13.0
   */
  "cloud_notify/push": PushEvent;
  /** A client is to be woken: of `mod_cloud_notify_extensions` of the community. */
  "cloud-notify-ping": object;
  /** The text of an item is wanted, by its namespace. A text is it. */
  [name: `pubsub-summary/${string}`]: PubsubSummary;
  /** An item is published, by `mod_pep_simple`. */
  "pep-publish-item": PepPublishItem;
}

/** Events of accounts. */
interface ProsodyGlobalEvents {
  /**
   * An account's roles were changed.
   * @since 0.12
   * @removed 13.0
   */
  "user-roles-changed": UserEvent;
}
