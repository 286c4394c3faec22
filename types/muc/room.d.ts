/** @noSelfInFile */

/** Who of the users may send private messages, from 13.0 on. */
type MucAllowPm = "visitor" | "participant" | "moderator" | "affiliated" | "none";

/** What is kept with an affiliation. Augment it with what your module keeps. */
interface MucAffiliationData {
  /** The nick that is registered to the user. */
  reserved_nickname?: string;
  /** Why the user has the affiliation. */
  reason?: string;
  /**
   * Hats, by URI (XEP-0317).
   * @since 0.12
   * @sometimes
   */
  hats?: Record<string, { readonly active?: boolean; readonly title?: string } | undefined>;
}

/** A message in a room's history. */
interface MucHistoryEntry {
  /** The message. */
  readonly stanza: ProsodyStanza;
  /** When it came, in seconds since 1970. */
  readonly timestamp: number;
}

/** What a handler of stanzas in a room returns: whether it was handled. */
type MucHandled = boolean | undefined;

/** What a change in a room comes to: nil, and how to refuse it, on failure. */
type MucOutcome = LuaMultiReturn<
  [ok: boolean | undefined, error_type: ProsodyErrorType | undefined, condition: string | undefined]
>;

/**
 * A chat room. Its setters return whether they changed anything, and do not save the room: see `save()`.
 * Source: `muc/muc.lib.lua` and its neighbours.
 *
 * @self room
 */
interface MucRoom {
  /** The room's bare JID. */
  readonly jid: string;
  /** The room's configuration, as it is saved. Private; modules may keep their own settings in it. */
  readonly _data: MucRoomData;
  /** Occupants by occupant JID. Private; see `each_occupant()`. */
  readonly _occupants: Record<string, MucOccupant | undefined>;
  /** Occupant JIDs by full real JID. Private; see `get_occupant_jid()`. */
  readonly _jid_nick: Record<string, string | undefined>;
  /** Affiliations by bare real JID. Private; see `each_affiliation()`. */
  readonly _affiliations: Record<string, MucAffiliation | undefined>;
  /** What is kept with affiliations, by bare real JID. Private; see `get_affiliation_data()`. */
  readonly _affiliation_data: Record<string, MucAffiliationData | undefined>;
  /** The last messages. Private; `undefined` before the first. */
  readonly _history?: readonly MucHistoryEntry[];
  /** Bare real JIDs by the nick registered to them. Private; `undefined` before somebody asked. */
  readonly _reserved_nicks?: Record<string, string | undefined>;
  /** Set while the room is being destroyed: why, or `true`. */
  readonly destroying?: string | true;

