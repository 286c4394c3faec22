/**
 * Promises, as in JavaScript but for the names of methods. Source: `util/promise.lua`.
 * See https://prosody.im/doc/developers/util/promise
 *
 * @noResolution
 * @noSelfInFile
 */
declare module "util.promise" {
  /** What will be there later, or the reason why it will not. */
  export interface Promise<T> {
    /**
     * Has one of the functions called once it is settled. Returns the promise of what that returns.
     * @param on_fulfilled gets the value; an error in it rejects the new promise
     * @param on_rejected gets the reason; what it returns fulfils the new promise
     */
    next<U = T, V = never>(
      on_fulfilled?: (this: void, value: T) => U | Promise<U>,
      on_rejected?: (this: void, reason: unknown) => V | Promise<V>,
    ): Promise<U | V>;
    /**
     * Has the function called if it is rejected. Returns the promise of what that returns.
     * @param on_rejected gets the reason: an error of `util.error`, or a text with a traceback; what it returns fulfils the new promise
     */
    catch<V = never>(on_rejected: (this: void, reason: unknown) => V | Promise<V>): Promise<T | V>;
    /**
     * Has the function called once it is settled, either way. Returns a promise of the same.
     * @param on_finally gets nothing, and what it returns does not matter
     */
    finally(on_finally: (this: void) => void): Promise<T>;
    /** What it was fulfilled with; `undefined` before, and if it was rejected. */
    readonly value?: T;
    /** Why it was rejected; `undefined` before, and if it was fulfilled. */
    readonly reason?: unknown;
  }

  /** How a promise ended. */
  export type Settled<T> =
    | { readonly status: "fulfilled"; readonly value: T }
    | { readonly status: "rejected"; readonly reason: unknown };

  /** Ends a promise well, or as another promise ends. */
  export type Resolve<T> = (this: void, value: T | Promise<T>) => void;

  /** Ends a promise badly. */
  export type Reject = (this: void, reason: unknown) => void;

  /**
   * A promise that `f` ends; an error in `f` rejects it.
   * @param f is called at once or soon, with the two functions that end the promise
   */
  function new_promise<T>(
    this: void,
    f: (this: void, resolve: Resolve<T>, reject: Reject) => void,
  ): Promise<T>;
  export { new_promise as new };
  /**
   * A promise fulfilled with that, or that very promise's end.
   * @param v a value, or another promise
   */
  export function resolve<T>(this: void, v: T | Promise<T>): Promise<T>;
  /**
   * A promise rejected with that.
   * @param v the reason, best an error of `util.error`
   */
  export function reject(this: void, v: unknown): Promise<never>;
  /** What a promise is fulfilled with; what is none, itself. */
  export type Fulfilled<T> = T extends Promise<infer V> ? V : T;

  /**
   * All of them, under the same keys; rejected as soon as one is. 0.11 takes nothing but arrays of promises, and never ends
   * with an empty one.
   * @param promises other values among them count as fulfilled from 0.12 on
   */
  export function all<P extends readonly unknown[] | readonly []>(
    this: void,
    promises: P,
  ): Promise<{ -readonly [I in keyof P]: Fulfilled<P[I]> }>;
  /** @since 0.12 */
  export function all<P extends object>(
    this: void,
    promises: P,
  ): Promise<{ -readonly [K in keyof P]: Fulfilled<P[K]> }>;
  /**
   * How each of them ends, under the same keys. Never rejected.
   * @since 0.12
   * @param promises an empty array is fulfilled at once
   */
  export const all_settled:
    (<T>(this: void, promises: readonly Promise<T>[]) => Promise<Settled<T>[]>) | undefined;
  /**
   * The first of them that is settled.
   * @param promises an array; an empty one never ends
   */
  export function race<T>(this: void, promises: readonly Promise<T>[]): Promise<T>;
  /**
   * What `handler` returns once all of them are fulfilled; it gets their values.
   * @since 0.12
   * @param handler gets their values, in their order
   * @param promises if one is rejected, so is the result
   */
  export const join:
    | (<P extends unknown[], T>(
        this: void,
        handler: (this: void, ...values: P) => T,
        ...promises: { [I in keyof P]: Promise<P[I]> }
      ) => Promise<T>)
    | undefined;
  /**
   * The promise of what `f` returns; an error in `f` rejects it.
   * @param f is called at once or soon
   */
  function try_function<T>(this: void, f: (this: void) => T | Promise<T>): Promise<T>;
  export { try_function as try };
  /**
   * Whether a value is a promise.
   * @param o any value
   */
  export function is_promise(this: void, o: unknown): o is Promise<unknown>;
  /**
   * Says how a function is put off until later: for the server, not for modules.
   * @since 0.12
   * @param new_next_tick has `f` called soon
   */
  export const set_nexttick:
    ((this: void, new_next_tick: (this: void, f: () => void) => void) => void) | undefined;
}
