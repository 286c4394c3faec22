import * as launcher from "prosody-launcher";

/** Names for what this project's scripts and tests require of a release, with the version that brought it. */
const SINCE: launcher.Features = {
  presencebroadcast: "0.12",
  "occupant-id": "0.12",
  /** `by` on errors, to say who raised them. */
  "error-by": "0.12",
  /** Prosody's own handler of probes. */
  probes: "0.12",
};

/** The features that a release lacks; see `## requires:` in CONTRIBUTING. */
export function missingFeatures(version: string, features: readonly string[]): string[] {
  return launcher.missingFeatures(version, features, SINCE);
}

/** This project's scripts that a release has the features for. */
export function playableOn(version: string, scripts: readonly launcher.TestScript[]): launcher.TestScript[] {
  return launcher.playableOn(version, scripts, SINCE);
}
