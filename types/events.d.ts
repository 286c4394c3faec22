/** @noSelfInFile */

/** What the handlers of a stanza's event get. Source: `core/stanza_router.lua`. */
interface StanzaEvent {
  readonly origin: ProsodySession;
  readonly stanza: import("util.stanza").Stanza;
}

/** Events of stanzas to a host, by the kind of the address: `full` with a resource, `bare` without, `host` without a user. */
interface ProsodyStanzaEvents {
  "presence/full": StanzaEvent;
  "presence/bare": StanzaEvent;
  "presence/host": StanzaEvent;
}

/** Events of a MUC service. Source: `muc/muc.lib.lua`. */
interface ProsodyMucEvents {
  /** Somebody asks to join a room. Handled (`true`): not let in. */
  "muc-occupant-pre-join": {
    readonly room: MucRoom;
    readonly origin: ProsodySession;
    readonly stanza: import("util.stanza").Stanza;
    readonly occupant: MucOccupant;
  };
  /** A presence that shows a user is being built; handlers may add to it. */
  "muc-build-occupant-presence": MucBuildOccupantPresence;
}

/** The presence of one user in a room, on its way to others. */
interface MucBuildOccupantPresence {
  readonly room: MucRoom;
  /** The presence: what is added to it is sent. */
  readonly stanza: import("util.stanza").Stanza;
  /** The element that the `<item/>`s go into. */
  readonly x?: import("util.stanza").Stanza;
  readonly occupant?: MucOccupant;
  /** The nick to be named in the `<item/>`s. */
  nick?: string | undefined;
  /** The user's bare real JID. */
  readonly bare_jid?: string;
}

/** Every event by name, with what its handlers get. */
interface ProsodyEvents extends ProsodyStanzaEvents, ProsodyMucEvents {}
