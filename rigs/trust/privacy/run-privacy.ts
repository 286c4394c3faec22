// Room after room, until one fails. fast-check then makes that one as small as it can be.
import fc from "fast-check";
import type { Progress } from "../progress.ts";
import type { ServiceOptions } from "../server/service.ts";
import type { Finding } from "./judge.ts";
import { type Scenario, scenarios } from "./rooms.ts";
import { PopulatedServer } from "./populated-server.ts";

/** The options of the check. */
export interface PrivacyOptions extends Pick<ServiceOptions, "installation" | "pluginPath"> {
  readonly seed: number;
  readonly rooms: number;
  /** Plays nothing but the room that an earlier run with this seed has failed with; see {@link Failure}. */
  readonly replay?: string | undefined;
  readonly progress?: Progress;
  /** True to show a room that fails as it is. */
  readonly endOnFailure?: boolean;
}

/** A room that failed. */
export interface Failure {
  /** As small as it could be made. */
  readonly scenario: Scenario;
  /** The faults in it. */
  readonly findings: readonly Finding[];
  /** To play it again. */
  readonly replay: string;
}

/** The counts up to the first room that failed, and the failure. */
export interface PrivacyResult {
  readonly rooms: number;
  /** Probes, batches and other questions that were sent. */
  readonly questions: number;
  /** Stanzas that came to anybody. */
  readonly stanzas: number;
  readonly failure?: Failure;
}

/** Checks rooms. */
export async function runPrivacy(options: PrivacyOptions): Promise<PrivacyResult> {
  const world = await PopulatedServer.start(options);
  try {
    return await checkRooms(world, options);
  } finally {
    await world.stop();
  }
}

async function checkRooms(world: PopulatedServer, options: PrivacyOptions): Promise<PrivacyResult> {
  const { seed, rooms, replay, progress, endOnFailure = false } = options;
  const sum = { rooms: 0, questions: 0, stanzas: 0 };
  const failing: Omit<Failure, "replay">[] = [];
  /** An error of the check itself, such as a server that answers no more: no smaller room would tell more of it. */
  let broken: Error | undefined;
  const property = fc.asyncProperty(scenarios(world.release), async (scenario) => {
    if (broken !== undefined) return true;
    const report = await world.check(scenario).catch((error: unknown) => {
      broken = error as Error;
    });
    if (report === undefined) return true;
    const { findings, questions, stanzas } = report;
    if (findings.length > 0) failing.push({ scenario, findings });
    if (failing.length > 0) return findings.length === 0;
    sum.rooms += 1;
    sum.questions += questions;
    sum.stanzas += stanzas;
    progress?.report(sum.rooms);
    return true;
  });
  const details = await fc.check(property, {
    seed,
    numRuns: rooms,
    endOnFailure: endOnFailure || replay !== undefined,
    ...(replay !== undefined && { path: replay }),
  });
  if (broken !== undefined) throw broken;
  const smallest = failing.at(-1);
  if (smallest === undefined) return sum;
  return { ...sum, failure: { ...smallest, replay: details.counterexamplePath ?? "" } };
}
