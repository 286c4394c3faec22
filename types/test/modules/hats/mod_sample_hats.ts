/** Gives hats in rooms (XEP-0317). */
import * as array from "util.array";
import * as set from "util.set";

const muc = module.depends("muc");

export function give(room_jid: string, user: string, uri: string, title: string): boolean {
  const room = muc.get_room_from_jid(room_jid);
  if (room === undefined || room === false) {
    return false;
  }
  const affiliations = set.new<string>();
  for (const [user_jid] of room.each_affiliation("member")) {
    affiliations.add(user_jid);
  }
  module.log("debug", "Members: %s", array.collect(affiliations.items()).sort().concat(", "));
  if (room.set_affiliation_data === undefined) {
    return false;
  }
  room.set_affiliation_data(user, "hats", { [uri]: { active: true, title } });
  return true;
}

module.hook("muc-occupant-joined", (event) => {
  const affiliation = event.room.get_affiliation(event.occupant.bare_jid);
  module.log("info", "sample works: hats %s", affiliation);
});
