/**
 * Rate limits. Source: `util/throttle.lua`. See https://prosody.im/doc/developers/util/throttle
 *
 * @noResolution
 * @noSelfInFile
 */
declare module "util.throttle" {
  /** A balance that fills over time, and is spent. */
  export interface Throttle {
    /** How much is added in a second. */
    readonly rate: number;
    /** How high the balance may get. */
    readonly max: number;
    /** When the balance was last updated, in seconds since 1970. */
    readonly t: number;
    /** How much can be spent, as of `t`. */
    readonly balance: number;

    /** Adds what is due. Returns the balance. */
    update(): number;
    /**
     * Whether that much (default 1) could be spent now.
     * @param cost default 1
     */
    peek(cost?: number): boolean;
    /**
     * Spends that much if it is there; otherwise `false`, the balance and what is missing. `split` spends what is there
     * even if it is too little. Raises an error without a number.
     * @param cost how much is to be spent, such as 1 for an event or a number of bytes
     * @param split whether to spend what is there, if it is too little
     */
    poll(
      cost: number,
      split?: boolean,
    ): LuaMultiReturn<[allowed: boolean, balance: number | undefined, outstanding: number | undefined]>;
  }

  /**
   * A throttle that lets pass `max` in every `period` of seconds.
   * @param max how much may be spent at once, and in each period
   * @param period in seconds
   */
  export function create(this: void, max: number, period: number): Throttle;
}