  // Occupants
  /**
   * The occupant JID of a session by its full real JID; `undefined` if it is not in the room.
   * @param real_jid full: of a bare one nothing is found
   */
  get_occupant_jid(real_jid: string): string | undefined;
  /**
   * A copy of the occupant of that occupant JID; `undefined` if nobody has it.
   * @param nick an occupant JID, not the resource of one
   */
  get_occupant_by_nick(nick: string): MucPresentOccupant | undefined;
  /**
   * A copy of the occupant that a session belongs to; `undefined` if it is not in the room.
   * @param real_jid with a resource: that of one of the user's clients
   */
  get_occupant_by_real_jid(real_jid: string): MucPresentOccupant | undefined;
  /**
   * Occupant JIDs and copies of their occupants. `read_only` does nothing.
   * @param read_only has no effect
   */
  each_occupant(
    read_only?: boolean,
  ): LuaIterable<LuaMultiReturn<[nick: string, occupant: MucPresentOccupant]>>;
  /** Whether anybody is in the room. */
  has_occupant(): boolean;
  /**
   * A record of an occupant who is not (yet) in the room, with the default role of the user's affiliation.
   * @param bare_real_jid the user's, without a resource
   * @param nick an occupant JID
   */
  new_occupant(bare_real_jid: string, nick: string): MucOccupant;
  /**
   * Puts a copy of the occupant into the room, in the place of the one before. Returns the copy, `undefined` if no session is left.
   * @param occupant without a role, or without a session that is available, it leaves the room
   */
  save_occupant(occupant: MucOccupant): MucOccupant | undefined;
  /**
   * Sends a stanza to all sessions of an occupant.
   * @param occupant gets it in all of its sessions
   * @param stanza its `to` is set for each session
   */
  route_to_occupant(occupant: MucOccupant, stanza: ProsodyStanza): void;
  /**
   * The occupant-id (XEP-0421) of an occupant, which is kept in its `stable_id`.
   * @since 0.12
   * @param occupant its `bare_jid` alone counts
   */
  get_occupant_id?(occupant: MucOccupant): string;
  /**
   * What occupant-ids are made with; made at the first call.
   * @since 0.12
   */
  get_salt?(): string;
  /**
   * The role of an occupant JID; `undefined` if nobody has it.
   * @param nick an occupant JID
   */
  get_role(nick: string): MucOccupant["role"];
  /**
   * Gives an occupant a role, or removes it from the room (`none`). The actor is a full real JID; `true` may do anything.
   * @param actor a full real JID; `true` may do anything
   * @param occupant_jid of the room, with the nick
   * @param role `undefined` puts out
   * @param reason for people
   */
  set_role(
    actor: string | true,
    occupant_jid: string,
    role: MucRole | undefined,
    reason?: string,
  ): MucOutcome;
  /**
   * Whether a user may give an occupant a role.
   * @since 0.12
   * @param actor a full real JID
   * @param occupant whose role is to be changed
   * @param role nil puts out
   */
  may_set_role?(actor: string, occupant: MucOccupant, role: MucOccupant["role"]): MucOutcome;
  /**
   * The role that users of an affiliation get, and its rank; `undefined` if they may not enter.
   * @param affiliation nil for `none`
   */
  get_default_role(
    affiliation: MucAffiliation | undefined,
  ): LuaMultiReturn<[role: MucOccupant["role"], rank: number]>;

  // Affiliations
  /**
   * The affiliation of a user by any of its JIDs; `undefined` for `none`.
   * @param jid a real JID, bare or full
   */
  get_affiliation(jid: string): MucAffiliation | undefined;
  /**
   * Gives a user an affiliation, and saves the room. The actor is a full real JID; `true` may do anything. `data` replaces what is kept with it, `false` removes that.
   * @param actor a full real JID; `true` may do anything
   * @param jid a real JID of the user
   * @param affiliation `undefined` for `none`, `outcast` bans
   * @param reason for people
   * @param data replaces what is kept with it, `false` removes that
   */
  set_affiliation(
    actor: string | true,
    jid: string,
    affiliation: MucAffiliation | undefined,
    reason?: string,
    data?: MucAffiliationData | false,
  ): MucOutcome;
  /**
   * Bare real JIDs, their affiliations and what is kept with those; of one affiliation or of all but `none`.
   * @param with_affiliation `none` finds nothing; default: all
   */
  each_affiliation(
    with_affiliation?: MucAffiliation,
  ): LuaIterable<
    LuaMultiReturn<[jid: string, affiliation: MucAffiliation, data: MucAffiliationData | undefined]>
  >;
  /**
   * What is kept with the affiliation of a bare real JID, or one field of it; `undefined` without.
   * @param jid a bare real JID: of a full one nothing is found
   */
  get_affiliation_data(jid: string): MucAffiliationData | undefined;
  get_affiliation_data<K extends keyof MucAffiliationData>(
    jid: string,
    key: K,
  ): MucAffiliationData[K] | undefined;
  /**
   * Keeps something with the affiliation of a bare real JID, and saves the room.
   * @since 0.12
   * @param jid a bare real JID
   * @param key a field of your own, or `reserved_nickname`
   * @param value nil removes the field
   */
  set_affiliation_data?<K extends keyof MucAffiliationData>(
    jid: string,
    key: K,
    value: MucAffiliationData[K] | undefined,
  ): LuaMultiReturn<[ok: true | undefined, err: string | undefined]>;
  /**
   * The nick that is registered to a bare real JID; `undefined` without one.
   * @param jid a bare real JID
   */
  get_registered_nick(jid: string): string | undefined;
  /**
   * The bare real JID a nick is registered to; `undefined` if it is not.
   * @param nick the resource alone
   */
  get_registered_jid(nick: string): string | undefined;

