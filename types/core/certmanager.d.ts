/**
 * Certificates and TLS. Source: `core/certmanager.lua`. See https://prosody.im/doc/developers/core/certmanager
 *
 * @noResolution
 * @noSelfInFile
 */
declare module "core.certmanager" {
  /**
   * A TLS context; nil and the reason on failure.
   * @param host for the log, and the name whose certificate is looked for
   * @param mode `server` for connections that we accept, `client` for those that we make
   * @param configs options as those of `ssl`, from the most important to the least; defaults come last
   */
  export function create_context(
    this: void,
    host: string,
    mode: "client" | "server",
    ...configs: object[]
  ): LuaMultiReturn<[ctx: object | undefined, err: string | undefined, config: object | undefined]>;
  /** Reads the options for TLS again: for the server, not for modules. */
  export function reload_ssl_config(this: void): void;
  /**
   * The files of a certificate.
   * @param user_certs a file or a folder, below the one of the configuration unless it begins at the root; nil for the option `certificates`
   * @param name in the folder `NAME.crt`, `NAME.pem` or `NAME/fullchain.pem` is looked for, each with its key
   */
  export function find_cert(
    this: void,
    user_certs: string | object | undefined,
    name: string,
  ): Readonly<Record<"certificate" | "key", string>> | undefined;
  /**
   * The files of a host's certificate.
   * @since 0.12
   * @param host if it has none, that of its parent domain is taken; nil gives nothing
   */
  export const find_host_cert:
    | ((this: void, host: string | undefined) => Readonly<Record<"certificate" | "key", string>> | undefined)
    | undefined;
  /**
   * The same in an index.
   * @since 0.12
   * @param index as `index_certs()` returns it; nil gives nothing
   * @param host a certificate for `*.` and its parent domain does too
   */
  export const find_cert_in_index:
    | ((
        this: void,
        index: object | undefined,
        host: string | undefined,
      ) => Readonly<Record<"certificate" | "key", string>> | undefined)
    | undefined;
  /**
   * Certificates in a folder, by name.
   * @since 0.12
   * @param dir its path
   * @param files_by_name an index to be added to; nil for a new one
   * @param depth_limit how deep folders are looked into; default 3
   */
  export const index_certs:
    | ((
        this: void,
        dir: string,
        files_by_name?: object,
        depth_limit?: number,
      ) => LuaMultiReturn<[certificates: object, err: string | undefined]>)
    | undefined;
}
