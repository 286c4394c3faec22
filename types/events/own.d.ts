/** @noSelfInFile */

/**
 * What handlers of an event get that is not declared: any fields. Declare the event in one of the interfaces of events, or
 * say what the handler gets, to have them known.
 */
type ProsodyOwnEvent = Readonly<Record<string, unknown>>;

/** A name in lower case, without what stands between its words: names that differ in that only are taken for mistakes. */
type ProsodySpelling<N extends string> = ProsodyWithoutHyphens<Lowercase<N>>;

/** A name without what stands between its words. */
type ProsodyWithoutHyphens<N extends string> = N extends `${infer A}-${infer B}`
  ? ProsodyWithoutHyphens<`${A}${B}`>
  : N extends `${infer A}_${infer B}`
    ? ProsodyWithoutHyphens<`${A}${B}`>
    : N extends `${infer A} ${infer B}`
      ? ProsodyWithoutHyphens<`${A}${B}`>
      : N;

/** All that a name becomes when one letter is left out. */
type ProsodyWithoutLetter<N extends string, Before extends string = ""> = string extends N
  ? never
  : N extends `${infer Letter}${infer Rest}`
    ? `${Before}${Rest}` | ProsodyWithoutLetter<Rest, `${Before}${Letter}`>
    : never;

/** A name, and what it is taken for: itself with one letter less, or without `ed` behind. */
type ProsodyMisspellings<N extends string> =
  | ProsodySpelling<N>
  | ProsodyWithoutLetter<ProsodySpelling<N>>
  | (ProsodySpelling<N> extends `${infer Stem}ed` ? Stem : never);

/** Known names by what they could be misspelt as. */
type ProsodyMisspeltNames<Known extends string> = {
  [N in Known as ProsodyMisspellings<N>]: N;
};

/** The names of an interface that are no patterns. */
type ProsodyNamesOf<T> = keyof {
  [
    N in keyof T as N extends string
      ? string extends N
        ? never
        : {} extends Record<N, 1>
          ? never
          : N
      : never
  ]: 1;
} &
  string;

/** Events of hosts by what they could be misspelt as. */
interface ProsodyMisspeltEvents extends ProsodyMisspeltNames<ProsodyNamesOf<ProsodyEvents>> {}

/** Events of the server by what they could be misspelt as. */
interface ProsodyMisspeltGlobalEvents extends ProsodyMisspeltNames<ProsodyNamesOf<ProsodyGlobalEvents>> {}

/** Items by what they could be misspelt as. */
interface ProsodyMisspeltItems extends ProsodyMisspeltNames<ProsodyNamesOf<ProsodyItems>> {}

/** Names that begin like those of stanzas: nobody but the server fires such. */
type ProsodyStanzaEventName =
  | `${"iq" | "message" | "presence" | "pre-iq" | "pre-message" | "pre-presence"}/${string}`
  | `iq-${string}/${string}`;

/**
 * What a name of one's own must be: itself, or the known name that was meant, which is an error. If it is no mistake,
 * declare the name.
 */
type ProsodyOwnName<N extends string, Misspelt> = string extends N
  ? N
  : Extract<ProsodyMisspellings<N>, keyof Misspelt> extends infer Found extends keyof Misspelt
    ? [Found] extends [never]
      ? N
      : Misspelt[Found]
    : N;

/** The name of an event of a host: a known one, or one's own. */
type ProsodyEventName<N extends string> = N extends keyof ProsodyEvents
  ? N
  : N extends keyof ProsodyGlobalEvents
    ? "an event of the server: module.hook_global()"
    : N extends ProsodyStanzaEventName
      ? keyof ProsodyStanzaEvents
      : ProsodyOwnName<N, ProsodyMisspeltEvents>;

/** The name of an event of the server: a known one, or one's own. */
type ProsodyGlobalEventName<N extends string> = N extends keyof ProsodyGlobalEvents
  ? N
  : N extends keyof ProsodyEvents
    ? "an event of hosts: module.hook()"
    : ProsodyOwnName<N, ProsodyMisspeltGlobalEvents>;

/** The name of a kind of items: a known one, or one's own. */
type ProsodyItemName<N extends string> = N extends keyof ProsodyItems
  ? N
  : ProsodyOwnName<N, ProsodyMisspeltItems>;

/** An item of a kind: anything, of one's own. */
type ProsodyItemOf<N extends string> = N extends keyof ProsodyItems ? ProsodyItems[N] : unknown;

/** A handler of an event, a known one or one's own. */
type ProsodyHandlerOf<N extends string, P> = N extends keyof ProsodyEvents
  ? ProsodyHandler<N>
  : (this: void, event: P) => unknown;

/** A handler of an event of the server, a known one or one's own. */
type ProsodyGlobalHandlerOf<N extends string, P> = N extends keyof ProsodyGlobalEvents
  ? ProsodyGlobalHandler<N>
  : (this: void, event: P) => unknown;

/** What an event tells, a known one or one's own. */
type ProsodyEventData<N extends string> = N extends keyof ProsodyEvents ? ProsodyEvents[N] : unknown;

/** Whose events are the server's: no host's module API. */
type ProsodyOfServer = { readonly host: "*" };

/** The events of a module API, with what their handlers get: those of its host, or those of the server. */
type ProsodyEventsOf<M> = M extends ProsodyOfServer ? ProsodyGlobalEvents : ProsodyEvents;

/** The name of an event of a module API: a known one, or one's own. */
type ProsodyEventNameOf<M, E extends string> = M extends ProsodyOfServer
  ? ProsodyGlobalEventName<E>
  : ProsodyEventName<E>;

/** A handler of an event of a module API, a known one or one's own. */
type ProsodyHandlerFor<M, E extends string, P> = M extends ProsodyOfServer
  ? ProsodyGlobalHandlerOf<E, P>
  : ProsodyHandlerOf<E, P>;

/** Known names of events, and any other. */
type ProsodyAnyEventName = keyof ProsodyEvents | keyof ProsodyGlobalEvents | (string & {});
