/**
 * Certificates. Source: `util/x509.lua`.
 *
 * @noResolution
 * @noSelfInFile
 */
declare module "util.x509" {
  /** A certificate: LuaSec's. */
  export interface Certificate {
    /** Its PEM. */
    pem(): string;
    /**
     * A digest, as hexadecimal digits.
     * @param algorithm one that OpenSSL knows
     */
    digest(algorithm: "sha1" | "sha256" | "sha512"): string;
    /** Whom it is for. */
    subject(): readonly object[];
    /** Who signed it. */
    issuer(): readonly object[];
    /** Since when it is valid. */
    notbefore(): string;
    /** Until when it is valid. */
    notafter(): string;
    /**
     * Whether it is valid at a time, in seconds since 1970.
     * @param time `os.time()` for now
     */
    validat(time: number): boolean;
    /** Its extensions, by OID. */
    extensions(): Readonly<Record<string, object>>;
    /** Its serial number. */
    serial(): string;
    /** Its public key. */
    pubkey(): LuaMultiReturn<[pem: string, type: string, size: number]>;
  }

  /**
   * Whether a certificate is for a host; `service` is that of SRV names, such as `_xmpp-server`, `false` for none.
   * @param host without a port, in Unicode or ASCII
   * @param service `_xmpp-client` and `_xmpp-server` also look at XMPP addresses
   * @param cert from 13.0 on its common name does not count
   */
  export function verify_identity(
    this: void,
    host: string,
    service: string | false,
    cert: Certificate,
  ): boolean;
  /**
   * The names that a certificate is for, and the services of each; `*` for any.
   * @since 0.12
   * @param cert of a connection, or read by LuaSec
   */
  export const get_identities:
    ((this: void, cert: Certificate) => LuaTable<string, LuaTable<string, boolean | undefined>>) | undefined;
  /**
   * The bytes of a PEM text, and what it is, such as `CERTIFICATE`; nothing if it is none.
   * @param pem only the first block counts
   */
  export function pem2der(
    this: void,
    pem: string,
  ): LuaMultiReturn<[der: string | undefined, typ: string | undefined]>;
  /**
   * PEM of bytes; default `CERTIFICATE`.
   * @param data bytes
   * @param typ such as `PRIVATE KEY`
   */
  export function der2pem(this: void, data: string, typ?: string): string;
}
