/** @noSelfInFile */

/** What a handler returns: anything but nil ends the event, for stanzas `true` says that it was handled. */
type ProsodyHandled = boolean | undefined;

/** What events come to that want another answer than whether they were handled. Augment it with those of your own. */
interface ProsodyEventResults {
  /** The role; `false` for none: the user may not enter. */
  "muc-get-default-role": MucRole | false | undefined;
  /** Another form than the one in the event; anything else but nil breaks the room's configuration. */
  "muc-config-form": import("util.dataforms").DataForm | ProsodyHandled;
  /** The text of an item of PubSub. */
  [name: `pubsub-summary/${string}`]: string | undefined;
  /** A page for people. */
  "http-message": string | undefined;
}

/** What the handlers of an event may return. */
type ProsodyEventResult<E> = E extends keyof ProsodyEventResults ? ProsodyEventResults[E] : ProsodyHandled;

/** Every event of a host by name, with what its handlers get. */
interface ProsodyEvents extends ProsodyStanzaEvents, ProsodyMucEvents, ProsodyHostEvents {}
