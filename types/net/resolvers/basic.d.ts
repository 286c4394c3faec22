/**
 * Addresses of a name. Source: `net/resolvers/basic.lua`.
 *
 * @noResolution
 * @noSelfInFile
 */
declare module "net.resolvers.basic" {
  /** The addresses of a name, or an address as it is. */
  function new_function(
    this: void,
    hostname: string,
    port: number | string,
    conn_type?: "tcp" | "udp",
    extra?: object,
  ): import("net.connect").Resolver;
  export { new_function as new };
}
