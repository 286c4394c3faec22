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
    /**
     * Parses bytes; `undefined` for the end.
     * @param data any part of a message, as it comes
     */
    feed(data: string | undefined): unknown;
  }

  /**
   * A parser of requests, or of answers.
   * @param success_cb gets each request or answer that is whole, or whose head is, with `partial`
   * @param error_cb nothing is parsed after it
   * @param parser_type `client` parses answers, `server` requests; default `server`
   * @param options_cb returns limits in bytes: `body_size_limit` (default 10 MiB), `buffer_size_limit` (default twice that), `head_size_limit` (10 KiB)
   */
  function new_function(
    this: void,
    success_cb: (this: void, packet: never) => void,
    error_cb: (this: void, err: string) => void,
    parser_type?: "client" | "server",
    options_cb?: (this: void) => object,
  ): Parser;
  export { new_function as new };
}
