/**
 * Waiting within a coroutine. Source: `util/async.lua`. See https://prosody.im/doc/developers/util/async
 *
 * @noResolution
 * @noSelfInFile
 */
declare module "util.async" {
  import type { Promise } from "util.promise";

  /** What a runner is doing. */
  export type RunnerState = "ready" | "running" | "waiting" | "error";

  /** Called when a runner's state changes. */
  export interface Watchers<T, D = unknown> {
    /**
     * Called when all items are handled.
     * @param runner the one it happens to
     */
    ready?: (this: void, runner: Runner<T, D>) => void;
    /**
     * Called when an item waits.
     * @param runner the one it happens to
     */
    waiting?: (this: void, runner: Runner<T, D>) => void;
    /**
     * Called when an item raised an error.
     * @param runner it goes on with the next item
     * @param err with the stack
     */
    error?: (this: void, runner: Runner<T, D>, err: string) => void;
  }

  /** Handles items one after the other in a coroutine, in which functions may wait. */
  export interface Runner<T, D = unknown> {
    /** What tells it from others, in the log. */
    readonly id: string;
    /**
     * What handles an item.
     * @param input what `run()` was given
     */
    readonly func: (this: void, input: T) => void;
    /** What it is doing. */
    readonly state: RunnerState;
    /** The state that its watchers were last told of. */
    readonly notified_state: RunnerState;
    /** Items to be handled. */
    readonly queue: readonly T[];
    /** The item that is being handled; `undefined` in between. */
    readonly current_item?: T;
    /** The coroutine; `false` before the first item. */
    readonly thread?: LuaThread | false;
    /** Those who are told of changes. */
    readonly watchers: Watchers<T, D>;
    /** What its maker gave it. */
    readonly data?: D;

    /**
     * Handles an item, now or after those before it. Returns the state, and how many are waiting.
     * @param input nil handles only what waits
     */
    run(input?: T): LuaMultiReturn<[ok: true, state: RunnerState, queued: number]>;
    /**
     * Puts an item at the end, without handling it now. Returns the runner itself.
     * @param input not nil
     */
    enqueue(input: T): this;
    /**
     * Writes to the log.
     * @param level as for `module.log()`
     * @param fmt a format of `string.format`
     * @param args what the format is filled with
     */
    log(level: ProsodyLogLevel, fmt: string, ...args: unknown[]): void;
    /**
     * Sets the watcher for `ready`. Returns the runner itself.
     * @param f replaces the one before
     */
    onready(f: (this: void, runner: Runner<T, D>) => void): this;
    /**
     * Sets the watcher for `waiting`. Returns the runner itself.
     * @param f replaces the one before
     */
    onwaiting(f: (this: void, runner: Runner<T, D>) => void): this;
    /**
     * Sets the watcher for errors. Returns the runner itself.
     * @param f gets the error as a text with a traceback
     */
    onerror(f: (this: void, runner: Runner<T, D>, err: string) => void): this;
  }

  /** Whether one may wait here: whether this runs in a runner. */
  export function ready(this: void): LuaMultiReturn<[ok: boolean, reason: unknown]>;
  /**
   * Two functions: one waits until the other was called so many times (default 1). Raises an error outside a runner.
   *
   * @paramsSince 0.12 allow_many
   * @param num calls of `done` until it goes on
   * @param allow_many whether more calls of `done` are no error
   */
  export function waiter(
    this: void,
    num?: number,
    allow_many?: boolean,
  ): LuaMultiReturn<[wait: (this: void) => void, done: (this: void) => void]>;
  /** A function that lets in one at a time (for each id), the others wait; what it returns lets the next one in. */
  export function guarder(this: void): {
    (this: void, id?: unknown): (this: void) => void;
    (this: void, id: unknown, func: (this: void) => void): void;
  };
  /**
   * A new runner; without a function it calls its items.
   * @param func gets one item at a time
   * @param watchers default: one that raises the error again
   * @param data kept as `runner.data`
   */
  export function runner<T, D = unknown>(
    this: void,
    func?: (this: void, input: T) => void,
    watchers?: Watchers<T, D>,
    data?: D,
  ): Runner<T, D>;
  /**
   * Waits for a promise: its value, or nil and the reason. Raises an error outside a runner.
   * @since 0.12
   * @param promise a value that is `false` comes back as nil
   */
  export const wait_for:
    | (<T>(this: void, promise: Promise<T>) => LuaMultiReturn<[value: T | undefined, reason: unknown]>)
    | undefined;
  /**
   * The same under its older name.
   * @since 0.12
   * @param promise a value that is `false` comes back as nil
   */
  export const wait:
    | (<T>(this: void, promise: Promise<T>) => LuaMultiReturn<[value: T | undefined, reason: unknown]>)
    | undefined;
  /**
   * Waits so many seconds. Raises an error outside a runner.
   * @since 0.12
   * @param seconds 0 lets others go on
   */
  export const sleep: ((this: void, seconds: number) => void) | undefined;
  /**
   * Says how a function is put off until later: for the server, not for modules.
   * @since 0.12
   * @param new_next_tick has `f` called soon
   */
  export const set_nexttick:
    ((this: void, new_next_tick: (this: void, f: () => void) => void) => void) | undefined;
  /**
   * Says how a function is called at a later time: for the server, not for modules.
   * @since 0.12
   * @param new_schedule_function has `f` called after so many seconds
   */
  export const set_schedule_function:
    | ((this: void, new_schedule_function: (this: void, delay: number, f: () => void) => void) => void)
    | undefined;
  /**
   * Since when each runner that waits has been waiting, in seconds since 1970.
   * @since 13.0
   */
  export const waiting_runners: LuaTable<Runner<unknown>, number | undefined> | undefined;
  /**
   * What a runner without a function does: calls the item.
   * @since 13.0
   * @param f called without arguments
   */
  export const default_runner_func: ((this: void, f: (this: void) => void) => void) | undefined;
}
