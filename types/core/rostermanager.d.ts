/**
 * Contact lists. Most raise an error on a host that is not there. Source: `core/rostermanager.lua`.
 * See https://prosody.im/doc/developers/core/rostermanager
 *
 * @noResolution
 * @noSelfInFile
 */
declare module "core.rostermanager" {
  /** Success; or nil, and the reason why not, if there is one. */
  export type Outcome = LuaMultiReturn<[ok: true | undefined, err: string | undefined]>;

  /** Success; or nil, and what a stanza's error says. */
  export type Change = LuaMultiReturn<
    [
      ok: true | undefined,
      error_type: import("util.stanza").ErrorType | undefined,
      condition: string | undefined,
      text: string | undefined,
    ]
  >;

  /**
   * Adds or changes a contact of a session's user, and saves that.
   * @param session its user's list
   * @param jid the contact's bare JID
   * @param item replaces what was there
   */
  export function add_to_roster(
    this: void,
    session: ProsodySession,
    jid: string,
    item: ProsodyRosterItem,
  ): Change;
  /**
   * Removes a contact, and saves that.
   * @param session its user's list
   * @param jid the contact's bare JID
   */
  export function remove_from_roster(this: void, session: ProsodySession, jid: string): Change;
  /**
   * Tells a user's sessions of a contact.
   * @param username without the host
   * @param host of this server
   * @param jid the contact's bare JID
   */
  export function roster_push(this: void, username: string, host: string, jid: string): void;
  /**
   * A user's contact list: empty for one who has none, and on failure, with the reason.
   * @param username without the host
   * @param host of this server
   */
  export function load_roster(
    this: void,
    username: string,
    host: string,
  ): LuaMultiReturn<[roster: ProsodyRoster, err: string | undefined]>;
  /**
   * Saves a contact list (default: that of the user's sessions), or one contact. Returns nil if there is no such
   * user.
   * @param username without the host
   * @param host of this server
   * @param roster default: that of the user's sessions
   * @param jid the only contact that has changed; nil for all
   */
  export function save_roster(
    this: void,
    username: string,
    host: string,
    roster?: ProsodyRoster,
    jid?: string,
  ): Outcome;
  /**
   * A contact agrees. Returns nothing if it was not asked.
   * @param username of one of our users, prepared, without the host
   * @param host the user's, which is ours
   * @param jid the contact's, bare and prepared
   */
  export function process_inbound_subscription_approval(
    this: void,
    username: string,
    host: string,
    jid: string,
  ): Outcome;
  /**
   * A contact no longer agrees, or never did. Returns nothing if that changes nothing.
   * @param username of one of our users, prepared, without the host
   * @param host the user's, which is ours
   * @param jid the contact's, bare and prepared
   */
  export function process_inbound_subscription_cancellation(
    this: void,
    username: string,
    host: string,
    jid: string,
  ): Outcome;
  /**
   * A contact no longer wants to see the user. Returns nothing if that changes nothing.
   * @param username of one of our users, prepared, without the host
   * @param host the user's, which is ours
   * @param jid the contact's, bare and prepared
   */
  export function process_inbound_unsubscribe(
    this: void,
    username: string,
    host: string,
    jid: string,
  ): Outcome;
  /**
   * The user asks a contact that is in the list.
   * @param username of one of our users, prepared, without the host
   * @param host the user's, which is ours
   * @param jid the contact's, bare and prepared
   */
  export function process_outbound_subscription_request(
    this: void,
    username: string,
    host: string,
    jid: string,
  ): Outcome;
  /**
   * Whether a contact sees the user's presence; `undefined` for one that is not in the list.
   * @param username without the host
   * @param host of this server
   * @param jid the contact's bare JID
   */
  export function is_contact_subscribed(
    this: void,
    username: string,
    host: string,
    jid: string,
  ): LuaMultiReturn<[subscribed: boolean | undefined, err: string | undefined]>;
  /**
   * Whether the user sees a contact's presence; `undefined` for one that is not in the list.
   * @param username without the host
   * @param host of this server
   * @param jid the contact's bare JID
   */
  export function is_user_subscribed(
    this: void,
    username: string,
    host: string,
    jid: string,
  ): LuaMultiReturn<[subscribed: boolean | undefined, err: string | undefined]>;
  /**
   * Whether a contact waits for the user's answer.
   * @param username without the host
   * @param host of this server
   * @param jid the contact's bare JID
   */
  export function is_contact_pending_in(this: void, username: string, host: string, jid: string): boolean;
  /**
   * Notes that a contact asks. Returns nothing if it sees the user already.
   * @paramsSince 0.12 stanza
   * @param username of one of our users, prepared, without the host
   * @param host the user's, which is ours
   * @param jid the contact's, bare and prepared
   * @param stanza the presence that asks, kept until the user answers; nil keeps only that somebody asked
   */
  export function set_contact_pending_in(
    this: void,
    username: string,
    host: string,
    jid: string,
    stanza?: ProsodyStanza,
  ): Outcome;
  /**
   * Whether the user waits for a contact's answer.
   * @param username without the host
   * @param host of this server
   * @param jid the contact's bare JID
   */
  export function is_contact_pending_out(
    this: void,
    username: string,
    host: string,
    jid: string,
  ): "subscribe" | undefined;
  /**
   * Notes that the user asks.
   * @param username of one of our users, prepared, without the host
   * @param host the user's, which is ours
   * @param jid the contact's, bare and prepared
   */
  export function set_contact_pending_out(this: void, username: string, host: string, jid: string): Outcome;
  /**
   * Whether the user agreed before a contact asks.
   * @since 0.12
   * @param username of one of our users, prepared, without the host
   * @param host the user's, which is ours
   * @param jid the contact's, bare and prepared
   */
  export const is_contact_preapproved:
    ((this: void, username: string, host: string, jid: string) => boolean | undefined) | undefined;
  /**
   * The user agrees. From 0.12 on also before the contact asks.
   * @param username of one of our users, prepared, without the host
   * @param host the user's, which is ours
   * @param jid the contact's, bare and prepared
   */
  export function subscribed(this: void, username: string, host: string, jid: string): Outcome;
  /**
   * The user no longer wants to see a contact; `false` if it is not in the list.
   * @param username of one of our users, prepared, without the host
   * @param host the user's, which is ours
   * @param jid the contact's, bare and prepared
   */
  export function unsubscribe(
    this: void,
    username: string,
    host: string,
    jid: string,
  ): LuaMultiReturn<[ok: boolean | undefined, err: string | undefined]>;
  /**
   * The user no longer agrees; also whether the contact waited for an answer, and whether it saw the user.
   * @param username of one of our users, prepared, without the host
   * @param host the user's, which is ours
   * @param jid the contact's, bare and prepared
   */
  export function unsubscribed(
    this: void,
    username: string,
    host: string,
    jid: string,
  ): LuaMultiReturn<
    [ok: boolean | undefined, pending: boolean | undefined, was_subscribed: true | undefined]
  >;
}
