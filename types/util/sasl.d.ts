/**
 * Logins (RFC 4422). Source: `util/sasl.lua`. See https://prosody.im/doc/developers/authentication/sasl
 *
 * @noResolution
 * @noSelfInFile
 */
declare module "util.sasl" {
  /** Whether that is the user's password (nil: there is no such user), and whether the account is enabled. */
  export type PlainTest = (
    this: void,
    sasl: SaslHandler,
    username: string,
    password: string,
    realm: string,
  ) => ProsodyReturned<[ok: boolean | undefined, enabled: boolean | undefined]>;

  /** A user's password, and whether the account is enabled; nil if there is no such user. */
  export type PlainPassword = (
    this: void,
    sasl: SaslHandler,
    username: string,
    realm: string,
  ) => ProsodyReturned<[password: string | undefined, enabled: boolean | undefined]>;

  /** Whether somebody may log in without an account. */
  export type AnonymousName = (
    this: void,
    sasl: SaslHandler,
    username: string,
    realm: string,
  ) => boolean | string;

  /** What is stored of a user for SCRAM; nil if there is no such user. */
  export type ScramKeys = (
    this: void,
    sasl: SaslHandler,
    username: string,
    realm: string,
  ) => ProsodyReturned<
    [
      stored_key: string | undefined,
      server_key: string | undefined,
      iteration_count: number | undefined,
      salt: string | undefined,
      enabled: boolean | undefined,
    ]
  >;

  /** The user that a certificate stands for. */
  export type ExternalName = (
    this: void,
    sasl: SaslHandler,
    authz: string,
  ) => ProsodyReturned<[username: string | boolean | undefined, enabled: boolean | undefined]>;

  /** The user that a token stands for. */
  export type OauthTest = (
    this: void,
    sasl: SaslHandler,
    token: string,
    realm: string,
    authzid?: string,
  ) => ProsodyReturned<
    [username: string | boolean | undefined, enabled: boolean | undefined, token_info: object | undefined]
  >;

  /** What an authentication provider knows of users: each function makes some mechanisms possible. */
  export interface Profile {
    /** Makes PLAIN possible. */
    readonly plain_test?: PlainTest;
    /** Makes PLAIN, SCRAM-SHA-1 and SCRAM-SHA-256 possible. */
    readonly plain?: PlainPassword;
    /** Makes ANONYMOUS possible. */
    readonly anonymous?: AnonymousName;
    /** Makes SCRAM-SHA-1 possible. */
    readonly scram_sha_1?: ScramKeys;
    /**
     * Makes SCRAM-SHA-256 possible.
     * @sometimes
     * @since 0.12
     */
    readonly scram_sha_256?: ScramKeys;
    /** Makes EXTERNAL possible. */
    readonly external?: ExternalName;
    /**
     * Makes OAUTHBEARER possible.
     * @sometimes
     * @since 13.0
     */
    readonly oauthbearer?: OauthTest;
    /** The mechanisms that are possible: set by `new()`. */
    mechanisms?: Record<string, true | undefined>;
    /** Channel bindings, by name. */
    cb?: Record<string, (this: void, sasl: SaslHandler) => string | undefined>;
  }

  /** One login. */
  export interface SaslHandler {
    /** What it is made of. */
    readonly profile: Profile;
    /** The host. */
    readonly realm: string;
    /** Mechanisms by name. */
    readonly mechs: Readonly<Record<string, true | undefined>>;
    /** The mechanism that was chosen. */
    selected?: string;
    /**
     * What the session may do.
     * @since 0.12
     * @removed 13.0
     * @sometimes
     */
    scope?: string;
    /** The user, once known. */
    username?: string;
    /**
     * Anything of the provider's: usually the session.
     * @sometimes
     * @since 0.12
     */
    userdata?: unknown;
    /**
     * What is known of a token that was used.
     * @sometimes
     * @since 13.0
     */
    token_info?: object;
    /**
     * The role that the session is to have.
     * @sometimes
     * @since 13.0
     */
    role?: string;
    /**
     * The resource that the session is to have.
     * @sometimes
     * @since 13.0
     */
    resource?: string;
    /**
     * Adds a channel binding. Returns the login itself.
     * @param name such as `tls-exporter`
     * @param f returns the bytes that both ends know of the connection; nil if there are none
     */
    add_cb_handler(name: string, f: (this: void, sasl: SaslHandler) => string | undefined): this;
    /** A new login of the same kind. */
    clean_clone(): SaslHandler;
    /** The mechanisms that are possible now, by name. */
    mechanisms(): Readonly<Record<string, true | undefined>>;
    /**
     * Chooses one; nothing if it is not possible, or another was chosen.
     * @param mechanism such as `SCRAM-SHA-1`
     */
    select(mechanism: string): true | undefined;
    /**
     * Handles a message of the client's. Returns the answer: on failure a condition of SASL and what people read.
     * @param message decoded, not as base64; `select()` comes before
     */
    process(
      message: string,
    ): LuaMultiReturn<
      [status: "success" | "failure" | "challenge", message: string | undefined, text: string | undefined]
    >;
  }

  /**
   * A login: what `get_sasl_handler()` of an authentication provider returns.
   * @paramsSince 13.0 userdata
   * @param realm the host that is logged in to
   * @param profile what it is checked against; `mechanisms` is added to it
   * @param userdata kept in `userdata`, for the profile's functions: the session
   */
  function new_function(this: void, realm: string, profile: Profile, userdata?: unknown): SaslHandler;
  export { new_function as new };
  /**
   * Adds a mechanism, server-wide; `backends` are the names in a profile that make it possible.
   * @param name as clients see it, such as `PLAIN`
   * @param backends any of them is enough
   * @param f the answer is not as base64
   * @param cb_backends channel bindings, any of which it needs; nil for none
   */
  export function registerMechanism(
    this: void,
    name: string,
    backends: readonly string[],
    f: (
      this: void,
      sasl: SaslHandler,
      message: string,
    ) => ProsodyReturned<[status: string, message: string | undefined, text: string | undefined]>,
    cb_backends?: readonly string[],
  ): void;
}
