/** @noSelfInFile */

/** A timer of a module: what `module.add_timer()` returns. */
interface ProsodyTimer {
  /** What tells it from others. */
  readonly id: import("util.timer").TimerId;
  /** The module it belongs to. */
  readonly module_env: ProsodyModuleApi;
  /** How many arguments the callback gets besides the time. */
  readonly n: number;
  /**
   * What is called.
   * @param args the time, the timer's id and the parameter that was given
   */
  readonly callback: (this: void, ...args: never[]) => unknown;

  /** Stops it; one that has run out does no harm. */
  stop(): void;
  /** The same under its older name. */
  disarm(): void;
  /**
   * Starts it anew: so many seconds from now.
   * @param delay in seconds
   */
  reschedule(delay: number): void;
}
