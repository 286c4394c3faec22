/**
 * Events and their handlers. Source: `util/events.lua`. See https://prosody.im/doc/developers/util/events
 *
 * @noResolution
 * @noSelfInFile
 */
declare module "util.events" {
  /** Events by name, with what their handlers get. */
  export type EventMap = object;

  /** A handler: anything but nil ends the event. */
  export type Handler<T> = (this: void, event_data: T) => unknown;

  /** Has the rest of an event's handling done, possibly with other data. Returns what the event came to. */
  export type Continue = (this: void, event_name: string, event_data: unknown) => unknown;

  /** Stands around an event: `handlers` goes on with it. Returns what the event comes to. */
  export type Wrapper = (this: void, handlers: Continue, event_name: string, event_data: unknown) => unknown;

  /** Wrappers, in the form that `module.hook_object_event()` takes. */
  export interface Wrappers {
    /**
     * Adds a wrapper of one event, or of all with `false`.
     * @param event_name `false` for all events
     * @param wrapper calls on to the handlers, or not
     */
    add_handler: (this: void, event_name: string | false, wrapper: Wrapper) => void;
    /**
     * Removes it.
     * @param event_name `false` for all events
     * @param wrapper calls on to the handlers, or not
     */
    remove_handler: (this: void, event_name: string | false, wrapper: Wrapper) => void;
  }

  /** Something that fires events. Its functions are plain ones: they take no `self`. */
  export interface Events<M extends EventMap = Record<string, unknown>> {
    /**
     * Adds a handler; higher priorities first, default 0.
     * @param event its name
     * @param handler the same one twice counts once, with the priority of the last time
     * @param priority higher comes first; default 0
     */
    add_handler: <E extends keyof M>(this: void, event: E, handler: Handler<M[E]>, priority?: number) => void;
    /**
     * Removes a handler; one that is not there does no harm.
     * @param event its name
     * @param handler the same function that was added
     */
    remove_handler: <E extends keyof M>(this: void, event: E, handler: Handler<M[E]>) => void;
    /** Adds handlers by event, at priority 0. The parameter is called `self` in Lua. */
    add_handlers(this: { readonly [E in keyof M]?: Handler<M[E]> }): void;
    /** Removes handlers by event. The parameter is called `self` in Lua. */
    remove_handlers(this: { readonly [E in keyof M]?: Handler<M[E]> }): void;
    /**
     * The handlers of an event, first one first; `undefined` without any.
     * @param event its name
     */
    get_handlers: <E extends keyof M>(this: void, event: E) => readonly Handler<M[E]>[] | undefined;
    /**
     * Fires an event. Returns what the handler that ended it returned, `undefined` if none did.
     * @param event_name one without handlers does nothing
     * @param event_data what each handler gets
     */
    fire_event: <E extends keyof M>(this: void, event_name: E, event_data: M[E]) => unknown;
    /**
     * Adds a wrapper of one event, or of all with `false`.
     * @param event_name `false` for all events
     * @param wrapper calls on to the handlers, or not
     */
    add_wrapper: (this: void, event_name: keyof M | false, wrapper: Wrapper) => void;
    /**
     * Removes it.
     * @param event_name `false` for all events
     * @param wrapper calls on to the handlers, or not
     */
    remove_wrapper: (this: void, event_name: keyof M | false, wrapper: Wrapper) => void;
    /** The same two, in the form that `module.hook_object_event()` takes. */
    readonly wrappers: Wrappers;
    /**
     * Has every handler called through a function of one's own, or no longer with `undefined`. Returns the one before.
     * @since 0.12
     * @param new_hook gets the handler, the event's name and its data, and calls the handler itself
     */
    set_debug_hook?: (this: void, new_hook: DebugHook | undefined) => DebugHook | undefined;
  }

  /** Calls a handler in the place of `fire_event`. */
  export type DebugHook = (
    this: void,
    handler: Handler<unknown>,
    event_name: string,
    event_data: unknown,
  ) => unknown;

  /** Something new that fires events. */
  function new_events<M extends EventMap = Record<string, unknown>>(this: void): Events<M>;
  export { new_events as new };
}