  // Sending
  /**
   * Sends a stanza to the address in its `to`.
   * @param stanza with `to` and `from`; the room changes neither
   */
  route_stanza(stanza: ProsodyStanza): void;
  /**
   * Sends a stanza to all occupants, or to those for whom a function is true.
   * @param stanza its `to` is set for each occupant
   * @param cond_func who gets it; default all
   */
  broadcast(
    stanza: ProsodyStanza,
    cond_func?: (this: void, nick: string, occupant: MucPresentOccupant) => boolean,
  ): void;
  /**
   * Sends a message to all occupants, unless a handler of `muc-broadcast-message` deals with it.
   * @param stanza with `from`, an occupant JID; its `to` is set for each occupant
   */
  broadcast_message(stanza: ProsodyStanza): true;
  /**
   * Shows an occupant to all others, or to one, as far as they may see it; `x` is what the `<item/>`s are added to.
   * @paramsSince 0.12 prev_role, force_unavailable, recipient
   * @param occupant as it is now; one without a role has left
   * @param x a `<x xmlns='http://jabber.org/protocol/muc#user'/>`, with status codes if there are any
   * @param nick for the old nick's presence: the new one, without the room
   * @param actor a full real JID
   * @param reason for people
   * @param prev_role the role before, where it has changed
   * @param force_unavailable shows the occupant as gone
   * @param recipient the only one to be told; default: all who may see it
   */
  publicise_occupant_status(
    occupant: MucOccupant,
    x: ProsodyStanza | MucPresencePayloads,
    nick?: string,
    actor?: string,
    reason?: string,
    prev_role?: MucOccupant["role"],
    force_unavailable?: boolean,
    recipient?: MucOccupant,
  ): void;
  /**
   * Appends the `<item/>`s that describe an occupant to `x`: one, or one for each session where real JIDs are shown. Returns `x`.
   * @param occupant who is described
   * @param x a `<x xmlns='http://jabber.org/protocol/muc#user'/>`
   * @param is_anonymous leaves out real JIDs
   * @param nick a new one, without the room
   * @param actor_nick who did it, as others see them
   * @param actor_jid who did it, where real JIDs are shown
   * @param reason for people
   */
  build_item_list(
    occupant: MucOccupant,
    x: ProsodyStanza,
    is_anonymous: boolean,
    nick?: string,
    actor_nick?: string,
    actor_jid?: string,
    reason?: string,
  ): ProsodyStanza;
  /**
   * The presence that shows the absent owner of a nick; `undefined` if the nick is not registered.
   * @since 0.12
   * @param from_muc_jid an occupant JID
   * @param to_jid a real JID, which decides what is shown
   */
  build_unavailable_presence?(from_muc_jid: string, to_jid: string): ProsodyStanza | undefined;
  /**
   * Shows all occupants to a full real JID, or those for whom a function is true.
   * @param to a full real JID
   * @param filter gets a bare real JID and nil for somebody absent; `false` leaves out
   */
  send_occupant_list(
    to: string,
    filter?: (this: void, occupant_jid: string, occupant: MucOccupant | undefined) => boolean,
  ): void;
  /**
   * Sends the history that a join asks for to who joins.
   * @param stanza the presence of the join; its `<history/>` limits how much is sent
   */
  send_history(stanza: ProsodyStanza): void;
  /**
   * Sends the subject to a full real JID.
   * @param to a full real JID
   * @param time when it was set, in seconds since 1970; nil for just now
   */
  send_subject(to: string, time?: number): void;
  /**
   * Answers an iq with the configuration form.
   * @param origin who asked
   * @param stanza the iq that is answered
   */
  send_form(origin: ProsodyOrigin, stanza: ProsodyStanza): void;
  /**
   * Answers a presence probe.
   * @since 0.12
   * @param origin who asked
   * @param stanza the probe
   * @param probing_occupant nil for somebody who is not in the room: refused
   */
  respond_to_probe?(
    origin: ProsodyOrigin,
    stanza: ProsodyStanza,
    probing_occupant: MucOccupant | undefined,
  ): void;
  /**
   * Whether a user may not see real JIDs.
   * @since 0.12
   * @param jid a real JID of the one who looks
   */
  is_anonymous_for?(jid: string): boolean;

