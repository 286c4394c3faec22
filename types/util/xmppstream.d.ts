/**
 * Parsers of XMPP streams. Source: `util/xmppstream.lua`.
 *
 * @noResolution
 * @noSelfInFile
 */
declare module "util.xmppstream" {
  /** What a stream is about. */
  export interface StreamCallbacks<S = ProsodySession> {
    /** The namespace of the stream's start; default that of XMPP. */
    readonly stream_ns?: string;
    /** The name of the stream's start; default `stream`. */
    readonly stream_tag?: string;
    /** The name of a stream error. */
    readonly error_tag?: string;
    /** The namespace of stanzas. */
    readonly default_ns?: string;
    /**
     * Called at the stream's start, with its attributes.
     * @param session as it was given to `new()`
     * @param attr of `<stream:stream/>`
     */
    streamopened?: (this: void, session: S, attr: import("util.stanza").Attributes) => void;
    /**
     * Called at its end.
     * @param session as it was given to `new()`
     * @param attr nil: not given at the end
     */
    streamclosed?: (this: void, session: S, attr: import("util.stanza").Attributes) => void;
    /**
     * Called on an error: `no-stream`, `parse-error`, `stream-error`.
     * @param session as it was given to `new()`
     * @param error also `invalid-top-level-element`
     * @param data the element of a `stream-error`, the reason of a `parse-error`
     */
    error?: (this: void, session: S, error: string, data?: unknown) => void;
    /**
     * Called for each element.
     * @param session as it was given to `new()`
     * @param stanza whole
     */
    handlestanza?: (this: void, session: S, stanza: ProsodyStanza) => void;
  }

  /**
   * A parser.
   * @self _
   */
  export interface Stream {
    /** Begins a new stream. */
    reset: (this: void) => void;
    /**
     * Parses bytes; nil and the reason on failure.
     * @param data any part of a stream, as it comes
     */
    feed(data: string): LuaMultiReturn<[ok: true | undefined, err: string | undefined]>;
    /**
     * Has callbacks called for another session.
     * @param stream the parser itself
     * @param new_session handed to the callbacks from now on
     */
    set_session: (this: void, stream: Stream, new_session: object) => void;
    /**
     * How many bytes an element may have, and from 0.12 on how many elements.
     * @paramsSince 0.12 new_max_elements
     * @param new_stanza_size_limit in bytes
     * @param new_max_elements nil for no limit
     */
    set_stanza_size_limit(new_stanza_size_limit: number, new_max_elements?: number): void;
  }

  /**
   * A parser for a session, which gets `open_stream` by it.
   * @paramsSince 0.12 ex
   * @param session handed to the callbacks
   * @param stream_callbacks `default_ns` and `handlestanza` at least
   * @param stanza_size_limit in bytes; default 10,000, before 13.0 a mebibyte
   * @param ex `max_elements` in it has no effect: see `set_stanza_size_limit()`
   */
  function new_function<S extends object = ProsodySession>(
    this: void,
    session: S,
    stream_callbacks: StreamCallbacks<S>,
    stanza_size_limit?: number,
    ex?: object,
  ): Stream;
  export { new_function as new };
  /**
   * What LuaExpat needs.
   * @paramsSince 0.12 max_elements
   * @param session handed to the callbacks
   * @param stream_callbacks as those of `new()`
   * @param cb_handleprogress gets how many bytes were parsed
   * @param max_elements for a stanza; nil for no limit
   */
  export function new_sax_handlers(
    this: void,
    session: object,
    stream_callbacks: StreamCallbacks<never>,
    cb_handleprogress?: (this: void, bytes: number) => void,
    max_elements?: number,
  ): LuaMultiReturn<[handlers: object, control: object]>;
  /** What stands between namespace and name in LuaExpat's names. */
  export const ns_separator: string;
  /** The Lua pattern that takes such names apart. */
  export const ns_pattern: string;
}
