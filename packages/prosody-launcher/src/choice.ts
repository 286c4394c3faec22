import { installedProsody, type Installation } from "./installation.ts";
import {
  fetchRelease,
  NEWEST_STABLE,
  RELEASE_NAMES,
  RELEASES,
  STABLE_RELEASES,
  whyNoReleases,
} from "./releases.ts";

const INSTALLED = "installed";

/** Names by which people may ask for a Prosody: as the installed one, by its series (`13.0`), by its Debian (`trixie`). */
export const CHOICES: readonly string[] = [
  INSTALLED,
  ...STABLE_RELEASES.map(({ series }) => series),
  ...RELEASE_NAMES,
];

/**
 * The Prosody that somebody asks for by one of {@link CHOICES}; without a name the installed one, if there is one.
 * @throws {Error} with the reason, in one line, if it cannot be had.
 */
export async function chooseInstallation(name?: string): Promise<Installation> {
  const installed = installedProsody();
  if (installed !== undefined && (name ?? INSTALLED) === INSTALLED) return installed;
  const release = RELEASES.find(({ suite, series }) => [suite, series].includes(name ?? NEWEST_STABLE.suite));
  const isToBeHad = name !== undefined || whyNoReleases() === undefined;
  if (release === undefined || !isToBeHad) throw new Error("Prosody is not installed: apt install prosody");
  return fetchRelease(release);
}
