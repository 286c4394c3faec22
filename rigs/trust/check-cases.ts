// Case after case, until one fails. fast-check then makes that one as small as it can be.
import fc from "fast-check";
import type { Finding } from "./privacy/judge.ts";
import type { Progress } from "./progress.ts";

/** The options of a check of random cases. */
export interface CheckOptions {
  readonly seed: number;
  /** Plays nothing but the case that an earlier run with this seed has failed with; see {@link Failure}. */
  readonly replay?: string | undefined;
  readonly progress?: Progress;
  /** True to show a case that fails as it is. */
  readonly endOnFailure?: boolean;
}

/** A case that failed. */
export interface Failure<Case> {
  /** As small as it could be made. */
  readonly smallest: Case;
  readonly findings: readonly Finding[];
  /** To play it again. */
  readonly replay: string;
}

/** Checks so many cases. Resolves to the reports up to the first case that failed, and to that one. */
export async function checkCases<Case, Report extends { readonly findings: readonly Finding[] }>(
  cases: fc.Arbitrary<Case>,
  count: number,
  check: (one: Case) => Promise<Report>,
  { seed, replay, progress, endOnFailure = false }: CheckOptions,
): Promise<{ readonly reports: readonly Report[]; readonly failure?: Failure<Case> }> {
  const reports: Report[] = [];
  const failing: Omit<Failure<Case>, "replay">[] = [];
  /** An error of the check itself, such as a server that answers no more: no smaller case would tell more of it. */
  let broken: Error | undefined;
  const property = fc.asyncProperty(cases, async (one) => {
    if (broken !== undefined) return true;
    const report = await check(one).catch((error: unknown) => {
      broken = error as Error;
    });
    if (report === undefined) return true;
    const { findings } = report;
    if (findings.length > 0) failing.push({ smallest: one, findings });
    if (failing.length > 0) return findings.length === 0;
    reports.push(report);
    progress?.report(reports.length);
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
