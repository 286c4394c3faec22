/**
 * Signals of the process. Source: `util-src/signal.c`; in a module, events such as `signal/SIGUSR1` are better.
 *
 * @noResolution
 * @noSelfInFile
 */
declare module "util.signal" {
  /** Has a function called on a signal. The words are taken from 13.0 on. */
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
  /** The number of a signal. */
  export const SIGABRT: number;
  /** The number of a signal. */
  export const SIGALRM: number;
  /** The number of a signal. */
  export const SIGBUS: number;
  /** The number of a signal. */
  export const SIGCHLD: number;
  /** The number of a signal. */
  export const SIGCLD: number;
  /** The number of a signal. */
  export const SIGCONT: number;
  /** The number of a signal. */
  export const SIGFPE: number;
  /** The number of a signal. */
  export const SIGILL: number;
  /** The number of a signal. */
  export const SIGIO: number;
  /** The number of a signal. */
  export const SIGIOT: number;
  /** The number of a signal. */
  export const SIGKILL: number;
  /** The number of a signal. */
  export const SIGPIPE: number;
  /** The number of a signal. */
  export const SIGPOLL: number;
  /** The number of a signal. */
  export const SIGPROF: number;
  /** The number of a signal. */
  export const SIGQUIT: number;
  /** The number of a signal. */
  export const SIGSEGV: number;
  /** The number of a signal. */
  export const SIGSTKFLT: number;
  /** The number of a signal. */
  export const SIGSTOP: number;
  /** The number of a signal. */
  export const SIGSYS: number;
  /** The number of a signal. */
  export const SIGTRAP: number;
  /** The number of a signal. */
  export const SIGTTIN: number;
  /** The number of a signal. */
  export const SIGTTOU: number;
  /** The number of a signal. */
  export const SIGURG: number;
  /** The number of a signal. */
  export const SIGVTALRM: number;
  /** The number of a signal. */
  export const SIGWINCH: number;
  /** The number of a signal. */
  export const SIGXCPU: number;
  /** The number of a signal. */
  export const SIGXFSZ: number;
}
