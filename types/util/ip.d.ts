/**
 * IP addresses. Source: `util/ip.lua`.
 *
 * @noResolution
 * @noSelfInFile
 */
declare module "util.ip" {
  /** An address; in Lua also `==`, and `tostring()` for its text. */
  export interface Ip {
    /** Its text. */
    readonly addr: string;
    /** Which kind it is. */
    readonly proto: "IPv4" | "IPv6";
    /** Its bytes, 4 or 16. */
    readonly packed: string;
    /** The zone of an IPv6 address, behind the `%`. */
    readonly zone?: string;
    /** Its text in the shortest way. */
    readonly normal: string;
    /** An IPv4 address as an IPv6 one; `undefined` of an IPv6 address. */
    readonly toV4mapped: Ip | undefined;
    /** Its label of RFC 6724. */
    readonly label: number;
    /** Its precedence of RFC 6724. */
    readonly precedence: number;
    /** Its scope of RFC 6724. */
    readonly scope: number;
    /** Whether it is of a private network. */
    readonly private: boolean;
    /**
     * Its 16 bytes, of an IPv4 address those of the IPv6 one.
     * @since 13.0
     */
    readonly packed_full?: string;
  }

  /**
   * An address of its text; nil and the reason if it is none, or of another kind than asked for.
   * @param ipStr without brackets
   * @param proto what it must be; default: either
   */
  export function new_ip(
    this: void,
    ipStr: string,
    proto?: "IPv4" | "IPv6",
  ): LuaMultiReturn<[ip: Ip | undefined, err: string | undefined]>;
  /**
   * How many bits two addresses have in common at their beginning.
   * @param ipA an IPv4 address is taken as an IPv6 one
   * @param ipB an IPv4 address is taken as an IPv6 one
   */
  export function commonPrefixLength(this: void, ipA: Ip, ipB: Ip): number;
  /**
   * The address and the number of bits of a text such as `10.0.0.0/8`; the bits are `undefined` without `/`.
   * @param cidr an address, with `/` and a number of bits or without
   */
  export function parse_cidr(
    this: void,
    cidr: string,
  ): LuaMultiReturn<[ip: Ip | undefined, bits: number | undefined]>;
  /**
   * Whether an address is in a network: whether its first bits (default: all) are the same.
   * @param ipA the address
   * @param ipB the network's address
   * @param bits how many must be the same; default: all
   */
  export function match(this: void, ipA: Ip, ipB: Ip, bits?: number): boolean;
  /**
   * Whether a value is an address of this library.
   * @since 13.0
   * @param obj any value
   */
  export const is_ip: ((this: void, obj: unknown) => obj is Ip) | undefined;
  /**
   * An address with all but its first bits zero; raises an error unless that is a multiple of 8.
   * @since 13.0
   * @param ip a text is parsed
   * @param n_bits how many stay
   */
  export const truncate:
    | ((
        this: void,
        ip: Ip | string,
        n_bits: number,
      ) => LuaMultiReturn<[ip: Ip | undefined, err: string | undefined]>)
    | undefined;
}
