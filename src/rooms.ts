/** Which room is asked. */

import * as addresses from "./addresses";

/** What a module of this host exports; nil if it is not loaded. */
export function loaded_module<M extends keyof ProsodyModules>(name: M): ProsodyModules[M] | undefined {
  const host = prosody.hosts[module.host];
  if (host === undefined) {
    return undefined;
  }
  return host.modules[name];
}

/** Whether this module's host is a MUC service. */
export function are_served(): boolean {
  return module.get_host_type() === "component" && loaded_module("muc") !== undefined;
}

/** A room whose storage failed: mod_muc gives it a handler of its own, which refuses everybody. */
function is_broken(service: MucModule, room: MucRoom): boolean {
  return room.handle_first_presence !== service.room_mt.handle_first_presence;
}

/** The room an address belongs to; nil where there is none to answer for: unknown, destroyed, or not to be loaded. */
export function find(address: string): MucRoom | undefined {
  const service = loaded_module("muc");
  if (service === undefined) {
    return undefined;
  }
  const room = service.get_room_from_jid(addresses.bare(address));
  if (room === undefined || room === false || room._data.destroyed === true || is_broken(service, room)) {
    return undefined;
  }
  return room;
}
