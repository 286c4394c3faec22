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
    /** A secret that both owners of two pairs come to. */
    derive(peer: Key): string;
  }

  /** A new pair for Ed25519. */
  export function generate_ed25519_keypair(this: void): Key;
  /** A new pair for ECDSA, with the curve P-256. */
  export function generate_p256_keypair(this: void): Key;
  /** The private key of a text in PEM; `undefined` if it is none. */
  export function import_private_pem(this: void, pem: string): Key | undefined;
  /** The public key of a text in PEM; `undefined` if it is none. */
  export function import_public_pem(this: void, pem: string): Key | undefined;
  /** The public key of its bytes on a curve such as `P-256`; `undefined` if it is none. */
  export function import_public_ec_raw(this: void, bytes: string, curve: string): Key | undefined;
  /** Signs a message. Raises an error with a key of another kind. */
  export function ed25519_sign(this: void, private_key: Key, message: string): string;
  /** Whether a signature is that of the message. */
  export function ed25519_verify(this: void, public_key: Key, message: string, signature: string): boolean;
  /** Signs a message. Raises an error with a key of another kind. */
  export function ecdsa_sha256_sign(this: void, private_key: Key, message: string): string;
  /** Whether a signature is that of the message. */
  export function ecdsa_sha256_verify(
    this: void,
    public_key: Key,
    message: string,
    signature: string,
  ): boolean;
  /** Signs a message. Raises an error with a key of another kind. */
  export function ecdsa_sha384_sign(this: void, private_key: Key, message: string): string;
  /** Whether a signature is that of the message. */
  export function ecdsa_sha384_verify(
    this: void,
    public_key: Key,
    message: string,
    signature: string,
  ): boolean;
  /** Signs a message. Raises an error with a key of another kind. */
  export function ecdsa_sha512_sign(this: void, private_key: Key, message: string): string;
  /** Whether a signature is that of the message. */
  export function ecdsa_sha512_verify(
    this: void,
    public_key: Key,
    message: string,
    signature: string,
  ): boolean;
  /** Signs a message. Raises an error with a key of another kind. */
  export function rsassa_pkcs1_sha256_sign(this: void, private_key: Key, message: string): string;
  /** Whether a signature is that of the message. */
  export function rsassa_pkcs1_sha256_verify(
    this: void,
    public_key: Key,
    message: string,
    signature: string,
  ): boolean;
  /** Signs a message. Raises an error with a key of another kind. */
  export function rsassa_pkcs1_sha384_sign(this: void, private_key: Key, message: string): string;
  /** Whether a signature is that of the message. */
  export function rsassa_pkcs1_sha384_verify(
    this: void,
    public_key: Key,
    message: string,
    signature: string,
  ): boolean;
  /** Signs a message. Raises an error with a key of another kind. */
  export function rsassa_pkcs1_sha512_sign(this: void, private_key: Key, message: string): string;
  /** Whether a signature is that of the message. */
  export function rsassa_pkcs1_sha512_verify(
    this: void,
    public_key: Key,
    message: string,
    signature: string,
  ): boolean;
  /** Signs a message. Raises an error with a key of another kind. */
  export function rsassa_pss_sha256_sign(this: void, private_key: Key, message: string): string;
  /** Whether a signature is that of the message. */
  export function rsassa_pss_sha256_verify(
    this: void,
    public_key: Key,
    message: string,
    signature: string,
  ): boolean;
  /** Signs a message. Raises an error with a key of another kind. */
  export function rsassa_pss_sha384_sign(this: void, private_key: Key, message: string): string;
  /** Whether a signature is that of the message. */
  export function rsassa_pss_sha384_verify(
    this: void,
    public_key: Key,
    message: string,
    signature: string,
  ): boolean;
  /** Signs a message. Raises an error with a key of another kind. */
  export function rsassa_pss_sha512_sign(this: void, private_key: Key, message: string): string;
  /** Whether a signature is that of the message. */
  export function rsassa_pss_sha512_verify(
    this: void,
    public_key: Key,
    message: string,
    signature: string,
  ): boolean;
  /** The two numbers of a signature by ECDSA, of so many bytes each; both `undefined` if it is none. */
  export function parse_ecdsa_signature(
    this: void,
    signature: string,
    size: number,
  ): LuaMultiReturn<[r: string | undefined, s: string | undefined]>;
  /** The signature of its two numbers. */
  export function build_ecdsa_signature(this: void, r: string, s: string): string;
  /** Encrypts a message: the tag is its last 16 bytes. Raises an error with a key or `iv` of another length. */
  export function aes_128_gcm_encrypt(this: void, key: string, iv: string, message: string): string;
  /** Decrypts it; nil and the reason where it was changed. */
  export function aes_128_gcm_decrypt(
    this: void,
    key: string,
    iv: string,
    ciphertext: string,
  ): LuaMultiReturn<[message: string | undefined, err: string | undefined]>;
  /** Encrypts a message: the tag is its last 16 bytes. Raises an error with a key or `iv` of another length. */
  export function aes_256_gcm_encrypt(this: void, key: string, iv: string, message: string): string;
  /** Decrypts it; nil and the reason where it was changed. */
  export function aes_256_gcm_decrypt(
    this: void,
    key: string,
    iv: string,
    ciphertext: string,
  ): LuaMultiReturn<[message: string | undefined, err: string | undefined]>;
  /** Encrypts a message. Nothing tells whether it is changed. Raises an error with a key or `iv` of another length. */
  export function aes_256_ctr_encrypt(this: void, key: string, iv: string, message: string): string;
  /** Decrypts it. */
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
