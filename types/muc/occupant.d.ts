/** @noSelfInFile */

/** How an occupant stands in a room for the time of its visit (XEP-0045 §5.1). */
type MucRole = "moderator" | "participant" | "visitor" | "none";

/** How a user stands to a room for good (XEP-0045 §5.2). */
type MucAffiliation = "owner" | "admin" | "member" | "none" | "outcast";

/** Somebody who is in a room, and so has a session. */
interface MucPresentOccupant extends MucOccupant {
  /** The full real JID of the primary session. */
  jid: string;
}

/**
 * Somebody in a room, with one or more sessions. What `each_occupant()` and the like give is a copy: changes take effect
 * with `room.save_occupant()`. Source: `muc/occupant.lib.lua`.
 */
interface MucOccupant {
  /** The occupant JID, `room@service/nick`. */
  nick: string;
  /** The user's bare real JID. */
  bare_jid: string;
  /** The full real JID of the primary session; `undefined` for a record without sessions. */
  jid: string | undefined;
  /** The role; `undefined` for `none`: not, or no longer, in the room. */
  role: Exclude<MucRole, "none"> | undefined;
  /** The presences of its sessions by full real JID: not to be changed. */
  readonly sessions: Record<string, ProsodyStanza | undefined>;
  /**
   * The occupant-id (XEP-0421), if it was asked for; copies lack it.
   * @since 0.12
   * @sometimes
   */
  stable_id?: string;

  /**
   * The presence last sent by a session (default: the primary one), as the room keeps it: not to be changed.
   * @param real_jid full, of one of its sessions
   */
  get_presence(real_jid?: string): ProsodyStanza | undefined;
  /** Full real JIDs and presences of its sessions. */
  each_session(): LuaIterable<LuaMultiReturn<[real_jid: string, presence: ProsodyStanza]>>;
  /**
   * Sets the presence of a session, and makes it the primary one if there is none, or if told.
   * @param real_jid full
   * @param presence_stanza is copied, with addresses of the room's
   * @param replace_primary whether it becomes the primary one
   */
  set_session(real_jid: string, presence_stanza: ProsodyStanza, replace_primary?: boolean): void;
  /**
   * Removes a session, and chooses another primary one if need be.
   * @param real_jid full
   */
  remove_session(real_jid: string): void;
  /** A session that is available, to be the primary one; `undefined` without one. */
  choose_new_primary(): string | undefined;
}
