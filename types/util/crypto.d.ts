/**
 * Signatures and encryption, by OpenSSL. Source: `util-src/crypto.c`; see also `util.jwt`, `util.paseto`.
 *
 * @since 13.0
 * @noResolution
 * @noSelfInFile
 */
declare module "util.crypto" {
  /** A key, or a pair of a private key and its public one. */
  export interface Key {
    /** The public key in PEM. */
    public_pem(): string;
    /** The private key in PEM. Raises an error without one. */
    private_pem(): string;
    /** The bytes of the public key. */
    public_raw(): string;
    /** Its kind, such as `ED25519`, `id-ecPublicKey`, `rsaEncryption`. */
    get_type(): string;
    /**
     * A secret that both owners of two pairs come to.
     * @param peer a key of the same kind, of which the public half is enough; raises an error with another kind
     */
    derive(peer: Key): string;
  }

  /** A new pair for Ed25519. */
  export function generate_ed25519_keypair(this: void): Key;
  /** A new pair for ECDSA, with the curve P-256. */
  export function generate_p256_keypair(this: void): Key;
  /**
   * The private key of a text in PEM; `undefined` if it is none.
   * @param pem not encrypted; of a public key `undefined`
   */
  export function import_private_pem(this: void, pem: string): Key | undefined;
  /**
   * The public key of a text in PEM; `undefined` if it is none.
   * @param pem of a private key `undefined`
   */
  export function import_public_pem(this: void, pem: string): Key | undefined;
  /**
   * The public key of its bytes on a curve such as `P-256`; `undefined` if it is none.
   * @param bytes the point, as `public_raw()` returns it
   * @param curve such as `P-256`, `P-384` or `P-521`
   */
  export function import_public_ec_raw(this: void, bytes: string, curve: string): Key | undefined;
  /**
   * Signs a message. Raises an error with a key of another kind.
   * @param private_key an Ed25519 key with its private half; raises an error with another
   * @param message any bytes; they are not to be hashed before
   */
  export function ed25519_sign(this: void, private_key: Key, message: string): string;
  /**
   * Whether a signature is that of the message.
   * @param public_key an Ed25519 key; the private one does too
   * @param message the bytes that were signed
   * @param signature 64 bytes
   */
  export function ed25519_verify(this: void, public_key: Key, message: string, signature: string): boolean;
  /**
   * Signs a message. Raises an error with a key of another kind.
   * @param private_key a key on an elliptic curve, with its private half; one of `generate_p256_keypair()` must be exported and imported first
   * @param message any bytes; they are hashed here
   */
  export function ecdsa_sha256_sign(this: void, private_key: Key, message: string): string;
  /**
   * Whether a signature is that of the message.
   * @param public_key a key on an elliptic curve; the private one does too
   * @param message the bytes that were signed
   * @param signature in DER, as signing returns it: of the two numbers of JWT see `build_ecdsa_signature()`
   */
  export function ecdsa_sha256_verify(
    this: void,
    public_key: Key,
    message: string,
    signature: string,
  ): boolean;
  /**
   * Signs a message. Raises an error with a key of another kind.
   * @param private_key a key on an elliptic curve, with its private half; one of `generate_p256_keypair()` must be exported and imported first
   * @param message any bytes; they are hashed here
   */
  export function ecdsa_sha384_sign(this: void, private_key: Key, message: string): string;
  /**
   * Whether a signature is that of the message.
   * @param public_key a key on an elliptic curve; the private one does too
   * @param message the bytes that were signed
   * @param signature in DER, as signing returns it: of the two numbers of JWT see `build_ecdsa_signature()`
   */
  export function ecdsa_sha384_verify(
    this: void,
    public_key: Key,
    message: string,
    signature: string,
  ): boolean;
  /**
   * Signs a message. Raises an error with a key of another kind.
   * @param private_key a key on an elliptic curve, with its private half; one of `generate_p256_keypair()` must be exported and imported first
   * @param message any bytes; they are hashed here
   */
  export function ecdsa_sha512_sign(this: void, private_key: Key, message: string): string;
  /**
   * Whether a signature is that of the message.
   * @param public_key a key on an elliptic curve; the private one does too
   * @param message the bytes that were signed
   * @param signature in DER, as signing returns it: of the two numbers of JWT see `build_ecdsa_signature()`
   */
  export function ecdsa_sha512_verify(
    this: void,
    public_key: Key,
    message: string,
    signature: string,
  ): boolean;
  /**
   * Signs a message. Raises an error with a key of another kind.
   * @param private_key an RSA key with its private half; raises an error with another
   * @param message any bytes; they are hashed here
   */
  export function rsassa_pkcs1_sha256_sign(this: void, private_key: Key, message: string): string;
  /**
   * Whether a signature is that of the message.
   * @param public_key an RSA key; the private one does too
   * @param message the bytes that were signed
   * @param signature as many bytes as the key has
   */
  export function rsassa_pkcs1_sha256_verify(
    this: void,
    public_key: Key,
    message: string,
    signature: string,
  ): boolean;
  /**
   * Signs a message. Raises an error with a key of another kind.
   * @param private_key an RSA key with its private half; raises an error with another
   * @param message any bytes; they are hashed here
   */
  export function rsassa_pkcs1_sha384_sign(this: void, private_key: Key, message: string): string;
  /**
   * Whether a signature is that of the message.
   * @param public_key an RSA key; the private one does too
   * @param message the bytes that were signed
   * @param signature as many bytes as the key has
   */
  export function rsassa_pkcs1_sha384_verify(
    this: void,
    public_key: Key,
    message: string,
    signature: string,
  ): boolean;
  /**
   * Signs a message. Raises an error with a key of another kind.
   * @param private_key an RSA key with its private half; raises an error with another
   * @param message any bytes; they are hashed here
   */
  export function rsassa_pkcs1_sha512_sign(this: void, private_key: Key, message: string): string;
  /**
   * Whether a signature is that of the message.
   * @param public_key an RSA key; the private one does too
   * @param message the bytes that were signed
   * @param signature as many bytes as the key has
   */
  export function rsassa_pkcs1_sha512_verify(
    this: void,
    public_key: Key,
    message: string,
    signature: string,
  ): boolean;
  /**
   * Signs a message. Raises an error with a key of another kind.
   * @param private_key an RSA key with its private half; raises an error with another
   * @param message any bytes; they are hashed here
   */
  export function rsassa_pss_sha256_sign(this: void, private_key: Key, message: string): string;
  /**
   * Whether a signature is that of the message.
   * @param public_key an RSA key; the private one does too
   * @param message the bytes that were signed
   * @param signature as many bytes as the key has
   */
  export function rsassa_pss_sha256_verify(
    this: void,
    public_key: Key,
    message: string,
    signature: string,
  ): boolean;
  /**
   * Signs a message. Raises an error with a key of another kind.
   * @param private_key an RSA key with its private half; raises an error with another
   * @param message any bytes; they are hashed here
   */
  export function rsassa_pss_sha384_sign(this: void, private_key: Key, message: string): string;
  /**
   * Whether a signature is that of the message.
   * @param public_key an RSA key; the private one does too
   * @param message the bytes that were signed
   * @param signature as many bytes as the key has
   */
  export function rsassa_pss_sha384_verify(
    this: void,
    public_key: Key,
    message: string,
    signature: string,
  ): boolean;
  /**
   * Signs a message. Raises an error with a key of another kind.
   * @param private_key an RSA key with its private half; raises an error with another
   * @param message any bytes; they are hashed here
   */
  export function rsassa_pss_sha512_sign(this: void, private_key: Key, message: string): string;
  /**
   * Whether a signature is that of the message.
   * @param public_key an RSA key; the private one does too
   * @param message the bytes that were signed
   * @param signature as many bytes as the key has
   */
  export function rsassa_pss_sha512_verify(
    this: void,
    public_key: Key,
    message: string,
    signature: string,
  ): boolean;
  /**
   * The two numbers of a signature by ECDSA, of so many bytes each; both `undefined` if it is none.
   * @param signature in DER, as signing returns it
   * @param size bytes of each number: 32 for `P-256`; raises an error if one is longer
   */
  export function parse_ecdsa_signature(
    this: void,
    signature: string,
    size: number,
  ): LuaMultiReturn<[r: string | undefined, s: string | undefined]>;
  /**
   * The signature of its two numbers.
   * @param r bytes, the highest first
   * @param s bytes, the highest first
   */
  export function build_ecdsa_signature(this: void, r: string, s: string): string;
  /**
   * Encrypts a message: the tag is its last 16 bytes. Raises an error with a key or `iv` of another length.
   * @param key 16 bytes
   * @param iv 12 bytes, never twice with the same key
   * @param message any bytes
   */
  export function aes_128_gcm_encrypt(this: void, key: string, iv: string, message: string): string;
  /**
   * Decrypts it; nil and the reason where it was changed.
   * @param key 16 bytes
   * @param iv the 12 bytes that it was encrypted with
   * @param ciphertext with the tag; raises an error if it is shorter than 16 bytes
   */
  export function aes_128_gcm_decrypt(
    this: void,
    key: string,
    iv: string,
    ciphertext: string,
  ): LuaMultiReturn<[message: string | undefined, err: string | undefined]>;
  /**
   * Encrypts a message: the tag is its last 16 bytes. Raises an error with a key or `iv` of another length.
   * @param key 32 bytes
   * @param iv 12 bytes, never twice with the same key
   * @param message any bytes
   */
  export function aes_256_gcm_encrypt(this: void, key: string, iv: string, message: string): string;
  /**
   * Decrypts it; nil and the reason where it was changed.
   * @param key 32 bytes
   * @param iv the 12 bytes that it was encrypted with
   * @param ciphertext with the tag; raises an error if it is shorter than 16 bytes
   */
  export function aes_256_gcm_decrypt(
    this: void,
    key: string,
    iv: string,
    ciphertext: string,
  ): LuaMultiReturn<[message: string | undefined, err: string | undefined]>;
  /**
   * Encrypts a message. Nothing tells whether it is changed. Raises an error with a key or `iv` of another length.
   * @param key 32 bytes
   * @param iv 16 bytes, never twice with the same key
   * @param message any bytes
   */
  export function aes_256_ctr_encrypt(this: void, key: string, iv: string, message: string): string;
  /**
   * Decrypts it.
   * @param key 32 bytes
   * @param iv the 16 bytes that it was encrypted with
   * @param ciphertext any bytes: with another key it comes out as noise
   */
  export function aes_256_ctr_decrypt(
    this: void,
    key: string,
    iv: string,
    ciphertext: string,
  ): LuaMultiReturn<[message: string | undefined, err: string | undefined]>;
  /** The version of this library. */
  export const version: string;
  /** The version of OpenSSL. */
  export const _LIBCRYPTO_VERSION: string;
}
