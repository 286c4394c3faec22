import {
  fetchRelease,
  type Installation,
  installedProsody,
  isDebian,
  type Release,
  RELEASES,
  whyNoReleases,
} from "prosody-launcher";

/** A release that tests run on, or the reason why it is not to be had. */
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

/** The Prosody of this machine, if there is one. */
function installedColumn(): Column[] {
  const installation = installedProsody();
  return installation === undefined ? [] : [{ name: installation.name, installation }];
}

/**
 * Finds what is to be had: every release, or the reason why it is not. Where none can be, the installed Prosody steps in, and on a
 * machine that is no Debian it alone is what there is.
 */
export async function findColumns(): Promise<Column[]> {
  const obstacle = whyNoReleases();
  if (obstacle === undefined) return Promise.all(RELEASES.map(columnOf));
  console.log(`Only the installed Prosody is used: ${obstacle}.`);
  const missing = RELEASES.map(({ series, suite }) => ({ name: `${series} (${suite})`, missing: obstacle }));
  return isDebian() ? [...installedColumn(), ...missing] : installedColumn();
}

/** Every release at hand. */
export async function installationsAtHand(): Promise<Installation[]> {
  return (await findColumns()).flatMap(({ installation }) => installation ?? []);
}
