/** Finds the rooms of the service. */

import * as jids from "./jids";

/** Finds the exports of a module of this host, if it is loaded. */
export function loaded_module<M extends keyof ProsodyModules>(name: M): ProsodyModules[M] | undefined {
  const host = prosody.hosts[module.host];
  return host && host.modules[name];
}

export function is_muc_service(): boolean {
  return module.get_host_type() === "component" && loaded_module("muc") !== undefined;
}

/**
 * Looks up a room as Prosody does; `false` stands for one that may not be loaded. This may read the storage.
 */
export function look_up(address: string): MucRoom | false | undefined {
  const muc = loaded_module("muc");
  return muc && muc.get_room_from_jid(jids.bare(address));
}

/** mod_muc gives a room whose storage failed handlers that refuse everybody. */
function is_broken(room: MucRoom): boolean {
  const muc = loaded_module("muc");
  return !muc || room.handle_first_presence !== muc.room_mt.handle_first_presence;
}

/** The plugin answers only for rooms that were not destroyed and could be loaded. */
export function is_open(found: MucRoom | false | undefined): found is MucRoom {
  return typeof found === "object" && !found._data.destroyed && !is_broken(found);
}

/** Finds a room that the plugin answers for. This may read the storage. */
export function find(address: string): MucRoom | undefined {
  const found = look_up(address);
  return is_open(found) ? found : undefined;
}