  // Life
  /**
   * Saves a room that is persistent, or any with `savestate`; with `forced` removes what was saved of one that is not. Returns nil on failure.
   * @param forced removes what was saved, if the room is not persistent
   * @param savestate saves any room, with its occupants
   */
  save(forced?: boolean, savestate?: boolean): boolean | undefined;
  /**
   * What is to be saved of the room, and with `live` of its occupants.
   * @param live with the occupants
   */
  freeze(
    live?: boolean,
  ): LuaMultiReturn<[frozen: Record<string, unknown>, state: Record<string, unknown> | undefined]>;
  /**
   * Removes all occupants.
   * @param x a `<x xmlns='http://jabber.org/protocol/muc#user'/>` that everybody gets
   */
  clear(x?: ProsodyStanza): void;
  /**
   * Destroys the room. Before 0.12 it cannot fail, and returns nothing.
   * @param newjid another room, for those who were here
   * @param reason for people
   * @param password of that other room
   */
  destroy(
    newjid?: string,
    reason?: string,
    password?: string,
  ): LuaMultiReturn<[ok: boolean, err: ProsodyErrorType | undefined]>;

  // Configuration
  /** The name; `undefined` without. */
  get_name(): string | undefined;
  /**
   * Sets the name. Returns whether it changed.
   * @param name nil or empty removes it
   */
  set_name(name: string | undefined): boolean;
  /** The description; `undefined` without. */
  get_description(): string | undefined;
  /**
   * Sets the description. Returns whether it changed.
   * @param description nil or empty removes it
   */
  set_description(description: string | undefined): boolean;
  /** The language; `undefined` without. */
  get_language(): string | undefined;
  /**
   * Sets the language. Returns whether it changed.
   * @param language a tag such as `de`; nil or empty removes it
   */
  set_language(language: string | undefined): boolean;
  /** The password; `undefined` without. */
  get_password(): string | undefined;
  /**
   * Sets the password; the empty one removes it. Returns whether it changed.
   * @param password in clear; nil or empty removes it
   */
  set_password(password: string | undefined): boolean;
  /** Who may see real JIDs. */
  get_whois(): "anyone" | "moderators";
  /**
   * Sets who may see real JIDs. Returns whether it changed.
   * @param whois who sees real JIDs
   */
  set_whois(whois: "anyone" | "moderators"): boolean;
  /** Whether it is not in public lists; `undefined` for no. */
  get_hidden(): boolean | undefined;
  /**
   * Sets whether it is not in public lists. Returns whether it changed.
   * @param hidden true keeps it off public lists
   */
  set_hidden(hidden: boolean): boolean;
  /** Whether it is in public lists. */
  get_public(): boolean;
  /**
   * Sets whether it is in public lists. Returns whether it changed.
   * @param public false keeps it off public lists
   */
  set_public(public: boolean): boolean;
  /** Whether it stays when empty; `undefined` for no. */
  get_persistent(): boolean | undefined;
  /**
   * Sets whether it stays when empty. Returns whether it changed.
   * @param persistent true keeps it when the last occupant leaves
   */
  set_persistent(persistent: boolean): boolean;
  /** Whether only members may enter; `undefined` for no. */
  get_members_only(): boolean | undefined;
  /**
   * Sets whether only members may enter, and removes others. Returns whether it changed.
   * @param members_only true puts out all who have no affiliation
   */
  set_members_only(members_only: boolean): boolean;
  /** Whether members may invite others; `undefined` for no. */
  get_allow_member_invites(): boolean | undefined;
  /**
   * Sets whether members may invite others. Returns whether it changed.
   * @param allow_member_invites only matters while the room is for members only
   */
  set_allow_member_invites(allow_member_invites: boolean): boolean;
  /** Whether only those with a voice may speak; `undefined` for no. */
  get_moderated(): boolean | undefined;
  /**
   * Sets whether only those with a voice may speak. Returns whether it changed.
   * @param moderated true makes users without an affiliation visitors, from the next join on
   */
  set_moderated(moderated: boolean): boolean;
  /** Whether all occupants may change the subject; `undefined` for no. */
  get_changesubject(): boolean | undefined;
  /**
   * Sets whether all occupants may change the subject. Returns whether it changed.
   * @param changesubject false leaves it to moderators
   */
  set_changesubject(changesubject: boolean): boolean;
  /** How many messages are kept. */
  get_historylength(): number;
  /**
   * Sets how many messages are kept. Returns whether it changed.
   * @param length how many messages are kept and sent to who enters; at most `max_history_messages`
   */
  set_historylength(length: number): boolean;
  /**
   * Of which roles presences are shown.
   * @since 0.12
   */
  get_presence_broadcast?(): MucBroadcastRoles;
  /**
   * Sets of which roles presences are shown, and shows or hides who is concerned. Returns whether it changed.
   * @since 0.12
   * @param broadcast_roles `true` by role; nil for the default, all who are present
   */
  set_presence_broadcast?(broadcast_roles: MucBroadcastRoles | undefined): boolean;
  /**
   * Who may send private messages.
   * @since 13.0
   */
  get_allow_pm?(): MucAllowPm;
  /**
   * Sets who may send private messages. Returns whether it changed.
   * @since 13.0
   * @param val the least role, or who has an affiliation
   */
  set_allow_pm?(val: MucAllowPm): boolean;
  /**
   * Whether all may send private messages to moderators.
   * @since 13.0
   */
  get_allow_modpm?(): boolean;
  /**
   * Sets whether all may send private messages to moderators. Returns whether it changed.
   * @since 13.0
   * @param val true lets all write to moderators, and moderators to all, whatever `get_allow_pm()` says
   */
  set_allow_modpm?(val: boolean): boolean;
  /** The occupant JID of who set the subject (or the room's own JID) and the subject; `undefined` without. */
  get_subject(): LuaMultiReturn<[from: string, subject: string | undefined]>;
  /**
   * Sets the subject, for an occupant JID, saves the room and tells all. Returns whether it changed.
   * @param from an occupant JID, or the room's
   * @param subject empty or nil removes it
   */
  set_subject(from: string, subject: string | undefined): boolean;
  /**
   * The configuration form, with values, for a full real JID.
   * @param actor a full real JID: other fields are shown to others
   */
  get_form_layout(actor: string): import("util.dataforms").DataForm;
  /**
   * Configures the room by the form in an iq, and answers that.
   * @param origin who sent the form, and gets the answer
   * @param stanza the iq
   */
  process_form(origin: ProsodyOrigin, stanza: ProsodyStanza): true;
  /**
   * The answer to a service discovery query.
   * @param stanza the iq that asks; its answer is returned, not sent
   */
  get_disco_info(stanza: ProsodyStanza): ProsodyStanza;
  /**
   * The answer to a query for items.
   * @param stanza the iq that asks; its answer is returned, not sent
   */
  get_disco_items(stanza: ProsodyStanza): ProsodyStanza;

