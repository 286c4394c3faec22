/** @noSelfInFile */

/** What most events of rooms tell. */
interface MucEvent {
  /** The room. */
  readonly room: MucRoom;
}

/** What the handlers of a stanza in a room get. */
interface MucStanzaEvent extends MucEvent {
  /** Where the stanza came from: answers go to `origin.send()`. */
  readonly origin: ProsodyOrigin;
  /** The stanza itself, not a copy. */
  readonly stanza: ProsodyStanza;
}

/** Somebody asks to enter a room. */
interface MucOccupantPreJoin extends MucStanzaEvent {
  /** Who they would be; handlers may change nick and role. */
  readonly occupant: MucOccupant;
  /** Whether the nick is not in the room yet. */
  readonly is_first_session?: boolean;
  /** Set while the room is being created. */
  readonly is_new_room?: boolean;
  /** Set where a session of another nick leaves with this. */
  readonly is_last_session?: boolean;
}

/** Somebody asks for another nick, or shows another presence. */
interface MucOccupantPreChange extends MucStanzaEvent {
  /** Who they are. */
  readonly orig_occupant: MucOccupant;
  /** Who they would be; handlers may change nick and role. */
  readonly dest_occupant: MucOccupant;
  /** Whether the new nick is not in the room yet; `undefined` where the nick stays. */
  readonly is_first_session?: boolean;
  /** Whether no other session keeps the old nick. */
  readonly is_last_session?: boolean;
}

/** Somebody asks to leave. */
interface MucOccupantPreLeave extends MucStanzaEvent {
  /** Who asks. */
  readonly occupant: MucOccupant;
  /** Whether no other session keeps the nick. */
  readonly is_last_session?: boolean;
}

/** Somebody has entered. */
interface MucOccupantJoined extends MucStanzaEvent {
  /** The occupant JID. */
  readonly nick: string;
  /** Who has entered. */
  readonly occupant: MucOccupant;
}

/** A session has entered, of a new occupant or of one who is in the room already. */
interface MucOccupantSessionNew extends MucOccupantJoined {
  /** The session's full real JID. */
  readonly jid: string;
}

/** Somebody has left, by themselves or not. */
interface MucOccupantLeft extends MucEvent {
  /** The occupant JID. */
  readonly nick: string;
  /** Who has left. */
  readonly occupant: MucOccupant;
  /** Where the occupant left by themselves: their session. */
  readonly origin?: ProsodyOrigin;
  /** Where the occupant left by themselves: their presence. */
  readonly stanza?: ProsodyStanza;
}

/** The presence of one user in a room, on its way to others. */
interface MucBuildOccupantPresence extends MucEvent {
  /** The presence: what is added to it is sent. */
  readonly stanza: ProsodyStanza;
  /** The element that the `<item/>`s go into. */
  readonly x?: ProsodyStanza;
  /** Whom it shows; `undefined` for one who is not in the room. */
  readonly occupant?: MucOccupant;
  /** The nick to be named in the `<item/>`s. */
  nick?: string | undefined;
  /** The full real JID of who caused it. */
  actor?: string | undefined;
  /** Why. */
  reason?: string | undefined;
  /** The user's bare real JID, where the user is not in the room. */
  readonly bare_jid?: string;
}

/** A presence about to be shown to the whole room. */
interface MucBroadcastPresence extends MucBuildOccupantPresence {
  /** The element that the `<item/>`s go into. */
  readonly x: ProsodyStanza;
  /** Whom it shows. */
  readonly occupant: MucOccupant;
}

/** A message in the room, from outside or from an occupant. */
interface MucOccupantGroupchat extends MucStanzaEvent {
  /** The sender's full real JID. */
  readonly from: string;
  /** The sender; `undefined` if they are not in the room. */
  readonly occupant?: MucOccupant;
}

/** A message for all. */
interface MucBroadcastMessage extends MucEvent {
  /** The message: what is added to it is sent. */
  readonly stanza: ProsodyStanza;
}

/** An invitation, or a refusal of one, on its way. */
interface MucInvite extends MucEvent {
  /** Where it came from. */
  readonly origin: ProsodyOrigin;
  /** What is sent. */
  readonly stanza: ProsodyStanza;
  /** What came in. */
  readonly incoming: ProsodyStanza;
}

