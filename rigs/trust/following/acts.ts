// What can happen in a room, made up by fast-check: everything that changes a presence, and those who ask.
import fc from "fast-check";
import { USER_HOST } from "prosody-launcher";
import { AFFILIATIONS, type Affiliation, POLICIES, REMOTE_HOST, ROLES } from "../contract/model.ts";

/** Sessions that have clients of their own, two for two of the users. */
export const LOCAL_SESSIONS = [
  ...["romeo", "juliet"].flatMap((name) => [`${name}@${USER_HOST}/phone`, `${name}@${USER_HOST}/desk`]),
  ...["mercutio", "tybalt"].map((name) => `${name}@${USER_HOST}/phone`),
];
/** All sessions; one is a bot, that has a bare JID. */
export const SESSIONS = [...LOCAL_SESSIONS, `paris@${REMOTE_HOST}/phone`, `nurse@${REMOTE_HOST}`];
export const USERS = [...new Set(SESSIONS.map(bareJidOf))];
const NICKS = ["Romeo", "Juliet", "Mercutio", "a/b", "☂", "Paris", "Queen Mab"];

/** Something that somebody does in a room, with what happens there. */
export type Act =
  | { readonly step: "join" | "rename"; readonly session: string; readonly nick: string }
  | { readonly step: "update" | "part" | "fail"; readonly session: string }
  | { readonly step: "role"; readonly nick: string; readonly role: string }
  | { readonly step: "affiliate"; readonly user: string; readonly affiliation: Affiliation }
  | { readonly step: "whois"; readonly whois: "anyone" | "moderators" }
  | { readonly step: "members_only"; readonly on: boolean }
  /** Only where the plugin is. */
  | { readonly step: "broadcast"; readonly roles: readonly string[] }
  | { readonly step: "policy"; readonly policy: string }
  | { readonly step: "reload" | "swap" }
  /** Asks for some, and whether to follow them. */
  | {
      readonly step: "ask";
      readonly session: string;
      readonly nicks: readonly string[];
      readonly follow: boolean;
      readonly byId: boolean;
    };

export function bareJidOf(jid: string): string {
  return jid.split("/")[0] ?? jid;
}

/** The most that happens in a run, but for its beginning. */
const MOST_ACTS = 60;

const session = fc.constantFrom(...SESSIONS);
const nick = fc.constantFrom(...NICKS);

const ACT: fc.Arbitrary<Act> = fc.oneof(
  { weight: 6, arbitrary: fc.record({ step: fc.constant("join" as const), session, nick }) },
  { weight: 4, arbitrary: fc.record({ step: fc.constant("rename" as const), session, nick }) },
  { weight: 4, arbitrary: fc.record({ step: fc.constant("update" as const), session }) },
  { weight: 3, arbitrary: fc.record({ step: fc.constantFrom("part" as const, "fail" as const), session }) },
  {
    weight: 6,
    arbitrary: fc.record({
      step: fc.constant("role" as const),
      nick,
      role: fc.constantFrom(...ROLES, ...ROLES, "none"),
    }),
  },
  {
    weight: 3,
    arbitrary: fc.record({
      step: fc.constant("affiliate" as const),
      user: fc.constantFrom(...USERS),
      affiliation: fc.constantFrom("none" as const, ...AFFILIATIONS),
    }),
  },
  {
    weight: 1,
    arbitrary: fc.record({
      step: fc.constant("whois" as const),
      whois: fc.constantFrom("anyone" as const, "moderators" as const),
    }),
  },
  { weight: 1, arbitrary: fc.record({ step: fc.constant("members_only" as const), on: fc.boolean() }) },
  {
    weight: 2,
    arbitrary: fc.record({ step: fc.constant("broadcast" as const), roles: fc.subarray([...ROLES, "none"]) }),
  },
  {
    weight: 3,
    arbitrary: fc.record({
      step: fc.constant("policy" as const),
      policy: fc.constantFrom(...POLICIES, "default", "default"),
    }),
  },
  { weight: 1, arbitrary: fc.record({ step: fc.constantFrom("reload" as const, "swap" as const) }) },
  {
    weight: 8,
    arbitrary: fc.record({
      step: fc.constant("ask" as const),
      session,
      nicks: fc.subarray(NICKS, { minLength: 1 }),
      follow: fc.boolean(),
      byId: fc.boolean(),
    }),
  },
);

/** Two sessions share a nick, two of another user have one each. */
const FIRST_NICKS = ["Romeo", "Romeo", "Juliet", "Mercutio", "a/b", "☂", "Paris", "Queen Mab"];

/** All sessions come at once, and some follow everybody: else little would happen. */
const BEGINNING: readonly Act[] = [
  ...SESSIONS.map((each, index): Act => ({
    step: "join",
    session: each,
    nick: FIRST_NICKS[index] ?? "",
  })),
  { step: "broadcast", roles: ["moderator"] },
  ...[0, 2, 5, 6].map((index): Act => ({
    step: "ask",
    session: SESSIONS[index] ?? "",
    nicks: NICKS,
    follow: true,
    byId: false,
  })),
];

/** The acts of a run, in their order. */
export const RUNS: fc.Arbitrary<readonly Act[]> = fc
  .tuple(fc.constantFrom(BEGINNING, BEGINNING, []), fc.array(ACT, { maxLength: MOST_ACTS, size: "max" }))
  .map(([beginning, acts]) => [...beginning, ...acts]);
