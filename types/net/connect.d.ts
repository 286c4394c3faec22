/**
 * Connections to names. Source: `net/connect.lua`.
 *
 * @noResolution
 * @noSelfInFile
 */
declare module "net.connect" {
  /** What gives addresses to be tried, one after the other. */
  export interface Resolver {
    /**
     * Calls the function with the next one, with nothing if there is none.
     * @param cb `conn_type` is `tcp4`, `tcp6`, `udp4` or `udp6`; it may be called at once
     */
    next(cb: (this: void, conn_type?: string, ip?: string, port?: number, extra?: object) => void): void;
  }

  /** How to connect. */
  export interface ConnectOptions {
    /** A TLS context, for encryption from the beginning. */
    readonly sslctx?: object;
  }

  /**
   * Connects to what answers first; `listeners.onfail()` gets `data` if nothing does.
   * @param target_resolver of one of `net.resolvers`
   * @param listeners take the connection over once it stands; never asked for attempts that fail
   * @param options nil for none
   * @param data handed to `onattach()` and `onfail()`
   */
  export function connect(
    this: void,
    target_resolver: Resolver,
    listeners: ProsodyListener,
    options?: ConnectOptions,
    data?: unknown,
  ): void;
}
