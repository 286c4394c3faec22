/**
 * Signals of the process. Source: `util-src/signal.c`; in a module, events such as `signal/SIGUSR1` are better.
 *
 * @noResolution
 * @noSelfInFile
 */
declare module "util.signal" {
  /**
   * Has a function called on a signal.
   * @param signal_id such as `SIGUSR1`, or its number; raises an error of a name that is not known
   * @param handler its arguments differ by release
   */
  export function signal(
    this: void,
    signal_id: string | number,
    handler: (this: void, ...args: unknown[]) => void,
  ): unknown;
  /**
   * Sends a signal. Returns 0, or -1 on failure.
   * @param pid of a process; of a group if negative
   * @param signal such as `SIGTERM`, or its number, and an error if it is not known; 0 only asks whether the process is there
   */
  export function kill(this: void, pid: number, signal: string | number): number;
  /**
   * Sends a signal to the server itself. Returns 0.
   * @param signal such as `SIGTERM`, or its number
   */
  export function raise(this: void, signal: string | number): number;
  /**
   * Something to be read on a signal.
   * @since 13.0
   * @param signal its number; no other handler gets it then
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
