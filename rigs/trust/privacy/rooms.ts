// Rooms, the people in and around them, and services, made up by fast-check.
import { createHash } from "node:crypto";
import fc from "fast-check";
import { USER_HOST } from "prosody-launcher";
import {
  AFFILIATIONS,
  type Affiliation,
  type FormValues,
  type Guest,
  MUC_HOST,
  type Occupant,
  type Person,
  POLICIES,
  REMOTE_HOST,
  type Release,
  ROLES,
  type Role,
  type Room,
  SERVICE_POLICY,
  type Settings,
  type Stranger,
} from "../contract/model.ts";

/** A room on a service. */
export interface Scenario {
  readonly settings: Settings;
  readonly room: Room;
}

const RESOURCES = ["phone", "desk"];
/** The administrator of the server is an owner of every room. */
const SERVICE_ADMIN = `admin@${USER_HOST}`;
const LOCAL_USERS = [
  ...["romeo", "juliet", "mercutio", "tybalt", "benvolio", "rosaline"].map((name) => `${name}@${USER_HOST}`),
  SERVICE_ADMIN,
];
/** One is the other server itself, a JID without a local part: so components join. */
const REMOTE_USERS = [
  ...["paris", "nurse", "laurence", "balthasar"].map((name) => `${name}@${REMOTE_HOST}`),
  REMOTE_HOST,
];
/** The sessions of the room's own server, which clients are connected for. */
export const LOCAL_SESSIONS = LOCAL_USERS.flatMap(fullJids);

/** For each user all JIDs that it may ask from: those of another server may also be bare. */
const USERS = [
  ...LOCAL_USERS.map((bareJid) => ({ bareJid, jids: fullJids(bareJid) })),
  ...REMOTE_USERS.map((bareJid) => ({ bareJid, jids: [...fullJids(bareJid), bareJid] })),
];
const MOST_JIDS = RESOURCES.length + 1;
/** For each JID a nick that it has and one that it had before; for each user one that it has registered. */
const SLOTS = 2 * MOST_JIDS + 1;

const NICKS = [
  "Romeo",
  "Juliet",
  "romeo",
  "Mercutio",
  "Tybalt 2",
  "Queen Mab",
  "O'Hara & <Söhne>",
  "☂",
  "ジュリエット",
  "a/b",
  "x@y",
  "Rosaline",
  "%s%d",
];

type SessionState = "absent" | "left" | "present" | "renamed";

/** The arbitrary part of a user. */
interface Draft {
  readonly affiliation: Affiliation;
  readonly states: readonly SessionState[];
  /** True if all its sessions have the same nick. */
  readonly sharesNick: boolean;
  readonly roles: readonly Role[];
  readonly registered: "nothing" | "a nick of its own" | "a nick it has never used";
}

const DRAFT: fc.Arbitrary<Draft> = fc.record({
  affiliation: fc.constantFrom("none" as const, ...AFFILIATIONS),
  states: fc.array(fc.constantFrom<SessionState[]>("absent", "left", "present", "present", "renamed"), {
    minLength: MOST_JIDS,
    maxLength: MOST_JIDS,
  }),
  sharesNick: fc.boolean(),
  roles: fc.array(fc.constantFrom(...ROLES), { minLength: MOST_JIDS, maxLength: MOST_JIDS }),
  registered: fc.constantFrom("nothing", "a nick of its own", "a nick it has never used"),
});

const FORM_VALUES: fc.Arbitrary<FormValues> = fc.oneof(
  {
    weight: 3,
    arbitrary: fc.constantFrom(...POLICIES, SERVICE_POLICY, SERVICE_POLICY).map((value) => [value]),
  },
  {
    weight: 1,
    arbitrary: fc.constantFrom<FormValues[]>(undefined, [], [""], [" "], ["nobdy"], ["Nobody"], ["nobody "]),
  },
);

const NO_LIMIT = { rate: 0, burst: 200 };
/** So slow that nothing of an allowance comes back while somebody asks. */
const SLOW_RATE = 0.01;

const SETTINGS: fc.Arbitrary<Settings> = fc
  .record({
    hidden: fc.constantFrom(...POLICIES),
    ownersChoose: fc.constantFrom(true, true, false),
    unknown: fc.constantFrom("unavailable", "unavailable", "silent"),
    batches: fc.constantFrom(true, true, false),
    batchLimit: fc.constantFrom(100, 100, 2),
    follow: fc.constantFrom(100, 0, 3),
    list: fc.constantFrom(true, true, false),
    limits: fc.oneof(
      { weight: 3, arbitrary: fc.constant(NO_LIMIT) },
      { weight: 1, arbitrary: fc.integer({ min: 1, max: 30 }).map((burst) => ({ rate: SLOW_RATE, burst })) },
    ),
  })
  .map(({ limits, ...settings }) => ({ ...settings, ...limits }));

/** Somebody for whom an admin has registered the nick that somebody else has. Both by their place among the users. */
interface Usurpation {
  readonly usurper: number;
  readonly victim: number;
}
const USURPATIONS: fc.Arbitrary<Usurpation[]> = fc.array(
  fc.record({ usurper: fc.nat(USERS.length - 1), victim: fc.nat(USERS.length - 1) }),
  { maxLength: 5, size: "max" },
);

