/**
 * Hashes: raw bytes, or hexadecimal digits where `hex` is true. Source: `util-src/hashes.c`.
 * See https://prosody.im/doc/developers/util/hashes
 *
 * @noResolution
 * @noSelfInFile
 */
declare module "util.hashes" {
  /** A hash of a text: raw bytes, or hexadecimal digits. */
  export type Hash = (this: void, data: string, hex?: boolean) => string;

  /** A hash of a message that only who has the key can make. */
  export type Hmac = (this: void, key: string, message: string, hex?: boolean) => string;

  /** A key made of a password, slowly. Raises an error where it fails. */
  export type Pbkdf2 = (this: void, password: string, salt: string, iterations: number) => string;

  /** A key of so many bytes made of another key. Raises an error where it fails. */
  export type Hkdf = (
    this: void,
    length: number,
    input: string,
    salt: string | undefined,
    info: string | undefined,
  ) => string;

  /** SHA-1. */
  export const sha1: Hash;
  /** SHA-224. */
  export const sha224: Hash;
  /** SHA-256. */
  export const sha256: Hash;
  /** SHA-384. */
  export const sha384: Hash;
  /** SHA-512. */
  export const sha512: Hash;
  /** MD5. */
  export const md5: Hash;
  /**
   * SHA3-256.
   * @since 13.0
   */
  export const sha3_256: Hash | undefined;
  /**
   * SHA3-512.
   * @since 13.0
   */
  export const sha3_512: Hash | undefined;
  /**
   * BLAKE2s, 256 bits.
   * @since 13.0
   */
  export const blake2s256: Hash | undefined;
  /**
   * BLAKE2b, 512 bits.
   * @since 13.0
   */
  export const blake2b512: Hash | undefined;
  /** HMAC with SHA-1. */
  export const hmac_sha1: Hmac;
  /** HMAC with SHA-256. */
  export const hmac_sha256: Hmac;
  /** HMAC with SHA-512. */
  export const hmac_sha512: Hmac;
  /** HMAC with MD5. */
  export const hmac_md5: Hmac;
  /**
   * HMAC with SHA-224.
   * @since 13.0
   */
  export const hmac_sha224: Hmac | undefined;
  /**
   * HMAC with SHA-384.
   * @since 13.0
   */
  export const hmac_sha384: Hmac | undefined;
  /**
   * HMAC with SHA3-256.
   * @since 13.0
   */
  export const hmac_sha3_256: Hmac | undefined;
  /**
   * HMAC with SHA3-512.
   * @since 13.0
   */
  export const hmac_sha3_512: Hmac | undefined;
  /**
   * HMAC with BLAKE2s.
   * @since 13.0
   */
  export const hmac_blake2s256: Hmac | undefined;
  /**
   * HMAC with BLAKE2b.
   * @since 13.0
   */
  export const hmac_blake2b512: Hmac | undefined;
  /** PBKDF2 with HMAC-SHA-1, under its name in SCRAM. */
  export const scram_Hi_sha1: Pbkdf2;
  /**
   * PBKDF2 with HMAC-SHA-1.
   * @since 0.12
   */
  export const pbkdf2_hmac_sha1: Pbkdf2 | undefined;
  /**
   * PBKDF2 with HMAC-SHA-256.
   * @since 0.12
   */
  export const pbkdf2_hmac_sha256: Pbkdf2 | undefined;
  /**
   * HKDF with HMAC-SHA-256.
   * @since 13.0
   */
  export const hkdf_hmac_sha256: Hkdf | undefined;
  /**
   * HKDF with HMAC-SHA-384.
   * @since 13.0
   */
  export const hkdf_hmac_sha384: Hkdf | undefined;
  /**
   * Whether two texts are the same, in a time that tells nothing of them.
   * @param a such as a signature that somebody sent
   * @param b such as the right one
   */
  export function equals(this: void, a: string, b: string): boolean;
  /** The version of this library. */
  export const version: string;
}
