/**
 * Connections and what listens. Source: `net/server.lua`.
 *
 * @noResolution
 * @noSelfInFile
 */
declare module "net.server" {
  /**
   * Listens on a port; nil and the reason on failure. In a module, `module.provides("net", …)` is better.
   * @paramRenamed 0.12 pattern read_size
   */
  export function addserver(
    this: void,
    addr: string,
    port: number,
    listeners: ProsodyListener,
    read_size?: number | string,
    tls_ctx?: object,
  ): LuaMultiReturn<[server: ProsodyConnection | undefined, err: string | undefined]>;
  /**
   * The same with a table of options.
   * @since 0.12
   */
  export const listen:
    | ((
        this: void,
        addr: string,
        port: number,
        listeners: ProsodyListener,
        config?: object,
      ) => LuaMultiReturn<[server: ProsodyConnection | undefined, err: string | undefined]>)
    | undefined;
  /** Connects to an IP address; nil and the reason on failure. For names see `net.connect`. */
  export function addclient(
    this: void,
    addr: string,
    port: number,
    listeners: ProsodyListener,
    read_size?: number | string,
    tls_ctx?: object,
    typ?: string,
    extra?: object,
  ): LuaMultiReturn<[conn: ProsodyConnection | undefined, err: string | undefined]>;
  /** Makes a connection of a socket. */
  export function wrapclient(
    this: void,
    conn: object,
    addr: string,
    port: number,
    listeners: ProsodyListener,
    read_size?: number | string,
    tls_ctx?: object,
    extra?: object,
  ): LuaMultiReturn<[conn: ProsodyConnection | undefined, err: string | undefined]>;
  /**
   * Makes what listens of a socket.
   * @since 0.12
   */
  export const wrapserver:
    | ((
        this: void,
        conn: object,
        addr: string,
        port: number,
        listeners: ProsodyListener,
        config?: object,
      ) => ProsodyConnection)
    | undefined;
  /**
   * Has functions called when something can be read or written.
   * @paramRenamed 0.12 onwriteable onwritable
   */
  export function watchfd(
    this: void,
    fd: number | object,
    onreadable?: ((this: void, watch: ProsodyConnection) => void) | false,
    onwritable?: ((this: void, watch: ProsodyConnection) => void) | false,
  ): LuaMultiReturn<[watch: ProsodyConnection | undefined, err: string | undefined]>;
  /**
   * Has bytes of one connection written to another.
   * @paramRenamed 0.12 sender from
   */
  export function link(this: void, from: ProsodyConnection, to: ProsodyConnection, read_size?: number): void;
  /** Has a function called after so many seconds; see `util.timer`. */
  export function add_task(
    this: void,
    timeout: number,
    f: (this: void, now: number) => number | undefined | void,
    param?: unknown,
  ): object;
  /**
   * The same for what libevent calls events.
   * @since 0.12
   */
  export const addevent:
    | ((
        this: void,
        fd: number | object,
        mode: string,
        callback: (this: void, event: string) => unknown,
      ) => object)
    | undefined;
  /**
   * What the back end for libevent waits with.
   * @sometimes
   */
  export const event_base: object | undefined;
  /** The back end, such as `epoll`. */
  export function get_backend(this: void): string;
  /** Has a function called on a signal. */
  export function hook_signal(
    this: void,
    signum: number | string,
    cb: (this: void, signal: number) => void,
  ): unknown;
  /** Closes all connections: for the server, not for modules. */
  export function closeall(this: void): void;
  /** Waits for what happens: for the server, not for modules. */
  export function loop(this: void, once?: boolean): string | undefined;
  /** Ends that: for the server, not for modules. */
  export function setquitting(this: void, quit: boolean | "once"): void;
  /**
   * Says how all connections work: for the server, not for modules.
   * @since 0.12
   */
  export const set_config: ((this: void, newconfig: object) => void) | undefined;
  /**
   * What TLS contexts are made with.
   * @since 13.0
   */
  export const tls_builder: ((this: void) => object) | undefined;
  /**
   * What `addevent()` takes.
   * @since 0.12
   */
  export const event: Readonly<Record<string, number | string>> | undefined;
  /**
   * What `util.timer` uses.
   * @since 0.12
   */
  export const timer: object | undefined;
  /**
   * For the server, not for modules.
   * @removed 0.12
   */
  export const changesettings: ((this: void, new_: object) => unknown) | undefined;
  /**
   * For the server, not for modules.
   * @removed 0.12
   */
  export const getsettings: ((this: void) => unknown) | undefined;
  /**
   * What listens on a port.
   * @removed 0.12
   */
  export const getserver:
    ((this: void, addr: string, port: number) => ProsodyConnection | undefined) | undefined;
  /**
   * Stops listening on a port.
   * @removed 0.12
   */
  export const removeserver: ((this: void, addr: string, port: number) => unknown) | undefined;
  /**
   * For the server, not for modules.
   * @removed 0.12
   */
  export const setlogger:
    ((this: void, new_logger: (this: void, ...args: never[]) => void) => unknown) | undefined;
  /**
   * Figures.
   * @removed 0.12
   */
  export const stats: ((this: void) => LuaMultiReturn<[...figures: number[]]>) | undefined;
  /**
   * For the server, not for modules.
   * @removed 0.12
   */
  export const step: ((this: void) => void) | undefined;
}
