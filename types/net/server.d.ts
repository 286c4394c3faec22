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
   * @param addr an IP address of this machine; `*` for all of IPv4, `::` for all of IPv6
   * @param port from 1 to 65535; fails if it is taken
   * @param listeners get each connection that is accepted
   * @param read_size bytes that are read at once, at most; `*a` for all that is there, nil for the default
   * @param tls_ctx encrypts from the beginning; nil for no encryption, or STARTTLS
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
   * @param addr an IP address of this machine; `*` for all of IPv4, `::` for all of IPv6
   * @param port from 1 to 65535; fails if it is taken
   * @param listeners get each connection that is accepted
   * @param config perhaps `read_size`, `tls_ctx`, `tls_direct`, `sni_hosts`
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
  /**
   * Connects to an IP address; nil and the reason on failure. For names see `net.connect`.
   * @param addr an IP address: of a name, `invalid-ip`
   * @param port from 1 to 65535
   * @param listeners get the connection, once it stands
   * @param read_size bytes that are read at once, at most; `*a` for all that is there, nil for the default
   * @param tls_ctx encrypts from the beginning; nil for no encryption, or STARTTLS
   * @param typ `tcp4`, `tcp6`, `udp4` or `udp6`; nil for TCP of the kind that the address is
   * @param extra kept as `extra` of the connection
   */
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
  /**
   * Makes a connection of a socket.
   * @param conn LuaSocket's, connected or about to be
   * @param addr used if the socket does not know the other end's
   * @param port used if the socket does not know the other end's
   * @param listeners get the connection
   * @param read_size bytes that are read at once, at most; `*a` for all that is there, nil for the default
   * @param tls_ctx encrypts at once; nil for no encryption
   * @param extra kept as `extra` of the connection
   */
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
   * @param conn LuaSocket's, that listens
   * @param addr for the log
   * @param port for the log
   * @param listeners get each connection that is accepted
   * @param config perhaps `read_size`, `tls_ctx`, `tls_direct`, `sni_hosts`
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
   * @param fd a number, or an object with `getfd()`
   * @param onreadable `false` or nil does not wait for that
   * @param onwritable `false` or nil does not wait for that
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
   * @param from its own listener gets nothing any more
   * @param to while it cannot send, the other one does not read
   * @param read_size bytes that are read at once, at most; nil for the default
   */
  export function link(this: void, from: ProsodyConnection, to: ProsodyConnection, read_size?: number): void;
  /**
   * Has a function called after so many seconds; see `util.timer`.
   * @param timeout in seconds from now
   * @param f called again after as many seconds as it returns, if it returns any
   * @param param handed to `f` as the last argument; nil for none
   */
  export function add_task(
    this: void,
    timeout: number,
    f: (this: void, now: number) => number | undefined | void,
    param?: unknown,
  ): object;
  /**
   * The same for what libevent calls events.
   * @since 0.12
   * @param fd a number, or an object with `getfd()`
   * @param mode `r`, `w` or `rw`
   * @param callback returns -1 to end it
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
  /**
   * Has a function called on a signal.
   * @param signum a number; before 13.0 also a name such as `SIGUSR1`
   * @param cb its arguments differ by release
   */
  export function hook_signal(
    this: void,
    signum: number | string,
    cb: (this: void, ...args: unknown[]) => void,
  ): unknown;
  /** Closes all connections: for the server, not for modules. */
  export function closeall(this: void): void;
  /**
   * Waits for what happens: for the server, not for modules.
   * @param once `true` handles what waits, and returns
   */
  export function loop(this: void, once?: boolean): string | undefined;
  /**
   * Ends that: for the server, not for modules.
   * @param quit `true` closes all and ends the loop, `false` takes that back; `once` is `true` with `epoll`
   */
  export function setquitting(this: void, quit: boolean | "once"): void;
  /**
   * Says how all connections work: for the server, not for modules.
   * @since 0.12
   * @param newconfig as the option `network_settings`; what is left out is as by default
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
   * @param new_ as the option `network_settings`
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
   * @param addr an address as it was given to `addserver()`
   * @param port one that is listened on
   */
  export const getserver:
    ((this: void, addr: string, port: number) => ProsodyConnection | undefined) | undefined;
  /**
   * Stops listening on a port.
   * @removed 0.12
   * @param addr an address as it was given to `addserver()`
   * @param port one that is listened on
   */
  export const removeserver: ((this: void, addr: string, port: number) => unknown) | undefined;
  /**
   * For the server, not for modules.
   * @removed 0.12
   * @param new_logger gets level, message and arguments
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
