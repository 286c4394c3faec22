/**
 * Certificates and TLS. Source: `core/certmanager.lua`. See https://prosody.im/doc/developers/core/certmanager
 *
 * @noResolution
 * @noSelfInFile
 */
declare module "core.certmanager" {
  /** A TLS context; nil and the reason on failure. */
  export function create_context(
    this: void,
    host: string,
    mode: "client" | "server",
    ...configs: object[]
  ): LuaMultiReturn<[ctx: object | undefined, err: string | undefined, config: object | undefined]>;
  /** Reads the options for TLS again: for the server, not for modules. */
  export function reload_ssl_config(this: void): void;
  /** The files of a certificate. */
  export function find_cert(
    this: void,
    user_certs: string | object | undefined,
    name: string,
  ): Readonly<Record<"certificate" | "key", string>> | undefined;
  /**
   * The files of a host's certificate.
   * @since 0.12
   */
  export const find_host_cert:
    | ((this: void, host: string | undefined) => Readonly<Record<"certificate" | "key", string>> | undefined)
    | undefined;
  /**
   * The same in an index.
   * @since 0.12
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
