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

/** Known names of the server's events, and any other. */
type ProsodyAnyGlobalEventName = keyof ProsodyGlobalEvents | (string & {});

/** What handlers of a host's events get, by name; `unknown` is what is not declared. Editors find a name in it without going through all. */
interface ProsodyEventByName extends ProsodyEvents {
  readonly [name: string]: unknown;
}

/** The same of the server's events. */
interface ProsodyGlobalEventByName extends ProsodyGlobalEvents {
  readonly [name: string]: unknown;
}

/** The events of a module API's host, or of the server. */
type ProsodyEventsOf<M> = M extends ProsodyOfServer ? ProsodyGlobalEventByName : ProsodyEventByName;

/** What the handler of an event gets, unless it says so itself. */
type ProsodyEventFor<M, E extends string> = ProsodyOrOwnEvent<ProsodyEventsOf<M>[E]>;

/** An event, or one that is not declared. */
type ProsodyOrOwnEvent<T> = unknown extends T ? ProsodyOwnEvent : T;

/**
 * What an event asks of its handlers besides: nothing, for an event of one's own.
 * No type is inferred from it: editors check a call at each edit, and there are some two hundred events to be looked through.
 */
type ProsodyHandlerFor<M, E extends string> = NoInfer<ProsodyHandlerOf<ProsodyEventsOf<M>[E], M, E>>;

/** What an event asks of its handlers, by what it is. What is none cannot be handled. */
type ProsodyHandlerOf<T, M, E extends string> = unknown extends T
  ? ProsodyOwnHandlerOf<M, E>
  : (this: void, event: T) => ProsodyEventResult<E> | void;

/** What an event that is not declared asks of its handlers: nothing, unless it is a mistake. */
type ProsodyOwnHandlerOf<M, E extends string> = M extends ProsodyOfServer
  ? unknown extends ProsodyEventByName[E]
    ? unknown
    : "an event of hosts: module.hook()"
  : unknown extends ProsodyGlobalEventByName[E]
    ? E extends ProsodyStanzaEventName
      ? "no event of a stanza: the address is full, bare, host or self"
      : unknown
    : "an event of the server: module.hook_global()";

/** What is fired with an event, on a module API's host or on the server. */
type ProsodyEventDataFor<M, E extends string> = NoInfer<
  M extends ProsodyOfServer ? ProsodyGlobalEventByName[E] : ProsodyEventDataOf<E>
>;

/** What is fired with an event of a host. */
type ProsodyEventDataOf<E extends string> = unknown extends ProsodyEventByName[E]
  ? unknown extends ProsodyGlobalEventByName[E]
    ? unknown
    : "an event of the server: prosody.events.fire_event()"
  : ProsodyEventByName[E];

/** What firing an event gives: what the handler returned that ended it, `undefined` if none did. */
type ProsodyFireResult<E extends string> = unknown extends ProsodyEventByName[E] & ProsodyGlobalEventByName[E]
  ? unknown
  : ProsodyEventResult<E> | undefined;
