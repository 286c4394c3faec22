/**
 * Filters of what goes into and out of sessions. Source: `util/filters.lua`.
 *
 * @noResolution
 * @noSelfInFile
 */
declare module "util.filters" {
  /** What is filtered: stanzas or bytes, on their way in or out; modules filter other things too. */
  export type FilterType = "stanzas/in" | "stanzas/out" | "bytes/in" | "bytes/out" | (string & {});

  /** What a filter gets: a stanza in `stanzas/…`, text in `bytes/…`. */
  export type Filtered<T extends FilterType> = T extends "stanzas/in" | "stanzas/out"
    ? ProsodyStanza
    : T extends "bytes/in" | "bytes/out"
      ? string
      : unknown;

  /** A filter: returns what goes on instead, `undefined` drops it. */
  export type Filter<T> = (this: void, data: T, session: ProsodySession) => T | undefined;

  /**
   * Prepares a session that has no filters yet, and calls the hooks for new sessions. Returns its `filter` function.
   * @param session of a client, a server or a component
   */
  export function initialize(
    this: void,
    session: ProsodySession,
  ): (this: void, type: string, data: unknown) => unknown;
  /**
   * Adds a filter to a session; higher priorities first, default 0. One that is there already is not added again.
   * @param session of a client, a server or a component
   * @param type `stanzas/in`, `stanzas/out`, `bytes/in` or `bytes/out`
   * @param callback returns what goes on; nil for nothing
   * @param priority filters of higher ones are called first; default 0
   */
  export function add_filter<T extends FilterType>(
    this: void,
    session: ProsodySession,
    type: T,
    callback: Filter<Filtered<T>>,
    priority?: number,
  ): void;
  /**
   * Removes a filter. Returns `true`, or nothing if it was not there.
   * @param session where it was added
   * @param type as it was added
   * @param callback the very function that was added
   */
  export function remove_filter<T extends FilterType>(
    this: void,
    session: ProsodySession,
    type: T,
    callback: Filter<Filtered<T>>,
  ): true | undefined;
  /**
   * Has a function called for each new session of a client, server or component, to add filters. Remove it on unload.
   * @param callback gets each new session
   */
  export function add_filter_hook(this: void, callback: (this: void, session: ProsodySession) => void): void;
  /**
   * Removes it.
   * @param callback the very function that was added
   */
  export function remove_filter_hook(
    this: void,
    callback: (this: void, session: ProsodySession) => void,
  ): void;
}
