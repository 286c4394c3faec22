/** @noSelfInFile */

/** A chat room. Source: `muc/muc.lib.lua` and its neighbours. */
interface MucRoom {
  /** The room's bare JID. */
  readonly jid: string;
  /** The room's configuration, as it is saved. Private; modules may keep their own settings in it. */
  readonly _data: MucRoomData;

  /** The occupant JID of a session by its full real JID; `undefined` if it is not in the room. */
  get_occupant_jid(real_jid: string): string | undefined;
  /** A copy of the occupant of that occupant JID; `undefined` if nobody has it. */
  get_occupant_by_nick(nick: string): MucOccupant | undefined;
  /** Occupant JIDs and copies of their occupants. */
  each_occupant(): LuaIterable<LuaMultiReturn<[nick: string, occupant: MucOccupant]>>;
  /** A record of an occupant who is not (yet) in the room, with the default role of the user's affiliation. */
  new_occupant(bare_real_jid: string, nick: string): MucOccupant;
  /** The role of an occupant JID; `undefined` if nobody has it. */
  get_role(nick: string): MucOccupant["role"];
  /** Who may see real JIDs. */
  get_whois(): "anyone" | "moderators";
  /** The affiliation of a user by any of its JIDs; `undefined` for `none`. */
  get_affiliation(jid: string): MucAffiliation | undefined;
  /** The bare real JID a nick is registered to; `undefined` if it is not. */
  get_registered_jid(nick: string): string | undefined;
  /**
   * The occupant-id (XEP-0421) of an occupant, which is kept in its `stable_id`.
   * @since 0.12
   */
  get_occupant_id?(occupant: MucOccupant): string;
  /**
   * Appends the `<item/>`s that describe an occupant to `x`: one, or one for each session where real JIDs are shown.
   * Returns `x`.
   */
  build_item_list(
    occupant: MucOccupant,
    x: import("util.stanza").Stanza,
    is_anonymous: boolean,
    nick?: string,
  ): import("util.stanza").Stanza;
  /** Lets in the first session of a room that is being created. */
  handle_first_presence(origin: ProsodySession, stanza: import("util.stanza").Stanza): boolean;
  /** Sends a stanza to the address in its `to`. */
  route_stanza(stanza: import("util.stanza").Stanza): void;
}

/** What a room saves. Augment it with the settings your module adds. */
interface MucRoomData {
  /** Set in the tombstone of a room that was destroyed. */
  readonly destroyed?: boolean;
}
