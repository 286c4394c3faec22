/**
 * STUN and TURN. Source: `net/stun.lua`.
 *
 * @since 0.12
 * @noResolution
 * @noSelfInFile
 */
declare module "net.stun" {
  /** A packet. */
  export interface Packet {
    /** Its bytes. */
    serialize(): string;
  }

  /** A new packet. */
  export function new_packet(this: void, method?: string, class_?: string): Packet;
  /** A name and a password for so many seconds. */
  export function get_user_pass_from_secret(
    this: void,
    secret: string,
    ttl?: number,
    opt_username?: string,
  ): LuaMultiReturn<[username: string, password: string, ttl: number]>;
  /** The key of a password. */
  export function get_long_term_auth_key(
    this: void,
    realm: string,
    username: string,
    password: string,
  ): string;
}
