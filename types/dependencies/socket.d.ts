/**
 * LuaSocket, which Prosody depends on: time and datagrams. Connections are those of `net.*`: what waits here stops the
 * whole server. See https://lunarmodules.github.io/luasocket/reference.html
 *
 * @noResolution
 * @noSelfInFile
 */
declare module "socket" {
  /** Sends and receives datagrams. */
  export interface UdpSocket {
    /**
     * Says where all datagrams go to. Returns nil and the reason on failure.
     * @param address an IP address or a name, which stops the server while it is looked up; `*` takes it back
     * @param port from 1 to 65535
     */
    setpeername(address: string, port: number): LuaMultiReturn<[ok: 1 | undefined, err: string | undefined]>;
    /**
     * Says where datagrams come to. Returns nil and the reason on failure.
     * @param address one of this machine's, `*` for all
     * @param port 0 lets the system choose
     */
    setsockname(address: string, port: number): LuaMultiReturn<[ok: 1 | undefined, err: string | undefined]>;
    /**
     * Sends one to where all go to. Returns nil and the reason on failure.
     * @param datagram bytes
     */
    send(datagram: string): LuaMultiReturn<[ok: number | undefined, err: string | undefined]>;
    /**
     * Sends one. Returns nil and the reason on failure.
     * @param datagram bytes
     * @param ip an IP address, not a name
     * @param port from 1 to 65535
     */
    sendto(
      datagram: string,
      ip: string,
      port: number,
    ): LuaMultiReturn<[ok: number | undefined, err: string | undefined]>;
    /**
     * One that has come; nil and `timeout` without one.
     * @param size bytes at most: what is longer is cut off
     */
    receive(size?: number): LuaMultiReturn<[datagram: string | undefined, err: string | undefined]>;
    /**
     * How many seconds to wait for one: 0 in a module.
     * @param seconds 0 does not wait
     */
    settimeout(seconds: number): 1;
    /** The number of its file, for `net.server`'s `watchfd()`. */
    getfd(): number;
    /** Closes it. */
    close(): void;
  }

  /** Seconds since 1970, with fractions; `util.time` is the same. */
  export function gettime(this: void): number;
  /** A socket for datagrams. */
  export function udp(this: void): LuaMultiReturn<[socket: UdpSocket | undefined, err: string | undefined]>;
  /** A socket for a connection, for `wrapclient()` of `net.server`; in a module, `net.connect` is better. */
  export function tcp(this: void): LuaMultiReturn<[socket: object | undefined, err: string | undefined]>;
  /** The same for IPv6. */
  export function tcp6(this: void): LuaMultiReturn<[socket: object | undefined, err: string | undefined]>;
  /** Names and addresses. What looks them up stops the whole server: see `net.adns`. */
  export const dns: {
    /** The name of this machine. */
    gethostname: (this: void) => string;
    /**
     * The address of a name; nil and the reason on failure.
     * @param name looked up while the server stops
     */
    toip: (this: void, name: string) => LuaMultiReturn<[ip: string | undefined, info_or_err: unknown]>;
    /**
     * The name of an address; nil and the reason on failure.
     * @param ip looked up while the server stops
     */
    tohostname: (this: void, ip: string) => LuaMultiReturn<[name: string | undefined, info_or_err: unknown]>;
  };
}

/**
 * URLs: LuaSocket's, which Prosody depends on. See https://lunarmodules.github.io/luasocket/url.html
 *
 * @noResolution
 * @noSelfInFile
 */
declare module "socket.url" {
  /** The parts of a URL. */
  export interface Url {
    /** Such as `https`. */
    scheme?: string;
    /** User, host and port, as they stand there. */
    authority?: string;
    /** The user. */
    user?: string;
    /** The password. */
    password?: string;
    /** The user and the password. */
    userinfo?: string;
    /** The host. */
    host?: string;
    /** The port: a text, too. */
    port?: string;
    /** The path. */
    path?: string;
    /** What stands behind `;`. */
    params?: string;
    /** What stands behind `?`. */
    query?: string;
    /** What stands behind `#`. */
    fragment?: string;
  }

  /** The parts of a path, unescaped. */
  export interface PathSegments extends Array<string> {
    /** Whether it begins with `/`. */
    is_absolute?: 1 | undefined;
    /** Whether it ends with `/`. */
    is_directory?: 1 | undefined;
  }

  /**
   * The parts of a URL, those that it lacks from `default`; nil and the reason of an empty one.
   * @param url absolute or relative; only taken apart, not decoded
   * @param default_ parts for those that the URL lacks
   */
  export function parse(
    this: void,
    url: string,
    default_?: Url,
  ): LuaMultiReturn<[url: Url | undefined, err: string | undefined]>;
  /**
   * The URL of its parts.
   * @param parsed as `parse()` returns it; `host`, `port` and `userinfo` count before `authority`
   */
  export function build(this: void, parsed: Readonly<Url>): string;
  /**
   * The URL that another one means where it stands in a page.
   * @param base_url where the other one stands
   * @param relative_url returned as it is if it is absolute
   */
  export function absolute(this: void, base_url: string, relative_url: string): string;
  /**
   * Text with `%XX` for what is special in a URL.
   * @param s one part of a URL: `/`, `?` and `&` are escaped too
   */
  export function escape(this: void, s: string): string;
  /**
   * Text with `%XX` decoded.
   * @param s one part of a URL; `+` stays
   */
  export function unescape(this: void, s: string): string;
  /**
   * The parts of a path.
   * @param path still escaped: its parts are decoded
   */
  export function parse_path(this: void, path: string | undefined): PathSegments;
  /**
   * The path of its parts.
   * @param parsed as `parse_path()` returns it
   * @param unsafe leaves out escaping
   */
  export function build_path(this: void, parsed: readonly string[], unsafe?: boolean): string;
}
