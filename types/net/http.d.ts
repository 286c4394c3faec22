/**
 * Requests to other servers. Source: `net/http.lua`. See https://prosody.im/doc/developers/net/http
 *
 * @noResolution
 * @noSelfInFile
 */
declare module "net.http" {
  /** Headers by name, with hyphens: `content-type`. */
  export interface RequestHeaders {
    readonly [name: string]: string | undefined;
    /** Would be sent as it is: the name has `-`. */
    readonly content_type?: undefined;
    /** The same. */
    readonly content_length?: undefined;
    /** The same. */
    readonly cache_control?: undefined;
    /** The same. */
    readonly if_none_match?: undefined;
    /** The same. */
    readonly if_modified_since?: undefined;
  }

  /** What is asked, and how. */
  export interface RequestOptions {
    /** What tells it from others, in the log. */
    readonly id?: string;
    /** Default `GET`, or `POST` with a body. */
    readonly method?: string;
    /** Headers by name, with hyphens: `content-type`. */
    readonly headers?: RequestHeaders;
    /** What is sent. */
    readonly body?: string;
    /** Does not look at the server's certificate. */
    readonly insecure?: boolean;
    /** A TLS context of one's own. */
    readonly sslctx?: object;
    /** Goes on after an error in the callback; default of this library's own client. */
    readonly suppress_errors?: boolean;
    /** Keeps the URL out of the log. */
    readonly suppress_url?: boolean;
    /** Whether only the status is of interest. */
    readonly onlystatus?: boolean;
    /**
     * Whether certificates are looked for in DNS.
     * @sometimes
     * @since 13.0
     */
    readonly use_dane?: boolean;
    /**
     * Says what gets the body as it comes.
     * @param response its head; `body` is not there yet
     */
    streaming_handler?: (
      this: void,
      response: HttpAnswer,
    ) => LuaMultiReturn<
      [
        sink:
          | {
              /**
               * Gets the body's bytes.
               * @param data the next ones
               */
              write(data: string): unknown;
            }
          | undefined,
        done: ((this: void, response: HttpAnswer) => void) | undefined,
      ]
    >;
  }

  /** What a server answered. */
  export interface HttpAnswer {
    /** Its status, such as 200. */
    readonly code: number;
    /** What it sent. */
    readonly body: string;
    /** Headers by name, in lower case and with hyphens: `content-type`, other than in requests that come in. */
    readonly headers: {
      readonly [name: string]: string | undefined;
      /** Nothing: the name has `-`. */
      readonly [name: `${string}_${string}`]: undefined;
    };
    /** Such as `1.1`. */
    readonly httpversion: string;
    /**
     * The same under another name.
     * @sometimes
     * @since 13.0
     */
    readonly responseversion?: string;
    /** The request: there in the promise's answer. */
    readonly request?: HttpClientRequest;
    /** Whether there is more to come. */
    readonly partial?: true;
  }

  /** A request that was sent. */
  export interface HttpClientRequest {
    /** What tells it from others, in the log. */
    readonly id: string;
    /** What was asked. */
    readonly url: string;
    /** Of whom. */
    readonly host: string;
    /** The path of the URL. */
    readonly path: string;
    /** What comes behind `?`. */
    readonly query?: string;
    /** How. */
    readonly scheme: "http" | "https";
    /** The method; not there before it was sent. */
    readonly method?: string;
    /** What was sent. */
    readonly headers: Readonly<Record<string, string>>;
    /** What was sent. */
    readonly body?: string;
    /** When, in seconds since 1970. */
    readonly time: number;
    /**
     * Gives it up.
     * @sometimes
     * @since 0.12
     * @param reason what the callback is given; default `cancelled`
     */
    cancel?(reason?: string): void;
  }

  /** Called with the body and the status; with 0 and the reason in place of the body if there was no answer. */
  export type Callback = (
    this: void,
    body: string,
    code: number,
    response: HttpAnswer | HttpClientRequest | undefined,
    request: HttpClientRequest | undefined,
  ) => void;

  /** What makes requests. */
  export interface HttpClient {
    /**
     * Sends a request, and has the function called with the answer.
     * @param u with `http://` or `https://`
     * @param ex nil for a GET
     * @param callback is called once, later or at once
     */
    request(
      u: string,
      ex: RequestOptions | undefined,
      callback: Callback,
    ): LuaMultiReturn<[request: HttpClientRequest | undefined, err: "invalid-url" | undefined]>;
    /**
     * Sends a request: the promise of the answer; rejected by an error of `net.http.errors` if there is none. An
     * answer such as 404 does not reject it.
     */
    request(u: string, ex?: RequestOptions): import("util.promise").Promise<HttpAnswer>;
    /** What it was made with. */
    readonly options?: object;
    /**
     * Another one with more options, such as `connection_pooling`.
     * @param new_options added to those of this client
     */
    new: (this: void, new_options?: object) => HttpClient;
    /** What happens: `pre-request`, `request`, `response`. */
    readonly events: import("util.events").Events<Record<string, never>>;
    /** Connections that are kept. */
    readonly pool?: object;
  }

  /**
   * Sends a request, and has the function called with the answer. Raises an error on https where there is no TLS.
   * @param u with `http://` or `https://`
   * @param ex nil for a GET
   * @param callback is called once, later or at once
   */
  export function request(
    this: void,
    u: string,
    ex: RequestOptions | undefined,
    callback: Callback,
  ): LuaMultiReturn<[request: HttpClientRequest | undefined, err: "invalid-url" | undefined]>;
  /** From 0.12 on without a function: the promise of the answer; rejected by an error of `net.http.errors` if there is none. An answer such as 404 does not reject it. */
  export function request(
    this: void,
    u: string,
    ex?: RequestOptions,
  ): import("util.promise").Promise<HttpAnswer>;
  /**
   * A client with options of one's own: `sslctx`, `suppress_errors`, `connection_pooling`.
   * @param options hold for all requests of this client
   */
  function new_function(this: void, options?: object): HttpClient;
  export { new_function as new };
  /** The client that `request()` uses. */
  const default_: HttpClient;
  export { default_ as default };
  /** What happens: `pre-request`, `request`, `response`. */
  export const events: import("util.events").Events<Record<string, never>>;
  /**
   * See `util.http`.
   * @param s one part of a URL
   */
  export function urlencode(this: void, s: string): string;
  /**
   * See `util.http`.
   * @param s one part of a URL
   */
  export function urldecode(this: void, s: string): string;
  /**
   * See `util.http`.
   * @param form of a table by name the order is not kept
   */
  export function formencode(
    this: void,
    form:
      | Readonly<Record<string, string | number>>
      | readonly { readonly name: string; readonly value: string }[],
  ): string;
  /**
   * See `util.http`.
   * @param s a body, or what comes behind `?` in a URL
   */
  export function formdecode(this: void, s: string): import("util.http").FormFields | string;
  /**
   * Gives a request up.
   * @paramsSince 13.0 force
   * @param request its callback is no longer called
   * @param force closes a connection that would be kept, too
   */
  export function destroy_request(this: void, request: HttpClientRequest, force?: boolean): void;
  /** What it can do. */
  export const features: Readonly<Record<string, boolean>>;
}
