/**
 * Addresses that one knows. Source: `net/resolvers/manual.lua`.
 *
 * @noResolution
 * @noSelfInFile
 */
declare module "net.resolvers.manual" {
  /**
   * Just these.
   * @param targets in the order to be tried; emptied meanwhile
   * @param conn_type not used
   * @param extra not used
   */
  function new_function(
    this: void,
    targets: readonly (readonly [conn_type: string, ip: string, port: number, extra?: object])[],
    conn_type?: string,
    extra?: object,
  ): import("net.connect").Resolver;
  export { new_function as new };
}
