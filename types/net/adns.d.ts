/**
 * DNS without waiting. Source: `net/adns.lua`.
 *
 * @noResolution
 * @noSelfInFile
 */
declare module "net.adns" {
  /** Records, with what is known of the answer. */
  export interface Answer extends ReadonlyArray<{ readonly [type: string]: unknown }> {
    /** Fields such as `secure`, `bogus`, `rcode`. */
    readonly [field: string]: unknown;
  }

  /** Looks names up. */
  export interface AsyncResolver {
    /**
     * Calls a function with the records of a name.
     * @param handler gets an array of records, or nil if there are none, perhaps with a reason
     * @param qname a domain, in ASCII
     * @param qtype such as `SRV` or `AAAA`; default `A`
     * @param qclass default `IN`
     */
    lookup(
      handler: (this: void, answer: Answer | undefined, err?: unknown) => void,
      qname: string,
      qtype?: string,
      qclass?: string,
    ): unknown;
    /**
     * The promise of them.
     * @since 0.12
     * @param qname a domain, in ASCII
     * @param qtype such as `SRV` or `AAAA`; default `A`
     * @param qclass default `IN`
     */
    lookup_promise?(qname: string, qtype?: string, qclass?: string): import("util.promise").Promise<Answer>;
  }

  /**
   * Calls a function with the records of a name.
   * @param handler gets an array of records, or nil if there are none, perhaps with a reason
   * @param qname a domain, in ASCII
   * @param qtype such as `SRV` or `AAAA`; default `A`
   * @param qclass default `IN`
   */
  export function lookup(
    this: void,
    handler: (this: void, answer: Answer | undefined, err?: unknown) => void,
    qname: string,
    qtype?: string,
    qclass?: string,
  ): unknown;
  /** What looks names up. */
  export function resolver(this: void): AsyncResolver;
  /**
   * For the server, not for modules.
   * @param sock LuaSocket's, for datagrams
   * @param resolver of `net.dns`
   */
  export function new_async_socket(this: void, sock: object, resolver: object): object;
  /**
   * For the server, not for modules.
   * @since 13.0
   * @param measure_ called with class and type of each query; what it returns is called at its end
   */
  export const instrument:
    ((this: void, measure_: (this: void, ...args: never[]) => unknown) => void) | undefined;
}
