import { installedProsody, type Installation } from "../prosody/installation.ts";
import { fetchRelease, RELEASES, whyNoReleases, type Release } from "../prosody/releases.ts";

/** A release that the matrix runs on, or the reason why it does not. */
export type Column = { readonly name: string } & (
  { readonly installation: Installation } | { readonly installation?: undefined; readonly missing: string }
);

async function columnOf(release: Release): Promise<Column> {
  try {
    const installation = await fetchRelease(release);
    return { name: installation.name, installation };
  } catch (error) {
    return { name: `${release.series} (${release.suite})`, missing: (error as Error).message };
  }
}

/** What is to be had: every release, or where none can be fetched, which is said, the installed Prosody. */
export async function findColumns(): Promise<Column[]> {
  const obstacle = whyNoReleases();
  if (obstacle === undefined) return Promise.all(RELEASES.map(columnOf));
  console.log(`Only the installed Prosody is used: ${obstacle}.`);
  const installation = installedProsody();
  if (installation === undefined) throw new Error("Prosody is not installed: make setup");
  return [{ name: installation.name, installation }];
}