/** A service discovery query to a room is being answered. */
interface MucDiscoInfo extends MucEvent {
  /** The query. */
  readonly stanza: ProsodyStanza;
  /** The answer: features are added to it. */
  readonly reply: ProsodyStanza;
}

/** A service discovery query to a room as such is being answered. */
interface MucRoomDiscoInfo extends MucDiscoInfo {
  /** The form in the answer; append fields to it. */
  readonly form: import("util.dataforms").DataForm;
  /** The values of the form's fields. */
  readonly formdata: import("util.dataforms").FormData;
}

/** A room's configuration form is being built. */
interface MucConfigForm extends MucEvent {
  /** The full real JID of who asked for it. */
  readonly actor: string;
  /** The form; append fields to it. */
  readonly form: import("util.dataforms").DataForm;
}

/** A room's configuration form was filled in. */
interface MucConfigSubmitted extends MucStanzaEvent {
  /** The full real JID of who did. */
  readonly actor: string;
  /** What was filled in, by the names of the fields. */
  readonly fields: import("util.dataforms").FormData;
  /** Status codes to be sent to the room, such as `"104"`. */
  readonly status_codes: Record<string, true | undefined>;
  /**
   * Sets what `room.get_NAME()` gets to what was filled in, if it is another value (and one of those allowed), and notes
   * status 104. Returns `true` if so.
   * @param name of the getter and setter, without `get_`
   * @param field the form's, such as `muc#roomconfig_roomname`
   * @param allowed other values than its keys are ignored; nil for all
   */
  update_option: (
    this: void,
    name: string,
    field: string,
    allowed?: Readonly<Record<string, unknown>>,
  ) => true | undefined;
}

/** One field of a room's configuration form was filled in. */
interface MucConfigFieldSubmitted extends MucConfigSubmitted {
  /** The name of the field. */
  readonly field: string;
  /** What was filled in; `undefined` if it was not readable. */
  readonly value?: import("util.dataforms").FieldValue;
}

/** The role that users of an affiliation get when they enter. */
interface MucGetDefaultRole extends MucEvent {
  /** The affiliation; `undefined` for `none`. */
  readonly affiliation?: MucAffiliation;
  /** The affiliation as a number, `none` 0, above it the higher ones, below it `outcast`. */
  readonly affiliation_rank: number;
}

/** Messages for somebody who enters. */
interface MucGetHistory extends MucEvent {
  /** The presence they entered with. */
  readonly stanza: ProsodyStanza;
  /** The full real JID of who they are for. */
  readonly to: string;
  /** At most so many characters. */
  readonly maxchars?: number;
  /** At most so many messages. */
  readonly maxstanzas?: number;
  /** None before, in seconds since 1970. */
  readonly since?: number;
  /** Gives the next message, `undefined` after the last: set by the handler that knows. */
  next_stanza?: (this: void) => ProsodyStanza | undefined;
}

/** A change of affiliation is asked for. */
interface MucPreSetAffiliation extends MucEvent {
  /** The full real JID of who asks; `undefined` for the service itself. */
  readonly actor?: string;
  /** The bare real JID of whom it is about. */
  readonly jid: string;
  /** The affiliation that is asked for. */
  readonly affiliation: MucAffiliation;
  /** Why; `undefined` if that is not said. */
  readonly reason?: string;
  /** The affiliation now. */
  readonly previous_affiliation: MucAffiliation;
  /** What is to be kept with the affiliation. */
  data?: MucAffiliationData;
  /** What is kept with it now. */
  readonly previous_data?: MucAffiliationData;
  /** `false` forbids it. */
  allowed?: boolean;
  /** How it is forbidden; default `cancel`, `not-allowed`. */
  error?: { readonly type: ProsodyErrorType; readonly condition: string };
}

