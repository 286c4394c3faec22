import { isAtLeast } from "./versions.ts";

/** What scripts may require of a release, with the version that brought it; `no-…` is required of those before. */
const SINCE: Readonly<Record<string, string>> = {
  presencebroadcast: "0.12",
  "occupant-id": "0.12",
  /** `by` on errors, to say who raised them. */
  "error-by": "0.12",
  /** Prosody's own handler of probes. */
  probes: "0.12",
};

const WITHOUT = "no-";

/**
 * Which of the features a release lacks. A version, such as `13.0`, is a feature of the releases from there on.
 * A feature that nobody knows is an error: it would skip its script everywhere.
 */
export function missingFeatures(version: string, features: readonly string[]): string[] {
  return features.filter((feature) => {
    const name = feature.startsWith(WITHOUT) ? feature.slice(WITHOUT.length) : feature;
    const since = /^\d+(\.\d+)*$/.test(name) ? name : SINCE[name];
    if (since === undefined) throw new Error(`No release is known to have the feature ${feature}`);
    return isAtLeast(version, since) === feature.startsWith(WITHOUT);
  });
}