  // What mod_muc does with stanzas. Each returns whether it handled the stanza.
  /**
   * Lets in the first session of a room that is being created.
   * @param origin the session of who joins
   * @param stanza the presence: `from` a full real JID, `to` the wanted occupant JID
   */
  handle_first_presence(origin: ProsodyOrigin, stanza: ProsodyStanza): MucHandled;
  /**
   * Handles a presence to an occupant JID that is no error.
   * @param origin the session of who sent it, which gets the errors
   * @param stanza `from` a full real JID, `to` an occupant JID; without a type, `unavailable` or a `probe`
   */
  handle_normal_presence(origin: ProsodyOrigin, stanza: ProsodyStanza): MucHandled;
  /**
   * Handles a presence to an occupant JID.
   * @param origin the session of who sent it, which gets the errors
   * @param stanza a presence of any type: `from` a full real JID, `to` an occupant JID
   */
  handle_presence_to_occupant(origin: ProsodyOrigin, stanza: ProsodyStanza): MucHandled;
  /**
   * Handles a presence to the room.
   * @param origin the session of who sent it, which gets the errors
   * @param stanza `from` a full real JID; taken as sent to the occupant whose session that is, ignored without one
   */
  handle_presence_to_room(origin: ProsodyOrigin, stanza: ProsodyStanza): MucHandled;
  /**
   * Handles a message to an occupant JID.
   * @param origin the session of who sent it, which gets the errors
   * @param stanza `from` a full real JID, `to` an occupant JID; a `groupchat` is refused
   */
  handle_message_to_occupant(origin: ProsodyOrigin, stanza: ProsodyStanza): MucHandled;
  /**
   * Handles a message to the room.
   * @param origin the session of who sent it, which gets the errors
   * @param stanza `from` a full real JID, `to` the room; of any type
   */
  handle_message_to_room(origin: ProsodyOrigin, stanza: ProsodyStanza): MucHandled;
  /**
   * Handles a groupchat message to the room.
   * @param origin the session of who sent it, which gets the errors
   * @param stanza a message of the type `groupchat`, `from` a full real JID; it gets an `id` if it has none
   */
  handle_groupchat_to_room(origin: ProsodyOrigin, stanza: ProsodyStanza): MucHandled;
  /**
   * Handles an iq to an occupant JID.
   * @param origin the session of who sent it, which gets the errors
   * @param stanza an iq of any type, `from` a full real JID, `to` an occupant JID
   */
  handle_iq_to_occupant(origin: ProsodyOrigin, stanza: ProsodyStanza): MucHandled;
  /**
   * Removes who sent an error from the room.
   * @param origin not used
   * @param stanza the error; the session that its `from` names, a full real JID, leaves the room
   */
  handle_kickable(origin: ProsodyOrigin, stanza: ProsodyStanza): MucHandled;
  /**
   * Handles an invitation through the room.
   * @param origin the session of who invites, which gets the errors
   * @param stanza a message with an `<invite/>` that has a `to`
   */
  handle_mediated_invite(origin: ProsodyOrigin, stanza: ProsodyStanza): MucHandled;
  /**
   * Handles a refusal of one.
   * @param origin the session of who declines, which gets the errors
   * @param stanza a message with a `<decline/>` that has a `to`
   */
  handle_mediated_decline(origin: ProsodyOrigin, stanza: ProsodyStanza): MucHandled;
  /**
   * Handles the registration of a nick.
   * @param origin the session of who asks, which gets the answer
   * @param stanza an iq of `jabber:iq:register`: `get` for the form, `set` to register
   */
  handle_register_iq(origin: ProsodyOrigin, stanza: ProsodyStanza): MucHandled;
  /**
   * Answers a service discovery query.
   * @param origin the session of who asks, which gets the answer
   * @param stanza an iq `get`
   */
  handle_disco_info_get_query(origin: ProsodyOrigin, stanza: ProsodyStanza): MucHandled;
  /**
   * Answers a query for items.
   * @param origin the session of who asks, which gets the answer
   * @param stanza an iq `get`
   */
  handle_disco_items_get_query(origin: ProsodyOrigin, stanza: ProsodyStanza): MucHandled;
  /**
   * Answers a query for affiliations or roles.
   * @param origin the session of who asks, which gets the answer
   * @param stanza an iq `get` of `muc#admin`, with one `<item/>` that names an affiliation or a role
   */
  handle_admin_query_get_command(origin: ProsodyOrigin, stanza: ProsodyStanza): MucHandled;
  /**
   * Handles a change of affiliations or roles.
   * @param origin the session of who asks, which gets the answer
   * @param stanza an iq `set` of `muc#admin`; of its `<item/>`s only the first counts
   */
  handle_admin_query_set_command(origin: ProsodyOrigin, stanza: ProsodyStanza): MucHandled;
  /**
   * Answers a query for the configuration form.
   * @param origin the session of who asks, which gets the answer
   * @param stanza an iq `get` of `muc#owner`; refused unless `from` is an owner
   */
  handle_owner_query_get_to_room(origin: ProsodyOrigin, stanza: ProsodyStanza): MucHandled;
  /**
   * Handles a configuration form, or a request to destroy the room.
   * @param origin the session of who asks, which gets the answer
   * @param stanza an iq `set` of `muc#owner`; refused unless `from` is an owner
   */
  handle_owner_query_set_to_room(origin: ProsodyOrigin, stanza: ProsodyStanza): MucHandled;
  /**
   * Handles a request for a voice, or a moderator's answer to one.
   * @param origin the session of who sent it
   * @param stanza the message: raises an error unless `from` is in the room
   * @param form the `<x xmlns='jabber:x:data'/>` in it
   */
  handle_role_request(origin: ProsodyOrigin, stanza: ProsodyStanza, form: ProsodyStanza): void;
}