/** An affiliation was changed. */
interface MucSetAffiliation extends MucEvent {
  /** The full real JID of who did; `undefined` for the service itself. */
  readonly actor?: string;
  /** The bare real JID of whom it is about. */
  readonly jid: string;
  /** The affiliation now. */
  readonly affiliation: MucAffiliation;
  /** Why; `undefined` if that is not said. */
  readonly reason?: string;
  /** The affiliation before; before 0.12 `undefined` for `none`. */
  readonly previous_affiliation?: MucAffiliation;
  /** What is kept with the affiliation. */
  readonly data?: MucAffiliationData;
  /**
   * What was kept with it before.
   * @since 0.12
   * @sometimes
   */
  readonly previous_data?: MucAffiliationData;
  /** Whether the user is in the room. */
  readonly in_room: boolean;
}

/** Something that is kept with an affiliation was changed. */
interface MucSetAffiliationData extends MucEvent {
  /** The bare real JID of whom it is about. */
  readonly jid: string;
  /** The field that was changed. */
  readonly key: string;
  /** What it is now; `undefined` for nothing. */
  readonly value?: unknown;
  /** What it was before; `undefined` for nothing. */
  readonly old_value?: unknown;
}

/** A change of role is asked for. */
interface MucPreSetRole extends MucEvent {
  /** The full real JID of who asks. */
  readonly actor: string;
  /** Whose role it is. */
  readonly occupant: MucOccupant;
  /** The role; `undefined` for `none`: to be removed from the room. */
  readonly role?: MucOccupant["role"];
  /** Whether it is allowed; `undefined` leaves it to the rules of the protocol. */
  allowed?: boolean;
  /** How it is forbidden. */
  error?: ProsodyErrorType;
  /** How it is forbidden. */
  condition?: string;
}

/** An occupant without a voice asks for one, or a moderator answers. */
interface MucVoice extends MucStanzaEvent {
  /** The form, by the names of its fields. */
  readonly fields: import("util.dataforms").FormData;
  /** Who asks or answers. */
  readonly occupant: MucOccupant;
}

/** A room was created. */
interface MucRoomCreated extends MucEvent {
  /** Who entered first; `undefined` where another module made it. */
  readonly creator?: MucOccupant;
  /** The session of the creator; `undefined` without one. */
  readonly origin?: ProsodyOrigin;
  /** The presence of the creator; `undefined` without one. */
  readonly stanza?: ProsodyStanza;
}

/** A room is about to be destroyed. */
interface MucPreRoomDestroy extends MucEvent {
  /** The JID of the room that comes after. */
  newjid?: string | undefined;
  /** Why; `undefined` if that is not said. */
  reason?: string | undefined;
  /** The password of the room that comes after. */
  password?: string | undefined;
  /** The element that the occupants are told with. */
  readonly x: ProsodyStanza;
  /** `false` forbids it. */
  allowed: boolean;
  /** How it is forbidden. */
  error?: ProsodyErrorType;
}

/** A room was destroyed. */
interface MucRoomDestroyed extends MucEvent {
  /** The JID of the room that comes after. */
  readonly newjid?: string;
  /** Why; `undefined` if that is not said. */
  readonly reason?: string;
  /** The password of the room that comes after. */
  readonly password?: string;
}

/** A room is about to be loaded from storage. */
interface MucRoomPreRestore {
  /** The bare JID of the room. */
  readonly jid: string;
  /** What was saved. */
  readonly data: Readonly<Record<string, unknown>>;
}

/** A room was loaded from storage. */
interface MucRoomRestored extends MucEvent {
  /** The bare JID of the room. */
  readonly jid: string;
}

/** Somebody registers a nick. */
interface MucRegistrationSubmitted extends MucStanzaEvent {
  /** What is to be kept with the affiliation. */
  readonly affiliation_data: MucAffiliationData;
  /** The form that was filled in. */
  readonly submitted_data: import("util.dataforms").FormData;
}

/** Events of a MUC service. Source: `muc/muc.lib.lua` and its neighbours. */
interface ProsodyMucEvents {
  /** A room is about to be created. Handled (`true`): it is not. */
  "muc-room-pre-create": MucStanzaEvent;
  /** A room was created. */
  "muc-room-created": MucRoomCreated;
  /** A room is about to be loaded from storage. `false`: it is not. */
  "muc-room-pre-restore": MucRoomPreRestore;
  /** A room was loaded from storage. */
  "muc-room-restored": MucRoomRestored;
  /** A room was locked until its owner configures it. */
  "muc-room-locked": MucEvent;
  /** A room was unlocked. */
  "muc-room-unlocked": MucEvent;
  /**
   * A room is about to be destroyed; `allowed` says whether it may be.
   * @since 0.12
   */
  "muc-pre-room-destroy": MucPreRoomDestroy;
  /** A room was destroyed. */
  "muc-room-destroyed": MucRoomDestroyed;

