/** What is measured, and what it may cost at most. */
export interface Case {
  readonly name: string;
  /** What sets it apart from another case of the same name. */
  readonly note?: string;
  /** The most it may cost of what Prosody's own handler does. */
  readonly ofProsody?: number;
  /** The most it may cost of the floor: one ready-made presence, cloned and routed. */
  readonly ofFloor?: number;
}

/** Probes and batches, by who asks or for whom. */
export const PROBES: readonly Case[] = [
  { name: "participant", ofProsody: 0.45, ofFloor: 1.6 },
  { name: "moderator", ofProsody: 0.45, ofFloor: 1.6 },
  { name: "oneself", ofProsody: 0.55, ofFloor: 1.6 },
  { name: "registered", ofProsody: 0.6 },
  { name: "unknown" },
  { name: "outsider" },
  { name: "room" },
  { name: "bare JID" },
  { name: "batch of 100", ofProsody: 0.4 },
];

/** What an absent registered nick costs where our answer has no more in it than Prosody's: on a service without occupant-ids. */
export const WITHOUT_OCCUPANT_IDS: Case = { name: "registered", note: "no occupant-ids" };

/** Stanzas that are no probes: what loading the plugin costs everybody else. */
export const OTHERS: readonly Case[] = [
  { name: "presence update", ofProsody: 1.01 },
  { name: "groupchat message", ofProsody: 1.01 },
  { name: "join", ofProsody: 1.01 },
];

/** Where instructions are counted; rooms of other sizes differ in nothing but the garbage collector's work. */
export function countedSizes(each: Case): readonly number[] {
  // in a room of two nearly all of a batch are absent, in a larger one all are present
  return each.name.startsWith("batch") ? [2, 100] : [2];
}

/** How large the rooms are. */
export const SIZES: readonly number[] = [2, 100, 10_000];

/** Absent users with registered nicks in each room. */
export const REGISTERED = 10_000;

/** How much dearer a present target may be in the largest room than in one of 100, the floor taken off. */
export const GROWTH = 1.5;
