// A service, a room and the people around it, as plain data: what is made up, given to the server, and judged by the oracle.
import { USER_HOST } from "prosody-launcher";

export const MUC_HOST = `conference.${USER_HOST}`;
/** The domain of an external component. To a room it is another server. */
export const REMOTE_HOST = "remote.example";

export const ROLES = ["visitor", "participant", "moderator"] as const;
export type Role = (typeof ROLES)[number];
export const AFFILIATIONS = ["owner", "admin", "member", "none", "outcast"] as const;
export type Affiliation = (typeof AFFILIATIONS)[number];
export const POLICIES = ["anyone", "moderators", "nobody"] as const;
export type Policy = (typeof POLICIES)[number];
/** In the list of policies: the room has none of its own. */
export const SERVICE_POLICY = "default";

/** The administrator's settings. */
export interface Settings {
  readonly hidden: Policy;
  readonly ownersChoose: boolean;
  readonly unknown: "unavailable" | "silent";
  /** True if batches are answered. */
  readonly batches: boolean;
  readonly batchLimit: number;
  /** The number of people that a session may follow. */
  readonly follow: number;
  /** True if occupants may list those whom they may see. */
  readonly list: boolean;
  /** Probes per second. 0: no limit. */
  readonly rate: number;
  readonly burst: number;
}

/** The defaults, but without a limit of probes. */
export const UNLIMITED: Settings = {
  hidden: "anyone",
  ownersChoose: true,
  unknown: "unavailable",
  batches: true,
  batchLimit: 100,
  follow: 100,
  list: false,
  rate: 0,
  burst: 200,
};

/** The most items that are granted at once. */
export function largestBatch({ batchLimit, rate, burst }: Settings): number {
  return rate === 0 ? batchLimit : Math.min(batchLimit, burst);
}

/** The features of a release of Prosody. */
export interface Release {
  readonly presenceBroadcast: boolean;
  readonly occupantIds: boolean;
  /** True if errors say by whom they are (`by`). */
  readonly errorsSayBy: boolean;
}

/** Somebody's connection to the room. */
export interface Session {
  /** A full JID. Bots and components also join from a bare one. */
  readonly jid: string;
  /** The `id` of its presence in the room, and the text of its status. No other session has the same. */
  readonly presence: string;
}

/** A session in the room. */
export interface Guest extends Session {
  /** The nick it came under, if it has changed it since. */
  readonly cameAs?: string;
}

/** A session that is not in the room. */
export interface Stranger extends Session {
  /** The nick it had in the room until it left or was banned. Without one it has never been there. */
  readonly leftFrom?: string;
}

/** A nick that is in use. */
export interface Occupant {
  readonly nick: string;
  readonly role: Role;
  /** The first is the primary one. */
  readonly sessions: readonly [Guest, ...Guest[]];
}

/** A user, with all its sessions. */
export interface Person {
  readonly bareJid: string;
  /** The affiliation in the room's own list. */
  readonly affiliation: Affiliation;
  /** True if the server takes the user for an owner of every room. */
  readonly isServiceAdmin?: boolean;
  readonly registeredNick?: string;
  readonly occupants: readonly Occupant[];
  readonly strangers: readonly Stranger[];
}

/** The values of the plugin's field in a form that an owner sends. Undefined: the form has no such field. */
export type FormValues = readonly string[] | undefined;

export interface Room {
  readonly jid: string;
  /** True if everybody sees real JIDs. */
  readonly nonAnonymous: boolean;
  /** The roles whose presence is broadcast. */
  readonly broadcast: readonly (Role | "none")[];
  /** The forms that owners have sent, in their order. */
  readonly forms: readonly FormValues[];
  /** The key of the room's occupant-ids. */
  readonly salt: string;
  readonly people: readonly Person[];
}

/** The affiliation that a room shows of somebody. */
export function shownAffiliation({ affiliation, isServiceAdmin }: Person): Affiliation {
  return isServiceAdmin === true ? "owner" : affiliation;
}

/** The policy that owners have chosen for a room, form by form. Undefined: none, and the service's holds. */
export function keptPolicy({ forms }: Room): Policy | undefined {
  return forms.reduce<Policy | undefined>((kept, [value] = []) => {
    if (value === SERVICE_POLICY) return undefined;
    return POLICIES.find((policy) => policy === value) ?? kept;
  }, undefined);
}

/** The policy in force. */
export function policyOf(room: Room, { hidden, ownersChoose }: Settings): Policy {
  return (ownersChoose ? keptPolicy(room) : undefined) ?? hidden;
}

/** The JID of an occupant with this nick. */
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
