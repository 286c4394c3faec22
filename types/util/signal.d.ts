/**
 * Signals of the process. Source: `util-src/signal.c`; in a module, events such as `signal/SIGUSR1` are better.
 *
 * @noResolution
 * @noSelfInFile
 */
declare module "util.signal" {
  /** Has a function called on a signal. */
  export function signal(
    this: void,
    signal_id: string | number,
    handler: ((this: void, signal: number) => void) | "default" | "ignore",
  ): unknown;
  /** Sends a signal. */
  export function kill(this: void, pid: number, signal: string | number): boolean | undefined;
  /** Sends a signal to the server itself. */
  export function raise(this: void, signal: string | number): boolean | undefined;
  /**
   * Something to be read on a signal.
   * @since 13.0
   */
  export const signalfd: ((this: void, signal: number) => object) | undefined;
  /** The number of a signal. */
  export const SIGHUP: number;
  /** The number of a signal. */
  export const SIGINT: number;
  /** The number of a signal. */
  export const SIGTERM: number;
  /** The number of a signal. */
  export const SIGUSR1: number;
  /** The number of a signal. */
  export const SIGUSR2: number;
}
