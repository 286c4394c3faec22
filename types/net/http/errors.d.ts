/**
 * Errors of HTTP. Source: `net/http/errors.lua`.
 *
 * @since 0.12
 * @noResolution
 * @noSelfInFile
 */
declare module "net.http.errors" {
  /**
   * The error of a status; 0 for none, with the reason in place of the body.
   * @param code an HTTP status; 0 if there was no answer
   * @param body the answer's, or with 0 the reason, such as `connection-closed`: not kept with others
   * @param context kept with the error; nil for none
   */
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
