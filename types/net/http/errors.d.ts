/**
 * Errors of HTTP. Source: `net/http/errors.lua`.
 *
 * @since 0.12
 * @noResolution
 * @noSelfInFile
 */
declare module "net.http.errors" {
  /** The error of a status; 0 for none, with the reason in place of the body. */
  function new_function(
    this: void,
    code: number,
    body?: string,
    context?: import("util.error").ErrorContext,
  ): import("util.error").ProsodyError;
  export { new_function as new };
  /** Templates by status or reason. */
  export const registry: Readonly<Record<string | number, import("util.error").ErrorTemplate>>;
}
