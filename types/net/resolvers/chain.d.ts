/**
 * Resolvers one after the other. Source: `net/resolvers/chain.lua`.
 *
 * @since 0.12
 * @noResolution
 * @noSelfInFile
 */
declare module "net.resolvers.chain" {
  /**
   * The addresses of the first, then of the next.
   * @param resolvers in the order to be tried; emptied meanwhile
   */
  function new_function(
    this: void,
    resolvers: readonly import("net.connect").Resolver[],
  ): import("net.connect").Resolver;
  export { new_function as new };
}
