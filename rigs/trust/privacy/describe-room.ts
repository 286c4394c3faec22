import type { Person } from "../contract/model.ts";
import type { Scenario } from "./rooms.ts";

/** A room on its service for people to read: a line for each of them, and one for each person. */
export function describeScenario({ room, settings }: Scenario): string {
  const broadcast = room.broadcast.length > 0 ? room.broadcast.join(", ") : "nobody";
  const facts = [
    room.nonAnonymous ? "non-anonymous" : "semi-anonymous",
    `shows the presence of: ${broadcast}`,
    `policies in its owner's forms: ${JSON.stringify(room.forms)}`,
  ];
  return [
    `The service: ${JSON.stringify(settings)}`,
    `${room.jid}: ${facts.join("; ")}`,
    ...room.people.map(describePerson),
  ].join("\n");
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
