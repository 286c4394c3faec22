// A room and the people around it, as plain data: what the generator makes up, the server is given and the oracle judges by.
import { USER_HOST } from "../prosody/configuration.ts";

export const MUC_HOST = `conference.${USER_HOST}`;
/** The domain of an external component, which to a room is another server. */
export const REMOTE_HOST = "remote.example";

export const ROLES = ["visitor", "participant", "moderator"] as const;
export type Role = (typeof ROLES)[number];
export const AFFILIATIONS = ["owner", "admin", "member", "none", "outcast"] as const;
export type Affiliation = (typeof AFFILIATIONS)[number];
export const POLICIES = ["anyone", "moderators", "nobody"] as const;
export type Policy = (typeof POLICIES)[number];

/** A connected client of somebody. */
export interface Session {
  /** Its full JID. */
  readonly jid: string;
  /** The `id` of its presence in the room, and the text of its status: unlike those of any other session. */
  readonly presence: string;
}

/** A session in the room. */
export interface Guest extends Session {
  /** The nick it came under, if it has changed it since. */
  readonly cameAs?: string;
}

/** A session that is not in the room. */
export interface Stranger extends Session {
  /** The nick it had in the room until it left or was banned; without one it has never been there. */
  readonly leftFrom?: string;
}

/** A nick that is in use. */
export interface Occupant {
  readonly nick: string;
  readonly role: Role;
  /** The first is the primary one. */
  readonly sessions: readonly [Guest, ...Guest[]];
}

/** A user, with all clients it has connected. */
export interface Person {
  readonly bareJid: string;
  readonly affiliation: Affiliation;
  readonly registeredNick?: string;
  readonly occupants: readonly Occupant[];
  readonly strangers: readonly Stranger[];
}

export interface Room {
  readonly jid: string;
  /** Whether everybody sees real JIDs. */
  readonly nonAnonymous: boolean;
  /** The roles whose presence is broadcast. */
  readonly broadcast: readonly (Role | "none")[];
  /** What the owner chose; without it the service's own holds. */
  readonly policy?: Policy;
  /** The key of the room's occupant-ids. */
  readonly salt: string;
  readonly people: readonly Person[];
}

/** Whether somebody's server is not the room's, and may ask for its user by bare JID. */
export function isRemote(person: Person): boolean {
  return person.bareJid.endsWith(`@${REMOTE_HOST}`);
}

/** The address of a nick. */
export function occupantJid(room: Room, nick: string): string {
  return `${room.jid}/${nick}`;
}

/** All nicks that anybody in a room has, had or registered, each once. */
export function knownNicks(room: Room): string[] {
  const nicks = room.people.flatMap(({ registeredNick, occupants, strangers }) => [
    registeredNick,
    ...occupants.flatMap(({ nick, sessions }) => [nick, ...sessions.map(({ cameAs }) => cameAs)]),
    ...strangers.map(({ leftFrom }) => leftFrom),
  ]);
  return [...new Set(nicks.filter((nick) => nick !== undefined))];
}
