/**
 * What Prosody needs. Source: `util/dependencies.lua`. See https://prosody.im/doc/developers/util/dependencies
 *
 * @noResolution
 * @noSelfInFile
 */
declare module "util.dependencies" {
  /**
   * A library; nothing if it is not there.
   * @param args the library's name
   */
  export function softreq(this: void, ...args: unknown[]): LuaMultiReturn<[library: unknown, err: unknown]>;
  /**
   * Says that a library is missing.
   * @paramsSince 0.12 err
   * @param name as people know it
   * @param sources where it is to be had: pairs of a system and a command; on 0.11 commands by system
   * @param msg the last line; nil says that Prosody ends
   * @param err what `require()` said; not shown
   */
  export function missingdep(
    this: void,
    name: string,
    sources: readonly (readonly [system: string, command: string])[] | Readonly<Record<string, string>>,
    msg?: string,
    err?: unknown,
  ): void;
  /** For the server, not for modules. */
  export function check_dependencies(this: void): boolean;
  /** For the server, not for modules. */
  export function log_warnings(this: void): void;
}