/** Of which roles presences are shown. */
type MucBroadcastRoles = Readonly<Partial<Record<MucRole, boolean>>>;

/** What the `<item/>`s of a presence are added to, by who sees it; default: `base`. */
interface MucPresencePayloads {
  /** For all who are not named below. */
  readonly base: ProsodyStanza;
  /** For those who may see real JIDs. */
  readonly full?: ProsodyStanza;
  /** For those who may not. */
  readonly anon?: ProsodyStanza;
  /** For the occupant. */
  readonly self?: ProsodyStanza;
}

/** What a room saves. Augment it with the settings your module adds. */
interface MucRoomData {
  /** Set in the tombstone of a room that was destroyed. */
  readonly destroyed?: boolean;
  /** The JID of the room that comes after a destroyed one. */
  readonly newjid?: string;
  /** Why a room was destroyed. */
  readonly reason?: string;
  /** Until when a room, or its tombstone, is locked, in seconds since 1970. */
  readonly locked?: number;
  /** See `get_name()`. */
  readonly name?: string;
  /** See `get_description()`. */
  readonly description?: string;
  /** See `get_language()`. */
  readonly language?: string;
  /** See `get_password()`. */
  readonly password?: string;
  /** See `get_whois()`. */
  readonly whois?: "anyone" | "moderators";
  /** See `get_hidden()`. */
  readonly hidden?: boolean;
  /** See `get_persistent()`. */
  readonly persistent?: boolean;
  /** See `get_members_only()`. */
  readonly members_only?: boolean;
  /** See `get_allow_member_invites()`. */
  readonly allow_member_invites?: boolean;
  /** See `get_moderated()`. */
  readonly moderated?: boolean;
  /** See `get_changesubject()`. */
  readonly changesubject?: boolean;
  /** See `get_historylength()`. */
  readonly history_length?: number;
  /** How many messages are sent to who enters. */
  readonly default_history_messages?: number;
  /** See `get_subject()`. */
  readonly subject?: string;
  /** The occupant JID of who set the subject. */
  readonly subject_from?: string;
  /** When the subject was set, in seconds since 1970. */
  readonly subject_time?: number;
  /**
   * Of which roles presences are shown.
   * @since 0.12
   * @sometimes
   */
  readonly presence_broadcast?: MucBroadcastRoles;
  /**
   * What occupant-ids are made with.
   * @since 0.12
   * @sometimes
   */
  readonly occupant_id_salt?: string;
  /**
   * Who may send private messages.
   * @since 13.0
   * @sometimes
   */
  readonly allow_pm?: MucAllowPm;
  /**
   * Whether all may send private messages to moderators.
   * @since 13.0
   * @sometimes
   */
  readonly allow_modpm?: boolean;
}
