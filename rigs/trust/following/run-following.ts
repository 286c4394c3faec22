// Run after run, until one fails. fast-check then makes that one as short as it can be.
import fc from "fast-check";
import type { Finding } from "../privacy/judge.ts";
import type { Progress } from "../progress.ts";
import type { ServiceOptions } from "../server/service.ts";
import { type Act, runs } from "./acts.ts";
import { FollowingWorld } from "./three-rooms.ts";

/** The most that happens in a run. */
const LENGTH = 60;

/** The options of the check. */
export interface FollowingOptions extends Pick<ServiceOptions, "installation" | "pluginPath"> {
  readonly seed: number;
  readonly runs: number;
  /** Plays nothing but the run that an earlier one with this seed has failed with; see {@link Failure}. */
  readonly replay?: string | undefined;
  readonly progress?: Progress;
}

/** A run that failed. */
export interface Failure {
  /** As few as they could be made. */
  readonly acts: readonly Act[];
  readonly findings: readonly Finding[];
  /** To play it again. */
  readonly replay: string;
}

/** The counts up to the first run that failed, and the failure. */
export interface FollowingResult {
  readonly runs: number;
  /** The number of acts of each kind, over all runs. */
  readonly acts: number;
  /** Stanzas that came to anybody. */
  readonly stanzas: number;
  readonly failure?: Failure;
}

/** Checks runs. */
export async function runFollowing(options: FollowingOptions): Promise<FollowingResult> {
  const world = await FollowingWorld.start(options);
  try {
    return await checkRuns(world, options);
  } finally {
    await world.stop();
  }
}

async function checkRuns(world: FollowingWorld, options: FollowingOptions): Promise<FollowingResult> {
  const { seed, replay, progress } = options;
  const sum = { runs: 0, acts: 0, stanzas: 0 };
  const failing: Omit<Failure, "replay">[] = [];
  const property = fc.asyncProperty(runs(LENGTH), async (acts) => {
    const { findings, stanzas } = await world.run(acts);
    if (findings.length > 0) failing.push({ acts, findings });
    if (failing.length > 0) return findings.length === 0;
    sum.runs += 1;
    sum.acts += acts.length;
    sum.stanzas += stanzas;
    progress?.report(sum.runs);
    return true;
  });
  const details = await fc.check(property, {
    seed,
    numRuns: options.runs,
    ...(replay !== undefined && { path: replay, endOnFailure: true }),
  });
  const shortest = failing.at(-1);
  if (shortest === undefined && details.failed) throw details.errorInstance;
  if (shortest === undefined) return sum;
  return { ...sum, failure: { ...shortest, replay: details.counterexamplePath ?? "" } };
}
