import type { Person, Room } from "./model.ts";

/** A room for people to read: a line for it, and one for each person. */
export function describeRoom(room: Room): string {
  const broadcast = room.broadcast.length > 0 ? room.broadcast.join(", ") : "nobody";
  const facts = [
    room.nonAnonymous ? "non-anonymous" : "semi-anonymous",
    `shows the presence of: ${broadcast}`,
    `hidden ones may be asked for by: ${room.policy ?? "whom the service says"}`,
  ];
  return [`${room.jid}: ${facts.join("; ")}`, ...room.people.map(describePerson)].join("\n");
}

function describePerson({ bareJid, affiliation, registeredNick, occupants, strangers }: Person): string {
  const facts = [
    `affiliation ${affiliation}`,
    ...(registeredNick === undefined ? [] : [`has registered "${registeredNick}"`]),
    ...occupants.map(
      ({ nick, role, sessions }) =>
        `is "${nick}" (${role}) with ${sessions.map(({ jid, cameAs }) => (cameAs ? `${jid} (came as "${cameAs}")` : jid)).join(" and ")}`,
    ),
    ...strangers.map(({ jid, leftFrom }) =>
      leftFrom === undefined ? `${jid} was never there` : `${jid} was "${leftFrom}"`,
    ),
  ];
  return `  ${bareJid}: ${facts.join("; ")}`;
}
