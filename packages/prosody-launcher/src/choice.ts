import { installedProsody, type Installation } from "./installation.ts";
import { fetchRelease, RELEASE_NAMES, RELEASES, whyNoReleases } from "./releases.ts";

const INSTALLED = "installed";
/** What is taken where none is installed: the newest of a stable Debian. */
const NEWEST_STABLE = "trixie";

/** How people may name a Prosody: as the installed one, by its series (`13.0`), by its Debian (`trixie`). */
export const CHOICES: readonly string[] = [
  INSTALLED,
  ...RELEASES.map(({ series }) => series).filter((series) => series.includes(".")),
  ...RELEASE_NAMES,
];

/**
 * The Prosody that somebody asks for by one of {@link CHOICES}; without a name the installed one, if there is one.
 * @throws {Error} with the reason, in one line, if it cannot be had.
 */
export async function chooseInstallation(name?: string): Promise<Installation> {
  const installed = installedProsody();
  if (installed !== undefined && (name ?? INSTALLED) === INSTALLED) return installed;
  const release = RELEASES.find(({ suite, series }) => [suite, series].includes(name ?? NEWEST_STABLE));
  const isToBeHad = name !== undefined || whyNoReleases() === undefined;
  if (release === undefined || !isToBeHad) throw new Error("Prosody is not installed: apt install prosody");
  return fetchRelease(release);
}
