/** @noSelfInFile */

/** A connection, of any back end of `net.server`. Source: `net/server_epoll.lua`. */
interface ProsodyConnection {
  /**
   * Sends bytes. Returns nothing on a connection that is closed.
   * @param data bytes
   */
  write(data: string): unknown;
  /** Closes it, once all is sent. */
  close(): void;
  /** The address of the other end. */
  ip(): string;
  /** The other end's port, or of what listens its own. */
  port(): number | undefined;
  /** The other end's port. */
  clientport(): number;
  /** What is known of it besides, of those made by `net.connect`. */
  readonly extra?: object;
  /** The server's port. */
  serverport(): number;
  /** The socket: LuaSocket's, or LuaSec's. */
  socket(): object;
  /** Whether it is encrypted. */
  ssl(): boolean | undefined;
  /**
   * Encrypts it.
   * @param tls_ctx of `core.certmanager`'s `create_context()`
   */
  starttls(tls_ctx: object): unknown;
  /**
   * Has another listener handle it.
   * @param listeners functions by event
   * @param data given to `onattach`
   */
  setlistener(listeners: ProsodyListener, data?: unknown): void;
  /**
   * Sets an option of the socket, such as `keepalive`.
   * @param k of LuaSocket, such as `keepalive` or `tcp-nodelay`
   * @param v as LuaSocket wants it, such as `true`
   */
  setoption(k: string, v: unknown): unknown;
  /**
   * Sets how it is read: bytes at most, or `*a`.
   * @param new_mode bytes that are read at once, at most; `*a` for all that is there
   */
  set_mode(new_mode: number | string): unknown;
  /** Reads no more, until it is resumed. */
  pause(): unknown;
  /** Reads on. */
  resume(): unknown;
  /**
   * Limits how many bytes it reads in a second.
   * @sometimes
   * @param Bps bytes in a second
   */
  setlimit(Bps: number): unknown;
  /** What it was accepted by. */
  server(): ProsodyConnection | undefined;
  /**
   * Keeps what is to be sent.
   * @sometimes
   */
  pause_writes(): unknown;
  /**
   * Sends on.
   * @sometimes
   */
  resume_writes(): unknown;
  /**
   * What is known of its encryption.
   * @since 0.12
   * @sometimes
   */
  ssl_info?(): Readonly<Record<string, unknown>> | undefined;
  /**
   * The other end's certificate.
   * @since 0.12
   * @sometimes
   */
  ssl_peercertificate?(): import("util.x509").Certificate | undefined;
  /**
   * Whether its chain is trusted.
   * @since 0.12
   * @sometimes
   */
  ssl_peerverification?(): LuaMultiReturn<[ok: boolean | undefined, errors: unknown]>;
  /**
   * What `tls-unique` is made of.
   * @since 0.12
   * @sometimes
   */
  ssl_peerfinished?(): string | undefined;
  /**
   * What `tls-exporter` is made of.
   * @since 13.0
   * @param label as the protocol names it, such as `EXPORTER-Channel-Binding`
   * @param len how many bytes are wanted
   * @param context empty for none
   */
  ssl_exportkeyingmaterial?(label: string, len: number, context: string): string | undefined;
  /**
   * Reads no more for so many seconds.
   * @since 0.12
   * @param t in seconds
   */
  pausefor?(t: number): unknown;
  /**
   * What it is encrypted with.
   * @sometimes
   */
  sslctx?(): object | undefined;
}

/** What handles connections. All functions get the connection first. */
interface ProsodyListener {
  /** How they are read: bytes at most, or `*a`. */
  readonly default_mode?: string | number;
  /** The port of those that listen. */
  readonly default_port?: number;
  /**
   * Called once it stands.
   * @param conn the one it happens to
   */
  onconnect?: (this: void, conn: ProsodyConnection) => void;
  /**
   * Called for bytes.
   * @param conn the one it happens to
   * @param data bytes as they come: of a message perhaps a part
   * @param err why no more will come; nil if more may
   */
  onincoming?: (this: void, conn: ProsodyConnection, data: string, err?: string) => void;
  /**
   * Called once it is closed.
   * @param conn closed: nothing can be sent
   * @param err nil or `false` if it was closed as wanted
   */
  ondisconnect?: (this: void, conn: ProsodyConnection, err?: string | false) => void;
  /**
   * Called once all is sent.
   * @param conn the one it happens to
   */
  ondrain?: (this: void, conn: ProsodyConnection) => void;
  /**
   * Called before it is sent.
   * @sometimes
   * @since 0.12
   * @param conn the one it happens to
   */
  onpredrain?: (this: void, conn: ProsodyConnection) => void;
  /**
   * Called if nothing came; `true` keeps it.
   * @param conn the one it happens to
   */
  onreadtimeout?: (this: void, conn: ProsodyConnection) => boolean | undefined;
  /**
   * Called when encryption stands: `ssl-handshake-complete`.
   * @param conn the one it happens to
   * @param status `ssl-handshake-complete`
   */
  onstatus?: (this: void, conn: ProsodyConnection, status: string) => void;
  /**
   * Called when it gets this listener.
   * @param conn the one it happens to
   * @param data what `setlistener()` was given
   */
  onattach?: (this: void, conn: ProsodyConnection, data?: unknown) => void;
  /**
   * Called when it gets another one.
   * @param conn the one it happens to
   */
  ondetach?: (this: void, conn: ProsodyConnection) => void;
  /**
   * Called with the data of an outgoing one that failed.
   * @param data what `net.connect`'s `connect()` was given
   * @param err the reason of the last attempt
   */
  onfail?: (this: void, data: unknown, err?: string) => void;
  /**
   * Called when it is to be encrypted.
   * @param conn the one it happens to
   */
  onstarttls?: (this: void, conn: ProsodyConnection) => void;
}
