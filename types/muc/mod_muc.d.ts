/** @noSelfInFile */

/** What `mod_muc` exports: `module.depends("muc")`, `prosody.hosts[host].modules.muc`. Source: `muc/mod_muc.lua`. */
interface MucModule {
  /** The module API of mod_muc itself. */
  readonly module: ProsodyModuleApi;
  /** The methods of all rooms. */
  readonly room_mt: MucRoom;
  /**
   * The room of that bare JID, loaded from storage where need be; `undefined` if there is none, `false` if it may not be
   * loaded. A room whose storage fails comes back empty, with handlers of its own that answer every presence by an error.
   * @param room_jid bare and prepared
   */
  get_room_from_jid: (this: void, room_jid: string) => MucRoom | undefined | false;
  /**
   * A new room, with a saved configuration or the defaults; nil and `invalid-jid` or `room-exists`, or `false` if there
   * are too many.
   * @param room_jid bare and prepared
   * @param config kept as its `_data`; nil for the defaults
   */
  create_room: (
    this: void,
    room_jid: string,
    config?: MucRoomData,
  ) => LuaMultiReturn<[room: MucRoom | undefined | false, err: "invalid-jid" | "room-exists" | undefined]>;
  /**
   * A room that is nobody's yet: not among those of the service, not saved.
   * @param jid bare and prepared; not checked
   * @param config kept as its `_data`; nil for an empty one
   */
  new_room: (this: void, jid: string, config?: MucRoomData) => MucRoom;
  /**
   * Puts a room among those of the service. Returns it, or `false` if there are too many.
   * @param room one of the same JID is replaced
   */
  track_room: (this: void, room: MucRoom) => MucRoom | false;
  /**
   * Removes a room from memory, without saving it.
   * @param room its occupants are told nothing
   */
  forget_room: (this: void, room: MucRoom) => void;
  /**
   * Removes a room from storage; it may stay in memory.
   * @param room with its configuration and occupants
   */
  delete_room: (this: void, room: MucRoom) => void;
  /** All rooms, loaded from storage where need be. */
  all_rooms: (this: void) => LuaIterable<MucRoom>;
  /** Rooms in memory. */
  live_rooms: (this: void) => LuaIterable<MucRoom>;
  /**
   * All rooms, or those in memory: the older name of both.
   * @param live_only `true` for those in memory
   */
  each_room: (this: void, live_only?: boolean) => LuaIterable<MucRoom>;
  /** Saves all rooms in memory, occupants included. */
  shutdown_component: (this: void) => void;
}