  /** Somebody asks to join a room. Handled (`true`): not let in. */
  "muc-occupant-pre-join": MucOccupantPreJoin;
  /** Somebody in a room sends another presence, or changes the nick. Handled (`true`): not done. */
  "muc-occupant-pre-change": MucOccupantPreChange;
  /** Somebody asks to leave. Handled (`true`): not done. */
  "muc-occupant-pre-leave": MucOccupantPreLeave;
  /** Somebody has entered. */
  "muc-occupant-joined": MucOccupantJoined;
  /** A session has entered. */
  "muc-occupant-session-new": MucOccupantSessionNew;
  /** Somebody has left. */
  "muc-occupant-left": MucOccupantLeft;
  /** The role of somebody who enters is asked for. */
  "muc-get-default-role": MucGetDefaultRole;
  /**
   * A presence that shows a user is being built; handlers may add to it.
   * @since 0.12
   */
  "muc-build-occupant-presence": MucBuildOccupantPresence;
  /** A presence is about to be shown to the room; handlers may add to it. */
  "muc-broadcast-presence": MucBroadcastPresence;

  /** A message to the room. Handled (`true`): not sent on. */
  "muc-occupant-groupchat": MucOccupantGroupchat;
  /** A message is about to go to all occupants. Handled (`true`): it does not. */
  "muc-broadcast-message": MucBroadcastMessage;
  /**
   * A private message is about to go to an occupant. `false`: it does not.
   * @since 0.12
   */
  "muc-private-message": MucStanzaEvent;
  /** Whether a message belongs into the history is asked for. */
  "muc-message-is-historic": MucBroadcastMessage;
  /** A message is put into the history. */
  "muc-add-history": MucBroadcastMessage;
  /** The history for somebody who enters is asked for. */
  "muc-get-history": MucGetHistory;
  /** Somebody invites somebody. Handled (`true`): not done. */
  "muc-pre-invite": MucStanzaEvent;
  /** An invitation is about to be sent. Handled (`true`): it is not. */
  "muc-invite": MucInvite;
  /** Somebody declines an invitation. Handled (`true`): not done. */
  "muc-pre-decline": MucStanzaEvent;
  /** A refusal is about to be sent. Handled (`true`): it is not. */
  "muc-decline": MucInvite;
  /** An occupant asks for a voice. */
  "muc-voice-request": MucVoice;
  /** A moderator answers to that. */
  "muc-voice-response": MucVoice;

  /**
   * A change of affiliation is asked for; `allowed` says whether it may be.
   * @since 0.12
   */
  "muc-pre-set-affiliation": MucPreSetAffiliation;
  /** An affiliation was changed. */
  "muc-set-affiliation": MucSetAffiliation;
  /**
   * Something kept with an affiliation was changed, by its key.
   * @since 0.12
   */
  [name: `muc-set-affiliation-data/${string}`]: MucSetAffiliationData;
  /**
   * A change of role is asked for; `allowed` says whether it may be.
   * @since 0.12
   */
  "muc-pre-set-role": MucPreSetRole;
  /**
   * Somebody registers a nick. Handled (`true`): not done.
   * @since 0.12
   */
  "muc-registration-submitted": MucRegistrationSubmitted;

  /** The configuration form is being built. */
  "muc-config-form": MucConfigForm;
  /** The configuration form was filled in. */
  "muc-config-submitted": MucConfigSubmitted;
  /** One of its fields was filled in, by its name. */
  [name: `muc-config-submitted/${string}`]: MucConfigFieldSubmitted;
  /** A service discovery query to a room is being answered. */
  "muc-disco#info": MucRoomDiscoInfo;
  /** One for a node is being answered, by its name. */
  [name: `muc-disco#info/${string}`]: MucDiscoInfo;
}
