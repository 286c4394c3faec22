/**
 * JSON Web Tokens (RFC 7519). Source: `util/jwt.lua`.
 *
 * @since 0.12
 * @noResolution
 * @noSelfInFile
 */
declare module "util.jwt" {
  /**
   * How a token is signed.
   * @since 13.0
   */
  export type Algorithm =
    | "HS256"
    | "HS384"
    | "HS512"
    | "ES256"
    | "ES512"
    | "PS256"
    | "PS384"
    | "PS512"
    | "RS256"
    | "RS384"
    | "RS512";

  /** What a token claims, by name. Before 13.0 a token may also hold something else than an object, and gives that. */
  export type Claims = Readonly<Record<string, unknown>>;

  /**
   * What tokens say.
   * @since 13.0
   */
  export interface SignerOptions {
    /** For how many seconds they are valid; default 3600. */
    readonly default_ttl?: number;
  }

  /**
   * Which tokens are accepted.
   * @since 13.0
   */
  export interface VerifierOptions {
    /** Whether expired ones are, too. */
    readonly accept_expired?: boolean;
    /**
     * Says whether claims are acceptable.
     * @param claims of a token whose signature is right
     */
    readonly claim_verifier?: (this: void, claims: Claims) => boolean;
  }

  /**
   * Makes a token of claims.
   * @since 13.0
   */
  export type Signer = (this: void, payload: object) => string;

  /**
   * The claims of a token; nil or `false`, and the reason, if it is not to be trusted.
   * @since 13.0
   */
  export type Verifier = (
    this: void,
    token: string,
  ) => LuaMultiReturn<[ok: true, claims: Claims] | [ok: false | undefined, err: string]>;

  /**
   * A token signed with HS256.
   * @param key a secret of any length; long, random
   * @param payload claims by name; times such as `exp` are in seconds since 1970
   */
  export function sign(this: void, key: string, payload: object): string;
  /**
   * The claims of such a token; nil or `false`, and the reason, if it is not to be trusted.
   * @param key the secret that it was signed with
   * @param blob the token
   */
  export function verify(
    this: void,
    key: string,
    blob: string,
  ): LuaMultiReturn<[ok: true, claims: Claims] | [ok: false | undefined, err: string]>;
  /**
   * Functions that sign and verify. Raises an error on an unknown algorithm or a bad key.
   * @since 13.0
   * @param algorithm both sign and verify with it
   * @param private_key PEM; of `HS…` the secret, which is any text
   * @param public_key PEM; nil for the private one: with `HS…`
   * @param options of both
   */
  export const init:
    | ((
        this: void,
        algorithm: Algorithm,
        private_key: string,
        public_key?: string,
        options?: SignerOptions & VerifierOptions,
      ) => LuaMultiReturn<[sign: Signer, verify: Verifier]>)
    | undefined;
  /**
   * A function that signs.
   * @since 13.0
   * @param algorithm raises an error of one that is not known
   * @param key_input the private key as PEM; of `HS…` the secret, which is any text
   * @param options nil for the defaults
   */
  export const new_signer:
    ((this: void, algorithm: Algorithm, key_input: string, options?: SignerOptions) => Signer) | undefined;
  /**
   * A function that verifies.
   * @since 13.0
   * @param algorithm tokens with another are refused
   * @param key_input the public key as PEM; of `HS…` the secret, which is any text
   * @param options nil for the defaults
   */
  export const new_verifier:
    | ((this: void, algorithm: Algorithm, key_input: string, options?: VerifierOptions) => Verifier)
    | undefined;
  /**
   * All algorithms, by name.
   * @since 13.0
   */
  export const _algorithms: Readonly<Record<string, object>> | undefined;
}
