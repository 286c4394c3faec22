/**
 * Tokens (PASETO). Source: `util/paseto.lua`.
 *
 * @since 13.0
 * @noResolution
 * @noSelfInFile
 */
declare module "util.paseto" {
  /** A kind of tokens. */
  export interface Version {
    /** Its functions: `init`, `new_signer`, `new_verifier`, … */
    readonly [name: string]: (this: void, ...args: never[]) => unknown;
  }

  /**
   * Parts as one text.
   * @param parts any bytes
   */
  export function pae(this: void, parts: readonly string[]): string;
  /** Encrypted with AES. */
  export const v3_local: Version;
  /** Signed with Ed25519. */
  export const v4_public: Version;
}
