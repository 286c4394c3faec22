/**
 * Message authentication codes, as bytes or hexadecimal digits. Source: `util/hmac.lua`.
 * See https://prosody.im/doc/developers/util/hmac
 *
 * @noResolution
 * @noSelfInFile
 */
declare module "util.hmac" {
  /**
   * With MD5.
   * @param key bytes
   * @param message bytes
   * @param hex gives hexadecimal digits in the place of bytes
   */
  export function md5(this: void, key: string, message: string, hex?: boolean): string;
  /**
   * With SHA-1.
   * @param key bytes
   * @param message bytes
   * @param hex gives hexadecimal digits in the place of bytes
   */
  export function sha1(this: void, key: string, message: string, hex?: boolean): string;
  /**
   * With SHA-256.
   * @param key bytes
   * @param message bytes
   * @param hex gives hexadecimal digits in the place of bytes
   */
  export function sha256(this: void, key: string, message: string, hex?: boolean): string;
  /**
   * With SHA-224.
   * @since 13.0
   * @param key any bytes
   * @param message any bytes
   * @param hex `true` for digits in place of bytes
   */
  export const sha224: ((this: void, key: string, message: string, hex?: boolean) => string) | undefined;
  /**
   * With SHA-384.
   * @since 13.0
   * @param key any bytes
   * @param message any bytes
   * @param hex `true` for digits in place of bytes
   */
  export const sha384: ((this: void, key: string, message: string, hex?: boolean) => string) | undefined;
  /**
   * With SHA-512.
   * @since 0.12
   * @param key any bytes
   * @param message any bytes
   * @param hex `true` for digits in place of bytes
   */
  export const sha512: ((this: void, key: string, message: string, hex?: boolean) => string) | undefined;
  /**
   * With BLAKE2s.
   * @since 13.0
   * @param key any bytes
   * @param message any bytes
   * @param hex `true` for digits in place of bytes
   */
  export const blake2s256: ((this: void, key: string, message: string, hex?: boolean) => string) | undefined;
  /**
   * With BLAKE2b.
   * @since 13.0
   * @param key any bytes
   * @param message any bytes
   * @param hex `true` for digits in place of bytes
   */
  export const blake2b512: ((this: void, key: string, message: string, hex?: boolean) => string) | undefined;
}