/** Rooms of every kind on services of every kind. */
export function scenarios({ presenceBroadcast }: Release): fc.Arbitrary<Scenario> {
  // Rooms that show their moderators only are those that the plugin is for.
  const broadcast = presenceBroadcast
    ? fc.oneof(
        fc.constant(ROLES),
        fc.constantFrom(["moderator"] as const, ["moderator", "none"] as const),
        fc.subarray([...ROLES, "none"] as const),
      )
    : fc.constant(ROLES);
  const room = fc
    .record({
      name: fc.nat(99_999),
      nonAnonymous: fc.constantFrom(false, false, true),
      broadcast,
      forms: fc.array(FORM_VALUES, { maxLength: 3 }),
      firstNick: fc.nat(NICKS.length - 1),
      drafts: fc.tuple(...USERS.map(() => fc.option(DRAFT, { freq: 2 }))),
      usurpations: USURPATIONS,
    })
    .map(({ name, firstNick, drafts, usurpations, ...others }) => ({
      ...others,
      jid: `room-${name}@${MUC_HOST}`,
      salt: `salt-${name}`,
      people: peopleOf(drafts, firstNick, usurpations),
    }));
  return fc.noBias(fc.record({ settings: SETTINGS, room }));
}

function peopleOf(
  drafts: readonly (Draft | null)[],
  firstNick: number,
  usurpations: readonly Usurpation[],
): Person[] {
  const everybody = drafts.map((draft, index) => draft && personOf(draft, index, firstNick));
  return usurpations.reduce(usurp, everybody).filter((person) => person !== null);
}

function usurp(
  everybody: readonly (Person | null)[],
  { usurper, victim }: Usurpation,
): readonly (Person | null)[] {
  const [person, nick] = [everybody[usurper], everybody[victim]?.occupants[0]?.nick];
  const isRegistered = everybody.some((each) => each?.registeredNick === nick);
  if (!person || person.affiliation === "none" || nick === undefined || isRegistered) return everybody;
  return everybody.with(usurper, { ...person, registeredNick: nick });
}

function personOf(draft: Draft, index: number, firstNick: number): Person {
  const { bareJid, jids } = USERS[index] ?? { bareJid: "", jids: [] };
  const affiliation = affiliationOf(bareJid, draft);
  const nickAt = (slot: number): string => nickNumber(firstNick + index * SLOTS + slot);
  const guests: Guest[] = [];
  const strangers: Stranger[] = [];
  for (const [at, jid] of jids.entries()) {
    const session = { jid, presence: presenceOf(jid) };
    const state = draft.states[at];
    const pastNick = nickAt(MOST_JIDS + at);
    if (state === "absent") strangers.push(session);
    else if (state === "left" || affiliation === "outcast")
      strangers.push({ ...session, leftFrom: pastNick });
    else guests.push(state === "renamed" ? { ...session, cameAs: pastNick } : session);
  }
  const occupants = occupantsOf(guests, draft, nickAt);
  const used = occupants[0]?.nick ?? strangers.find(({ leftFrom }) => leftFrom !== undefined)?.leftFrom;
  const registered: Readonly<Record<Draft["registered"], string | undefined>> = {
    nothing: undefined,
    "a nick of its own": used,
    "a nick it has never used": nickAt(SLOTS - 1),
  };
  const registeredNick = affiliation === "none" ? undefined : registered[draft.registered];
  return {
    bareJid,
    affiliation,
    ...(bareJid === SERVICE_ADMIN && { isServiceAdmin: true }),
    occupants,
    strangers,
    ...(registeredNick !== undefined && { registeredNick }),
  };
}

/** States of a user in a room. */
function affiliationOf(bareJid: string, { affiliation }: Draft): Affiliation {
  if (bareJid === SERVICE_ADMIN) return affiliation === "owner" ? "owner" : "none";
  // An affiliation of a whole server holds for all its users.
  return bareJid === REMOTE_HOST && affiliation === "outcast" ? "none" : affiliation;
}

/** Sessions of a user share a nick, or each has its own. */
function occupantsOf(
  guests: readonly Guest[],
  { sharesNick, roles }: Draft,
  nickAt: (slot: number) => string,
): Occupant[] {
  const [first, ...rest] = guests;
  if (first === undefined) return [];
  const occupied: (readonly [Guest, ...Guest[]])[] = sharesNick
    ? [[first, ...rest]]
    : guests.map((guest) => [guest]);
  return occupied.map((sessions, index) => ({
    nick: nickAt(index),
    role: roles[index] ?? "visitor",
    sessions,
  }));
}

function nickNumber(index: number): string {
  return NICKS[index % (USERS.length * SLOTS)] ?? `Citizen ${index}`;
}

/** Nothing of the real JID is in it, since everybody is shown it who may see the occupant. */
function presenceOf(jid: string): string {
  return `presence-${createHash("sha256").update(jid).digest("hex").slice(0, 12)}`;
}

function fullJids(bareJid: string): string[] {
  return RESOURCES.map((resource) => `${bareJid}/${resource}`);
}
