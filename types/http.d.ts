/** @noSelfInFile */

/** A request by HTTP. Source: `net/http/server.lua`, `net/http/parser.lua`. */
interface ProsodyHttpRequest {
  /**
   * What tells it from others, in the log.
   * @since 0.12
   */
  readonly id?: string;
  /**
   * Writes to the log, with that id.
   * @param level of this line
   * @param message as of `util.format`: `%s` takes any value
   * @param args for the `%` in it
   */
  log: (this: void, level: ProsodyLogLevel, message: string, ...args: unknown[]) => void;
  /** Such as `GET`. */
  readonly method: string;
  /** The path that was asked for, without what comes behind `?`. */
  readonly path: string;
  /** The path and what comes behind `?`. */
  readonly url: { readonly path: string; readonly query?: string };
  /** Such as `1.1`. */
  readonly httpversion: string;
  /** Headers by name, in lower case and with `_` for `-`: `content_type`. */
  readonly headers: {
    readonly [name: string]: string | undefined;
    /** Nothing: the name has `_` for `-`. */
    readonly [name: `${string}-${string}`]: undefined;
  };
  /** What was sent; see also `streaming_uploads`. */
  readonly body: string;
  /** What gets a body as it comes. */
  readonly body_sink?: LuaFile;
  /** Whether there is more to come: with `streaming_uploads`. */
  readonly partial?: boolean;
  /** The address it comes from, behind proxies that are trusted. */
  readonly ip: string;
  /**
   * Whether it is encrypted.
   * @sometimes
   * @since 0.12
   */
  readonly secure?: boolean;
  /** The connection. */
  readonly conn: ProsodyConnection;
}

/** The answer. Source: `net/http/server.lua`. */
interface ProsodyHttpResponse {
  /**
   * That of the request.
   * @since 0.12
   */
  readonly id?: string;
  /**
   * That of the request.
   * @since 0.12
   * @param level of this line
   * @param message as of `util.format`: `%s` takes any value
   * @param args for the `%` in it
   */
  log?: (this: void, level: ProsodyLogLevel, message: string, ...args: unknown[]) => void;
  /** The request. */
  readonly request: ProsodyHttpRequest;
  /** The status; 200 to begin with. */
  status_code: number;
  /** Headers by name, in lower case and with `_` for `-`. */
  headers: Record<string, string | number | undefined>;
  /** What is sent. */
  body?: string;
  /** The connection. */
  readonly conn: ProsodyConnection;
  /** Whether the connection stays open. */
  readonly persistent: boolean | number | undefined;
  /** Whether it is done. */
  readonly finished?: boolean;
  /** The status as a text, such as `404 Not Found`. */
  status?: string;
  /**
   * Called once it is done, or its connection is gone.
   * @param response this one
   */
  on_destroy?: (this: void, response: ProsodyHttpResponse) => void;
  /**
   * Whether only headers are wanted.
   * @since 0.12
   */
  readonly is_head_request?: boolean;
  /**
   * Sends it. A handler that does this itself returns `true`.
   * @param body default: what `response.body` is
   */
  send(body?: string): void;
  /**
   * Sends a file, piece by piece.
   * @param f opened for reading; it is closed once all is sent
   */
  send_file(f: LuaFile): true | undefined;
  /**
   * Sends headers only: the body goes to `conn.write()`, then `done()`.
   * @since 0.12
   */
  write_headers?(): void;
  /** Ends it. */
  done(): void;
  /** What a module keeps there, such as its session. */
  context?: object;
  /** For the server, not for modules. */
  finish_cb(): void;
}

/** What the handler of a route gets. */
interface ProsodyHttpEvent {
  /** The request. */
  readonly request: ProsodyHttpRequest;
  /** The answer. */
  readonly response: ProsodyHttpResponse;
}

/** An answer as a table: what it has replaces what the response has. */
interface ProsodyHttpResult {
  /** The status. */
  readonly status_code?: number;
  /** Headers by name, in lower case and with `_` for `-`. */
  readonly headers?: Readonly<Record<string, string | number>>;
  /** What is sent. */
  readonly body?: string;
}

/**
 * An answer: the body, the status (with a page for errors), both and headers in a table, an error, or `true` if
 * the handler answers itself. `undefined`: not found, or the next handler.
 */
type ProsodyHttpAnswer =
  string | number | true | ProsodyHttpResult | import("util.error").ProsodyError | undefined;

/**
 * The handler of a route; `path` is what stands for the `*` in the end of its name. From 0.12 on it may wait
 * (`util.async`), or return a promise.
 */
type ProsodyHttpHandler = (
  this: void,
  event: ProsodyHttpEvent,
  path: string,
) => ProsodyHttpAnswer | import("util.promise").Promise<ProsodyHttpAnswer> | void;

/** Who may ask from web pages of others (CORS), since 0.12. */
interface ProsodyHttpCors {
  /** Whether anybody may. */
  readonly enabled?: boolean;
  /** Whether with cookies and logins. */
  readonly credentials?: boolean;
  /** Headers that may be sent. */
  readonly headers?: Readonly<Record<string, boolean>>;
  /** Whose pages. */
  readonly origins?: "*" | readonly string[];
}

/** What `module.provides("http", …)` takes. See https://prosody.im/doc/developers/http */
interface ProsodyHttpApp {
  /** What it is called in `http_paths`; default: the module's name without `http_`. */
  readonly name?: string;
  /** Where it is; default: `/` and the name. */
  readonly default_path?: string;
  /** What people read. */
  readonly title?: string;
  /** Handlers, or answers, by method and path: `GET`, `GET /`, `POST /path`, `GET /files/*`. */
  readonly route: Readonly<Record<string, ProsodyHttpHandler | ProsodyHttpResult | string | number>>;
  /** Who may ask from web pages of others. */
  readonly cors?: ProsodyHttpCors;
  /** Calls handlers before the body is there. */
  readonly streaming_uploads?: boolean;
}

/** A page for an error is wanted: the event `http-error` of `net.http.server`. */
interface ProsodyHttpError {
  /** The status. */
  readonly code: number;
  /** The request. */
  readonly request?: ProsodyHttpRequest;
  /** The answer. */
  readonly response: ProsodyHttpResponse;
  /** What went wrong. */
  readonly message?: string;
  /** The same, not for others. */
  readonly private_message?: string;
  /** The error. */
  readonly error?: import("util.error").ProsodyError;
}
