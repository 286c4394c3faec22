/** @noSelfInFile */

/** How an occupant stands in a room for the time of its visit (XEP-0045 §5.1). */
type MucRole = "moderator" | "participant" | "visitor" | "none";

/** How a user stands to a room for good (XEP-0045 §5.2). */
type MucAffiliation = "owner" | "admin" | "member" | "none" | "outcast";

/** Somebody in a room, with one or more sessions. Source: `muc/occupant.lib.lua`. */
interface MucOccupant {
  /** The occupant JID, `room@service/nick`. */
  nick: string;
  /** The user's bare real JID. */
  bare_jid: string;
  /** The full real JID of the primary session; `undefined` for a record without sessions. */
  jid: string | undefined;
  /** The role; `undefined` for `none`: not, or no longer, in the room. */
  role: Exclude<MucRole, "none"> | undefined;

  /** The presence last sent by a session (default: the primary one), as the room keeps it: not to be changed. */
  get_presence(real_jid?: string): import("util.stanza").Stanza | undefined;
}
