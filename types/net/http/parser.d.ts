/**
 * Parses HTTP. Source: `net/http/parser.lua`.
 *
 * @noResolution
 * @noSelfInFile
 */
declare module "net.http.parser" {
  /**
   * A parser.
   * @self _
   */
  export interface Parser {
    /** Parses bytes; `undefined` for the end. */
    feed(data: string | undefined): unknown;
  }

  /** A parser of requests, or of answers. */
  function new_function(
    this: void,
    success_cb: (this: void, packet: never) => void,
    error_cb: (this: void, err: string) => void,
    parser_type?: "client" | "server",
    options_cb?: (this: void) => object,
  ): Parser;
  export { new_function as new };
}
