import { isAtLeast } from "./versions.ts";

/** Names of what scripts may require of a release, with the version that brought it. */
export type Features = Readonly<Record<string, string>>;

const WITHOUT = "no-";

/**
 * The features that a release lacks. A version, such as `13.0`, is a feature of the releases from there on, and `no-…` one of
 * those before. A feature that nobody knows is an error: it would skip its script everywhere.
 * @param since those that have a name.
 */
export function missingFeatures(
  version: string,
  features: readonly string[],
  since: Features = {},
): string[] {
  return features.filter((feature) => {
    const name = feature.startsWith(WITHOUT) ? feature.slice(WITHOUT.length) : feature;
    const first = /^\d+(\.\d+)*$/.test(name) ? name : since[name];
    if (first === undefined) throw new Error(`No release is known to have the feature ${feature}`);
    return isAtLeast(version, first) === feature.startsWith(WITHOUT);
  });
}
