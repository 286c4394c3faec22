import type { Handler } from "./inside.ts";

/** An operation that is measured, and the most that it may cost. */
export interface Case {
  readonly name: string;
  /** A note that sets it apart from another case of the same name. */
  readonly note?: string;
  /** The sizes of the rooms that it is measured in, smallest first. Instructions are counted in the smallest. */
  readonly sizes: readonly number[];
  /** The most it may cost of what Prosody's own handler does. */
  readonly ofProsody?: number;
  /** The most it may cost of the floor: one ready-made presence, cloned and routed. */
  readonly ofFloor?: number;
}

/** Tells whether a case may cost only so much. */
export function hasTarget({ ofProsody, ofFloor }: Case): boolean {
  return ofProsody !== undefined || ofFloor !== undefined;
}

/** Names the handlers that the targets of a case compare. */
export function handlersOf({ ofProsody, ofFloor }: Case): readonly Handler[] {
  return [
    ...(ofProsody === undefined ? [] : (["prosody"] as const)),
    "plugin",
    ...(ofFloor === undefined ? [] : (["floor"] as const)),
  ];
}

/** The sizes of rooms. */
export const SIZES: readonly [number, number, number] = [2, 100, 10_000];

const [SMALL, MEDIUM, LARGE] = SIZES;

/** Probes and batches, by who asks or for whom. */
export const PROBES: readonly Case[] = [
  { name: "participant", sizes: SIZES, ofProsody: 0.45, ofFloor: 1.6 },
  { name: "moderator", sizes: SIZES, ofProsody: 0.45, ofFloor: 1.6 },
  { name: "oneself", sizes: SIZES, ofProsody: 0.55, ofFloor: 1.6 },
  { name: "registered", sizes: SIZES, ofProsody: 1.1 },
  { name: "unknown", sizes: SIZES },
  { name: "stranger, full JID", sizes: SIZES, ofProsody: 1.2 },
  { name: "stranger, bare JID", sizes: SIZES, ofProsody: 1.2 },
  { name: "room", sizes: SIZES },
  { name: "batch of 100", sizes: [MEDIUM, LARGE], ofProsody: 0.4 },
  { name: "batch of 100 absent", sizes: [MEDIUM], ofProsody: 1.1 },
];

/** Queries and pages beside the batch and the query by nick, which stand in the floor's place. */
export const QUERIES: readonly Case[] = [
  { name: "query of 100 by nick", note: "floor: batch", sizes: [MEDIUM, LARGE], ofFloor: 1.15 },
  { name: "query of 100 by occupant-id", note: "floor: batch", sizes: [MEDIUM, LARGE], ofFloor: 1.3 },
  { name: "page of 100", note: "floor: query by nick", sizes: [MEDIUM, LARGE], ofFloor: 1.5 },
  { name: "first query by occupant-id", note: "floor: join", sizes: [LARGE], ofFloor: 1 },
  { name: "change that all follow", note: "Prosody: broadcast", sizes: [MEDIUM, LARGE], ofProsody: 1 },
  { name: "disco#info", sizes: [MEDIUM], ofProsody: 1.1 },
  { name: "whole path", sizes: [MEDIUM], ofProsody: 0.6 },
];

/** The price of an absent registered nick where our answer has no more in it than Prosody's: on a service without occupant-ids. */
export const WITHOUT_OCCUPANT_IDS: Case = {
  name: "registered",
  note: "no occupant-ids",
  sizes: [MEDIUM],
  ofProsody: 0.75,
};

/** Stanzas that are no probes: what loading the plugin costs everybody else. */
export const OTHERS: readonly Case[] = [
  { name: "presence update", sizes: [SMALL], ofProsody: 1.02 },
  { name: "groupchat message", sizes: [SMALL], ofProsody: 1.02 },
  { name: "join", sizes: [SMALL], ofProsody: 1.02 },
];

/** Absent users with registered nicks in each room. */
export const REGISTERED = 10_000;

/** The most by which a present target may be dearer in the largest room than in one of 100, the floor taken off. */
export const GROWTH = 1.5;

/** The sizes of the rooms in which everybody asks for the same author, each on a server of its own. */
export const HERD_SIZES: readonly number[] = [1_000, 10_000];

/** The most that a herd may take of what it takes with Prosody's own handler: CPU, and how long a ping waits. */
export const HERD_OF_PROSODY = 0.5;
