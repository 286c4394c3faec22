/**
 * What Prosody needs. Source: `util/dependencies.lua`. See https://prosody.im/doc/developers/util/dependencies
 *
 * @noResolution
 * @noSelfInFile
 */
declare module "util.dependencies" {
  /** A library; nothing if it is not there. */
  export function softreq(this: void, ...args: unknown[]): LuaMultiReturn<[library: unknown, err: unknown]>;
  /**
   * Says that a library is missing.
   * @paramsSince 0.12 err
   */
  export function missingdep(
    this: void,
    name: string,
    sources: Readonly<Record<string, string>>,
    msg?: string,
    err?: unknown,
  ): void;
  /** For the server, not for modules. */
  export function check_dependencies(this: void): boolean;
  /** For the server, not for modules. */
  export function log_warnings(this: void): void;
}
