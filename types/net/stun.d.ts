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

  /**
   * A new packet.
   * @param method such as `binding` or `allocate`; default `binding`. Raises an error if it is not known
   * @param class_ `request`, `indication`, `success` or `error`; default `request`
   */
  export function new_packet(this: void, method?: string, class_?: string): Packet;
  /**
   * A name and a password for so many seconds.
   * @param secret the one that the TURN server has
   * @param ttl seconds until they end; default a day
   * @param opt_username put behind the time in the name; nil for none
   */
  export function get_user_pass_from_secret(
    this: void,
    secret: string,
    ttl?: number,
    opt_username?: string,
  ): LuaMultiReturn<[username: string, password: string, ttl: number]>;
  /**
   * The key of a password.
   * @param realm as the server sent it
   * @param username as the server knows it
   * @param password in clear
   */
  export function get_long_term_auth_key(
    this: void,
    realm: string,
    username: string,
    password: string,
  ): string;
}
