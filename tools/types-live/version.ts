/** A version's numbers, such as 13, 0 and 7. */
function numbersOf(version: string): number[] {
  return version.split(".").map(Number);
}

/** Whether a version is at least another; `13.0.7` is at least `13.0`. */
export function isAtLeast(version: string, least: string): boolean {
  const numbers = numbersOf(version);
  for (const [index, number] of numbersOf(least).entries()) {
    const own = numbers[index] ?? 0;
    if (own !== number) return own > number;
  }
  return true;
}

/** From which version on something is there, and from which on no longer; always, if not told. */
export interface Lifetime {
  readonly since: string | undefined;
  readonly removed: string | undefined;
}

/** Whether a version has it. */
export function exists(lifetime: Lifetime, version: string): boolean {
  const { since, removed } = lifetime;
  return (
    (since === undefined || isAtLeast(version, since)) &&
    (removed === undefined || !isAtLeast(version, removed))
  );
}

/** Whether some release of the matrix may lack it. */
export function isLimited(lifetime: Lifetime): boolean {
  return lifetime.since !== undefined || lifetime.removed !== undefined;
}
