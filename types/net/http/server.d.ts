/**
 * What answers HTTP. In a module, `module.provides("http", …)` is better. Source: `net/http/server.lua`.
 *
 * @noResolution
 * @noSelfInFile
 */
declare module "net.http.server" {
  /** A folder is to be listed. */
  export interface DirectoryIndex {
    /** The path that was asked for. */
    readonly path: string;
    /** The folder. */
    readonly full_path: string;
  }

  /** What it fires: `module.hook_object_event(server, …)`. */
  export interface HttpServerEvents {
    /** A page for an error is wanted. A text is it. */
    readonly "http-error": ProsodyHttpError;
    /** A folder is to be listed. A text is the list. */
    readonly "directory-index": DirectoryIndex;
    /** A request: its method, host and path. */
    readonly [request: `${string} ${string}`]: ProsodyHttpEvent;
  }

  /**
   * Adds a handler, such as of `GET example.com/path/*`.
   * @param event method, blank, perhaps a host, path; `/*` at its end covers what is below
   * @param handler what it returns is the answer; if that is nil, the next one is asked
   * @param priority higher comes first, among those of the same event
   */
  export function add_handler(
    this: void,
    event: string,
    handler: ProsodyHttpHandler,
    priority?: number,
  ): void;
  /**
   * Removes it.
   * @param event the one that it was added with
   * @param handler the same function that was added
   */
  export function remove_handler(this: void, event: string, handler: ProsodyHttpHandler): void;
  /**
   * Has requests to a host answered.
   * @param host without a port
   */
  export function add_host(this: void, host: string): void;
  /**
   * Has them no longer answered.
   * @param host without a port
   */
  export function remove_host(this: void, host: string): void;
  /**
   * Says who answers requests to hosts that nobody knows.
   * @param host one that was added; nil for none
   */
  export function set_default_host(this: void, host: string | undefined): void;
  /**
   * Fires an event of this library.
   * @param event such as `http-error`
   * @param args handed to its handlers
   */
  export function fire_event(this: void, event: string, ...args: unknown[]): unknown;
  /**
   * Sets an option: `body_size_limit`, `buffer_size_limit`.
   * @param name one that the parser does not know has no effect
   * @param value in bytes, for connections that come after it
   */
  export function set_option(this: void, name: string, value: unknown): void;
  /**
   * Listens on a port.
   * @param port from 1 to 65535
   * @param interface_ an IP address of this machine; default `*`
   * @param ssl a TLS context; nil for no encryption
   */
  export function listen_on(this: void, port: number, interface_?: string, ssl?: object): unknown;
  /**
   * The request that a connection is busy with.
   * @since 0.12
   * @param conn of a client of HTTP; nil gives nothing
   */
  export const get_request_from_conn:
    ((this: void, conn: ProsodyConnection) => ProsodyHttpRequest | undefined) | undefined;
  /**
   * What `response.send()` is.
   * @param response one that is finished sends nothing more
   * @param body nil for `response.body`, or none
   */
  export function send_response(this: void, response: ProsodyHttpResponse, body?: string): void;
  /**
   * Sends headers, and ends it.
   * @since 0.12
   * @param response one that is finished sends nothing more
   */
  export const send_head_response: ((this: void, response: ProsodyHttpResponse) => void) | undefined;
  /**
   * What `response.send_file()` is.
   * @param response with `content_length` in its headers, or it is sent in chunks
   * @param f open for reading; closed in the end
   */
  export function send_file(this: void, response: ProsodyHttpResponse, f: LuaFile): true | undefined;
  /**
   * What `response.done()` is.
   * @param response its connection is closed unless it is persistent
   */
  export function finish_response(this: void, response: ProsodyHttpResponse): void;
  /**
   * The head of an answer, in lines.
   * @param response with `status_code` and `headers`
   */
  export function prepare_header(this: void, response: ProsodyHttpResponse): readonly string[];
  /**
   * What `response.write_headers()` is.
   * @since 0.12
   * @param response one that is finished sends nothing more
   */
  export const write_headers: ((this: void, response: ProsodyHttpResponse) => void) | undefined;
  /**
   * Raises an error in all releases.
   * @param response not used
   * @param listener not used
   */
  export function hijack_response(
    this: void,
    response: ProsodyHttpResponse,
    listener: ProsodyListener,
  ): never;
  /** What handles the connections. */
  export const listener: ProsodyListener;
  /** See `net.http.codes`. */
  export const codes: LuaTable<number, string>;
  /** What fires its events. */
  export const _events: import("util.events").Events<HttpServerEvents>;
}
