/**
 * Addresses of a name. Source: `net/resolvers/basic.lua`.
 *
 * @noResolution
 * @noSelfInFile
 */
declare module "net.resolvers.basic" {
  /**
   * The addresses of a name, or an address as it is.
   * @param hostname a name, or an IP address, also in `[…]`
   * @param port handed on as it is
   * @param conn_type default `tcp`
   * @param extra handed on; in it `use_ipv4` or `use_ipv6` as `false` leaves those out
   */
  function new_function(
    this: void,
    hostname: string,
    port: number | string,
    conn_type?: "tcp" | "udp",
    extra?: object,
  ): import("net.connect").Resolver;
  export { new_function as new };
}
