/**
 * SCRAM (RFC 5802). Source: `util/sasl/scram.lua`.
 *
 * @noResolution
 * @noSelfInFile
 */
declare module "util.sasl.scram" {
  /** What is stored of a password; `false` and the reason on failure. */
  export type Hasher = (
    this: void,
    password: string,
    salt: string,
    iteration_count: number,
  ) => LuaMultiReturn<[ok: boolean, stored_key_or_err: string, server_key: string | undefined]>;

  /**
   * What is stored of a password for SCRAM-SHA-1; `false` and the reason on failure.
   * @param password in clear; prepared here
   * @param salt any bytes
   * @param iteration_count 4096 at least: less is logged as a warning
   */
  export function getAuthenticationDatabaseSHA1(
    this: void,
    password: string,
    salt: string,
    iteration_count: number,
  ): LuaMultiReturn<[ok: boolean, stored_key_or_err: string, server_key: string | undefined]>;
  /**
   * The same by hash.
   * @since 0.12
   */
  export const hashers: Readonly<Record<"SHA-1" | "SHA-256", Hasher>> | undefined;
  /**
   * The same for another hash.
   * @since 0.12
   * @param H such as `sha256` of `util.hashes`
   * @param HMAC such as `hmac_sha256` of `util.hashes`
   * @param Hi such as `pbkdf2_hmac_sha256` of `util.hashes`
   */
  export const get_hash:
    | ((
        this: void,
        H: (this: void, data: string) => string,
        HMAC: (this: void, key: string, data: string) => string,
        Hi: (this: void, password: string, salt: string, iterations: number) => string,
      ) => Hasher)
    | undefined;
  /**
   * For `util.sasl`.
   * @param registerMechanism of `util.sasl`
   */
  export function init(this: void, registerMechanism: (this: void, ...args: never[]) => void): void;
}
