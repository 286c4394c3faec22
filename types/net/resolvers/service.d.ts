/**
 * Addresses by SRV records. Source: `net/resolvers/service.lua`.
 *
 * @noResolution
 * @noSelfInFile
 */
declare module "net.resolvers.service" {
  /**
   * The addresses of a service of a host.
   * @param hostname a domain, or an IP address together with `extra.default_port`
   * @param service of SRV records, such as `xmpp-client`
   * @param conn_type default `tcp`
   * @param extra handed on; in it `default_port` is for domains without SRV records
   */
  function new_function(
    this: void,
    hostname: string,
    service: string | undefined,
    conn_type?: "tcp" | "udp",
    extra?: object,
  ): import("net.connect").Resolver;
  export { new_function as new };
}
