import { isAtLeast } from "prosody-launcher";

/** From which version on something is there, and from which on no longer; always, if not told. */
export interface Lifetime {
  readonly since: string | undefined;
  readonly removed: string | undefined;
}

export function exists(lifetime: Lifetime, version: string): boolean {
  const { since, removed } = lifetime;
  return (
    (since === undefined || isAtLeast(version, since)) &&
    (removed === undefined || !isAtLeast(version, removed))
  );
}

/** True if some release of the matrix may lack it. */
export function isLimited(lifetime: Lifetime): boolean {
  return lifetime.since !== undefined || lifetime.removed !== undefined;
}
