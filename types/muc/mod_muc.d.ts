/** @noSelfInFile */

/** What `mod_muc` exports: `module.depends("muc")`, `prosody.hosts[host].modules.muc`. Source: `muc/mod_muc.lua`. */
interface MucModule {
  /** The methods of all rooms. */
  readonly room_mt: MucRoom;
  /**
   * The room of that bare JID, loaded from storage where need be; `undefined` if there is none, `false` if it may not be
   * loaded. A room whose storage fails comes back empty, with handlers of its own that answer every presence by an error.
   */
  get_room_from_jid: (this: void, room_jid: string) => MucRoom | undefined | false;
}
