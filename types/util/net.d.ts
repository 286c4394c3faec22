/**
 * Addresses of the machine and of others. Source: `util-src/net.c`. See https://prosody.im/doc/developers/util/net
 *
 * @noResolution
 * @noSelfInFile
 */
declare module "util.net" {
  /**
   * The machine's own addresses; nil and the reason on failure.
   * @param kind default `both`
   * @param link_local `true` for those too that hold only on one link
   */
  export function local_addresses(
    this: void,
    kind?: "both" | "ipv4" | "ipv6",
    link_local?: boolean,
  ): LuaMultiReturn<[...addresses: string[]]>;
  /**
   * The text of an address's 4 or 16 bytes; nil and the reason on failure.
   * @param packed the highest byte first
   */
  export function ntop(
    this: void,
    packed: string,
  ): LuaMultiReturn<[address: string | undefined, err: string | undefined]>;
  /**
   * The bytes of an address's text; nil and the reason if it is none.
   * @param address of IPv4 or IPv6, without brackets or a zone
   */
  export function pton(
    this: void,
    address: string,
  ): LuaMultiReturn<[packed: string | undefined, err: string | undefined, errno: number | undefined]>;
}
