/** Finds the rooms of the service. */

import * as jids from "./jids";

/** Returns what a module of this host exports; nil if it is not loaded. */
export function loaded_module<M extends keyof ProsodyModules>(name: M): ProsodyModules[M] | undefined {
  const host = prosody.hosts[module.host];
  return host && host.modules[name];
}

/** Says whether this module's host is a MUC service. */
export function is_muc_service(): boolean {
  return module.get_host_type() === "component" && loaded_module("muc") !== undefined;
}

/**
 * Returns what Prosody finds at an address: a room, `false` for one that may not be loaded, nil for none. This may read
 * the storage.
 */
export function look_up(address: string): MucRoom | false | undefined {
  const muc = loaded_module("muc");
  return muc && muc.get_room_from_jid(jids.bare(address));
}

/** Says whether the storage of a room failed. mod_muc gives such a room handlers that refuse everybody. */
function is_broken(room: MucRoom): boolean {
  const muc = loaded_module("muc");
  return !muc || room.handle_first_presence !== muc.room_mt.handle_first_presence;
}

/** Says whether the plugin answers for what Prosody found: a room that was not destroyed, and could be loaded. */
export function is_open(found: MucRoom | false | undefined): found is MucRoom {
  return found !== undefined && found !== false && !found._data.destroyed && !is_broken(found);
}

/** Returns the room of an address, if the plugin answers for it. This may read the storage. */
export function find(address: string): MucRoom | undefined {
  const found = look_up(address);
  if (is_open(found)) {
    return found;
  }
  return undefined;
}
