/**
 * Timers of the server; in a module, `module.add_timer()` is better: it ends with the module. Source: `util/timer.lua`.
 * See https://prosody.im/doc/developers/util/timer
 *
 * @noResolution
 * @noSelfInFile
 */
declare module "util.timer" {
  /** What tells a timer from others: to be handed back, not looked into. */
  export type TimerId = number | object;

  /** Called when the time has come; a number starts the timer again, that many seconds later. */
  export type Callback<P> = (this: void, now: number, id: TimerId, param: P) => number | undefined | void;

  /**
   * Has `f` called after so many seconds.
   *
   * @paramRenamed 0.12 delay timeout
   * @paramRenamed 0.12 callback f
   * @param timeout in seconds
   * @param f a number that it returns is the next delay in seconds
   * @param param the third argument of `f`
   */
  export function add_task<P = undefined>(this: void, timeout: number, f: Callback<P>, param?: P): TimerId;
  /**
   * Stops a timer; one that has run out does no harm.
   * @param id what `add_task()` returned
   */
  export function stop(this: void, id: TimerId): void;
  /**
   * Starts a timer anew, from now. Returns its id.
   *
   * @paramRenamed 0.12 delay time
   * @param id what `add_task()` returned
   * @param time in seconds from now
   */
  export function reschedule(this: void, id: TimerId, time: number): TimerId;
  /**
   * The moment that lies so many seconds ahead, in the server's clock.
   * @since 0.12
   * @param t in seconds
   */
  export const to_absolute_time: ((this: void, t: number) => number) | undefined;
}
