/**
 * Timers that run out unless they are reset. Source: `util/watchdog.lua`.
 *
 * @noResolution
 * @noSelfInFile
 */
declare module "util.watchdog" {
  /** A timer that is to be reset again and again. */
  export interface Watchdog {
    /** After how many seconds it runs out. */
    readonly timeout: number;
    /**
     * What is called then.
     * @param watchdog the timer itself
     */
    callback: (this: void, watchdog: Watchdog) => unknown;
    /** The timer; `undefined` once it was cancelled. */
    readonly timer_id?: import("util.timer").TimerId;
    /**
     * Starts it again from now, from 13.0 on with another time if one is given.
     * @paramsSince 13.0 new_timeout
     * @param new_timeout in seconds; nil for the one before
     */
    reset(new_timeout?: number): void;
    /** Stops it. */
    cancel(): void;
  }

  /**
   * Starts a timer of so many seconds.
   * @param timeout in seconds; it runs out about a second later
   * @param callback started again after as many seconds as it returns, if it returns any
   */
  function new_function(
    this: void,
    timeout: number,
    callback: (this: void, watchdog: Watchdog) => unknown,
  ): Watchdog;
  export { new_function as new };
}
