/** @noSelfInFile */

/**
 * What handlers of an event get that is not declared: any fields. Declare the event in one of the interfaces of events, or
 * say what the handler gets, to have them known.
 */
type ProsodyOwnEvent = Readonly<Record<string, unknown>>;

/** Names that begin like those of stanzas: nobody but the server fires such. */
type ProsodyStanzaEventName =
  | `${"iq" | "message" | "presence" | "pre-iq" | "pre-message" | "pre-presence"}/${string}`
  | `iq-${string}/${string}`;

/** A kind of items: a known one, or one's own. */
type ProsodyItemName = keyof ProsodyItems | (string & {});

/** An item of a kind: anything, of one's own. */
type ProsodyItemOf<N extends string> = N extends keyof ProsodyItems ? ProsodyItems[N] : unknown;

/** Whose events are the server's: no host's module API. */
type ProsodyOfServer = { readonly host: "*" };

/** Known names of events, and any other. */
type ProsodyAnyEventName = keyof ProsodyEvents | keyof ProsodyGlobalEvents | (string & {});

/** What the handler of an event gets that is not declared; a handler that says what it gets decides that itself. */
type ProsodyOwnEventOf<E> = E extends keyof ProsodyEvents
  ? never
  : E extends keyof ProsodyGlobalEvents
    ? never
    : ProsodyOwnEvent;

/**
 * What an event asks of its handlers besides, of a module API's host or of the server: nothing, for an event of one's own.
 * No type is inferred from it: editors check a call at each edit, and there are some two hundred events to be looked through.
 */
type ProsodyHandlerFor<M, E> = NoInfer<
  M extends ProsodyOfServer ? ProsodyGlobalHandlerOf<E> : ProsodyHandlerOf<E>
>;

/** What an event of a host asks of its handlers. What is none cannot be handled. */
type ProsodyHandlerOf<E> = E extends keyof ProsodyEvents
  ? ProsodyHandler<E>
  : E extends keyof ProsodyGlobalEvents
    ? "an event of the server: module.hook_global()"
    : E extends ProsodyStanzaEventName
      ? "no event of a stanza: the address is full, bare, host or self"
      : unknown;

/** What an event of the server asks of its handlers. What is none cannot be handled. */
type ProsodyGlobalHandlerOf<E> = E extends keyof ProsodyGlobalEvents
  ? ProsodyGlobalHandler<E>
  : E extends keyof ProsodyEvents
    ? "an event of hosts: module.hook()"
    : unknown;

/** What is fired with an event, on a module API's host or on the server. */
type ProsodyEventDataFor<M, E> = NoInfer<
  M extends ProsodyOfServer ? ProsodyGlobalEventDataOf<E> : ProsodyEventDataOf<E>
>;

/** What is fired with an event of a host. */
type ProsodyEventDataOf<E> = E extends keyof ProsodyEvents
  ? ProsodyEvents[E]
  : E extends keyof ProsodyGlobalEvents
    ? "an event of the server: prosody.events.fire_event()"
    : unknown;

/** What is fired with an event of the server. */
type ProsodyGlobalEventDataOf<E> = E extends keyof ProsodyGlobalEvents ? ProsodyGlobalEvents[E] : unknown;

/** What firing an event gives: what the handler returned that ended it, `undefined` if none did. */
type ProsodyFireResult<E> = E extends keyof ProsodyEvents | keyof ProsodyGlobalEvents
  ? ProsodyEventResult<E> | undefined
  : unknown;
