// Other people's software, as Debian packages it: unpacked into a folder, so that nothing is installed and no service starts.
import { spawnSync } from "node:child_process";
import { fetchPackages, pickReleases, type Release, whyNoReleases } from "prosody-launcher";

const PACKAGES = [
  "prosody",
  "prosody-modules",
  "ejabberd",
  "python3-slixmpp",
  "dnsmasq-base",
  "openssl",
  // What their scripts are run by: nothing that is essential on Debian is a dependency of anything.
  "dash",
  "coreutils",
];
/** The suite of the packages. */
export const SUITE = "bookworm";

/** The command that gives a program namespaces of its own, which end with it, as it ends with who started it. */
export const ISOLATION = [
  ...["setpriv", "--pdeathsig", "KILL"],
  ...["unshare", "--net", "--mount", "--pid", "--fork", "--kill-child", "--mount-proc"],
] as const;

/** Names the reason why this machine cannot run foreign software in a network of its own, if it cannot. */
export function whyNoWorld(): string | undefined {
  const [program, ...parameters] = ISOLATION;
  const obstacle = whyNoReleases();
  if (obstacle !== undefined) return obstacle;
  const isAllowed = spawnSync(program, [...parameters, "ip", "link", "set", "lo", "up"]).status === 0;
  return isAllowed
    ? undefined
    : "network namespaces cannot be made here (iproute2 is missing, or the right to)";
}

/** Says whether it is an error if nothing can be run here. `REQUIRE=foreign` in the environment says so. */
export function isRequired(): boolean {
  return process.env.REQUIRE === "foreign";
}

/** Unpacks the packages, unless that was done before; resolves to the folder to chroot into. */
export function fetchForeign(): Promise<string> {
  return fetchPackages({ name: `foreign-${SUITE}`, release: releaseOf(SUITE), packages: PACKAGES });
}

/** Unpacks the Prosody of another suite, and the community modules for it. */
export function fetchModules(suite: string): Promise<string> {
  const packages = ["prosody", "prosody-modules"];
  return fetchPackages({ name: `modules-${suite}`, release: releaseOf(suite), packages });
}

function releaseOf(suite: string): Release {
  const [release] = pickReleases([suite]);
  if (release === undefined) throw new Error(`There is no release ${suite}`);
  return release;
}
