// A check of random cases on a server: case after case, until one fails. fast-check then makes that one as small as it can be.
import fc from "fast-check";
import type { Installation } from "prosody-launcher";

/** One thing that is wrong. */
export interface Finding {
  /** The JID that was told, or not told. */
  readonly to: string;
  readonly problem: string;
  readonly expected?: string;
  readonly received?: string;
}

/** The outcome of a case. */
export interface Report {
  readonly findings: readonly Finding[];
  /** By what was counted. */
  readonly counts: Readonly<Record<string, number>>;
}

/** A server on which cases are played. */
export interface World<Case> {
  readonly cases: fc.Arbitrary<Case>;
  play(one: Case): Promise<Report>;
  stop(): Promise<void>;
}

/** The Prosody to play on, and the folder that holds `mod_muc_probe`. */
export interface Place {
  readonly installation: Installation;
  readonly pluginPath: string;
}

/** Starts the server of a check. */
export type Start<Case> = (place: Place) => Promise<World<Case>>;

/** The cases to play. */
export interface Choice {
  readonly seed: number;
  readonly count: number;
  /** Plays nothing but the case that an earlier run with this seed has failed with; see {@link Failure}. */
  readonly replay?: string | undefined;
  /** True to show a case that fails as it is. */
  readonly endOnFailure?: boolean;
  /** Is told now and then how many cases were played. */
  readonly onProgress?: (played: number) => void;
}

/** A case that failed. */
export interface Failure<Case> {
  /** As small as it could be made. */
  readonly smallest: Case;
  readonly findings: readonly Finding[];
  /** To play it again. */
  readonly replay: string;
}

/** The reports up to the first case that failed, and that one. */
export interface Outcome<Case> {
  readonly reports: readonly Report[];
  readonly failure?: Failure<Case>;
}

const INTERVAL_MILLISECONDS = 5_000;
const SHRINKING_MILLISECONDS = 120_000;

/** Plays cases on a server of their own. */
export async function check<Case>(start: Start<Case>, place: Place, choice: Choice): Promise<Outcome<Case>> {
  const world = await start(place);
  try {
    return await playCases(world, choice);
  } finally {
    await world.stop();
  }
}

/** Plays cases. */
export async function playCases<Case>(
  world: Pick<World<Case>, "cases" | "play">,
  { seed, count, replay, endOnFailure = false, onProgress }: Choice,
): Promise<Outcome<Case>> {
  const reports: Report[] = [];
  const failing: Omit<Failure<Case>, "replay">[] = [];
  /** An error of the check itself, such as a server that answers no more: no smaller case would tell more of it. */
  let broken: Error | undefined;
  let told = Date.now();
  let failed = Infinity;
  const property = fc.asyncProperty(world.cases, async (one) => {
    if (broken !== undefined || Date.now() - failed > SHRINKING_MILLISECONDS) return true;
    const report = await world.play(one).catch((error: unknown) => {
      broken = error as Error;
    });
    if (report === undefined) return true;
    const { findings } = report;
    if (findings.length > 0) failing.push({ smallest: one, findings });
    if (failing.length > 0) {
      failed = Math.min(failed, Date.now());
      return findings.length === 0;
    }
    reports.push(report);
    if (Date.now() - told > INTERVAL_MILLISECONDS) {
      told = Date.now();
      onProgress?.(reports.length);
    }
    return true;
  });
  const details = await fc.check(property, {
    seed,
    numRuns: count,
    endOnFailure: endOnFailure || replay !== undefined,
    ...(replay !== undefined && { path: replay }),
  });
  if (broken !== undefined) throw broken;
  const last = failing.at(-1);
  if (last === undefined) return { reports };
  return { reports, failure: { ...last, replay: details.counterexamplePath ?? "" } };
}
