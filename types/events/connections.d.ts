/** @noSelfInFile */

/** A stream of a server, and its connection. */
interface S2sConnection extends S2sEvent {
  /** The connection. */
  readonly conn: ProsodyConnection;
}

/** A server's certificate is to be checked. */
interface S2sCheckCertificate extends S2sEvent {
  /** The host that it must be for; `undefined` before that is known. */
  readonly host?: string;
  /** The certificate. */
  readonly cert?: import("util.x509").Certificate;
}

/**
 * A server is about to be connected to.
 * @since 0.12
 */
interface S2soutPreConnect extends S2sEvent {
  /** What gives addresses; handlers may put another in its place. */
  resolver: import("net.connect").Resolver;
}

/** A stream is gone. */
interface S2sDestroyed extends S2sEvent {
  /** Why. */
  readonly reason?: unknown;
  /**
   * The connection.
   * @sometimes
   * @since 0.12
   */
  readonly conn?: ProsodyConnection;
}

/** A stream of a server that knows no features. */
interface LegacyStreamFeatures {
  /** The stream. */
  readonly origin: ProsodySession;
  /** Features that are not sent. */
  readonly features?: ProsodyStanza;
}

/** What a server offers, and what is asked of it. */
interface S2soutFeatures {
  /** The stream. */
  readonly origin: ProsodySession;
  /** Features. */
  readonly features: ProsodyStanza;
}

/** An external component is gone. */
interface ComponentDisconnected extends SessionEvent {
  /** Why. */
  readonly reason?: unknown;
}

/** A client came by HTTP. */
interface HttpSession extends SessionEvent {
  /** Its request. */
  readonly request: ProsodyHttpRequest;
}

/** A page for people is wanted. */
interface HttpMessage {
  /** The answer. */
  response: ProsodyHttpResponse;
  /** Its title. */
  readonly title?: string;
  /** Its text. */
  readonly message?: string;
  /** The status. */
  readonly code?: number;
  /** A warning. */
  readonly warning?: string;
}

/** Features of a login are being offered: of `mod_sasl2` of the community. */
interface SaslFeatures {
  /** The same session, under another name. */
  readonly origin?: ProsodySession;
  /** Attributes of the stream's start. */
  readonly stream?: Readonly<Record<string, string | undefined>>;
  /** The session. */
  readonly session: ProsodySession;
  /** The element that they go into. */
  readonly features: ProsodyStanza;
}

/** A resource is bound in one step: of `mod_sasl2_bind2` of the community. */
interface BindFeatures extends SessionEvent {
  /** The same session, under another name. */
  readonly origin?: ProsodySession;
  /** The element that features go into. */
  readonly features?: ProsodyStanza;
  /** What is asked for. */
  readonly request?: ProsodyStanza;
  /** What is answered. */
  readonly result?: ProsodyStanza;
}

/** A step of a login: of `mod_sasl2` of the community. */
interface Sasl2Step extends SessionEvent {
  /** The `<success/>`, to which handlers may add. */
  readonly success?: ProsodyStanza;
  /** A condition of SASL. */
  readonly error?: string;
  /** What people read of it. */
  readonly error_text?: string;
  /** What goes to the client. */
  readonly message?: string;
  /** What came from it, or goes to it. */
  readonly stanza?: ProsodyStanza;
}

/** Somebody uses the shell. */
interface AdminSession {
  /** The session. */
  readonly origin: ProsodySession;
  /** What was typed. */
  readonly stanza: ProsodyStanza;
}

