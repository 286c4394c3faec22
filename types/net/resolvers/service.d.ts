/**
 * Addresses by SRV records. Source: `net/resolvers/service.lua`.
 *
 * @noResolution
 * @noSelfInFile
 */
declare module "net.resolvers.service" {
  /** The addresses of a service of a host. */
  function new_function(
    this: void,
    hostname: string,
    service: string | undefined,
    conn_type?: "tcp" | "udp",
    extra?: object,
  ): import("net.connect").Resolver;
  export { new_function as new };
}
