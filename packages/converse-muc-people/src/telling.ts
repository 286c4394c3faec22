import type { Muc, PresenceAttributes } from "./converse.ts";
import type { Person } from "./stanzas.ts";

const AFFILIATED = ["owner", "admin", "member"];

/**
 * Lets Converse.js know of somebody without that it says so: it writes "has joined", "has left", "was muted" for each change of these that
 * it hears of. What else the presence says it takes from the presence, as always.
 */
export function tellQuietly(muc: Muc, person: Person, attributes: PresenceAttributes): PresenceAttributes {
  // An answer about an absent person is about a nick; who was asked for is known.
  const about = { ...attributes, occupant_id: attributes.occupant_id ?? person.id };
  const { affiliation, role } = about;
  const isThere = about.type !== "unavailable";
  const known = muc.occupants.findOccupant(about);
  if (!known && !isThere && !AFFILIATED.includes(affiliation ?? "")) return nobody(about);
  const occupant = known ?? muc.occupants.create({ ...about, presence: "offline" });
  occupant.set({ presence: isThere ? "online" : "offline", role, affiliation }, { silent: true });
  // Once Converse.js has stored the rest.
  setTimeout(() => {
    // Authors are known before the address that their photo is at.
    void occupant.getVCard?.();
    occupant.trigger("change", occupant);
    muc.occupants.sort();
  });
  return about;
}

/** Converse.js lists whomever it hears of, if only that they are not there; but nobody without a name. */
function nobody(attributes: PresenceAttributes): PresenceAttributes {
  return { ...attributes, nick: null, jid: null, occupant_id: null };
}