/** Events of connections. */
interface ProsodyHostEvents {
  /** A server's certificate is to be checked. */
  "s2s-check-certificate": S2sCheckCertificate;
  /**
   * A stream to another server was made: not connected yet.
   * @since 0.12
   */
  "s2sout-created": S2sEvent;
  /**
   * A server is about to be connected to.
   * @since 13.0
   */
  "s2sout-pre-connect": S2soutPreConnect;
  /** A server offers a login. */
  "s2sout-authenticate": S2soutFeatures;
  /** A server that knows no features must be logged in to. */
  "s2sout-authenticate-legacy": LegacyStreamFeatures;
  /**
   * Features of the stream to a server were offered: what is added is asked for.
   * @since 13.0
   */
  "s2sout-stream-features": S2soutFeatures;
  /** A server has been silent. Handled (`true`): not disconnected. */
  "s2s-read-timeout": S2sEvent;
  /**
   * What was to be sent to a server has been sent.
   * @since 0.12
   */
  "s2s-ondrain": S2sEvent;
  /**
   * What was to be sent to a server is about to be sent.
   * @since 0.12
   */
  "s2s-pre-ondrain": S2sEvent;
  /** An external component is gone. */
  "component-disconnected": ComponentDisconnected;
  /** Features of a login are being offered: of `mod_sasl2` of the community. */
  "advertise-sasl-features": SaslFeatures;
  /** What can be asked for with a resource is being offered: of `mod_sasl2_bind2` of the community. */
  "advertise-bind-features": BindFeatures;
  /** What was asked for with a resource is given: of `mod_sasl2_bind2` of the community. */
  "enable-bind-features": BindFeatures;
  /** A step of a login, by the kind of the answer: of `mod_sasl2` of the community. */
  [name: `sasl2/c2s/${string}`]: Sasl2Step;
  /**
   * The server's data is about to be removed, for tests.
   * @since 13.0
   */
  "server-resetting": undefined;
  /**
   * The server's data was removed, for tests.
   * @since 13.0
   */
  "server-reset": undefined;
}

/** Events of connections and of the process. */
interface ProsodyGlobalEvents {
  /** A stream of a server was made. */
  "s2s-created": S2sEvent;
  /**
   * A stream of a server is connected.
   * @since 0.12
   */
  "s2s-connected": S2sConnection;
  /**
   * A server has connected.
   * @since 0.12
   */
  "s2sin-connected": S2sConnection;
  /**
   * A server was connected to.
   * @since 0.12
   */
  "s2sout-connected": S2sConnection;
  /**
   * The connection of a server is gone.
   * @since 0.12
   */
  "s2s-closed": S2sConnection;
  /**
   * A stream of a server is gone.
   * @since 0.12
   */
  "s2s-destroyed": S2sDestroyed;
  /** A stream from another server is ready. */
  "s2sin-established": S2sEvent;
  /** A stream to another server is ready. */
  "s2sout-established": S2sEvent;
  /** A stream from another server is gone. */
  "s2sin-destroyed": S2sDestroyed;
  /** A stream to another server is gone. */
  "s2sout-destroyed": S2sDestroyed;
  /** A server's certificate is to be checked. */
  "s2s-check-certificate": S2sCheckCertificate;
  /** A stream from a server that asks for no host is open. */
  "s2s-stream-features-legacy": LegacyStreamFeatures;
  /**
   * What was to be sent to a server that has no host yet has been sent.
   * @since 0.12
   */
  "s2s-ondrain": S2sEvent;
  /**
   * What was to be sent to a server that has no host yet is about to be sent.
   * @since 0.12
   */
  "s2s-pre-ondrain": S2sEvent;
  /** A server that has no host yet has been silent. */
  "s2s-read-timeout": S2sEvent;
  /** A client that has no host yet has been silent. */
  "c2s-read-timeout": SessionEvent;
  /** A component that has no host yet has been silent. */
  "component-read-timeout": SessionEvent;
  /** A client came by BOSH. */
  "bosh-session": HttpSession;
  /** A client came by WebSocket. */
  "websocket-session": HttpSession;
  /**
   * A page for people is wanted. A text is it.
   * @since 0.12
   */
  "http-message": HttpMessage;
  /**
   * Somebody no longer uses the shell.
   * @since 13.0
   */
  "admin-disconnected": SessionEvent;
  /**
   * A line was typed in the shell.
   * @since 0.12
   */
  "admin/repl-input": AdminSession;
  /** Something came from the shell. */
  [name: `admin/${string}`]: AdminSession;
  /** The process got that signal. */
  "signal/SIGUSR1": undefined;
  /** The process got that signal. */
  "signal/SIGUSR2": undefined;
}
