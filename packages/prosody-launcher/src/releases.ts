import { execFile } from "node:child_process";
import { createHash } from "node:crypto";
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  symlinkSync,
  utimesSync,
} from "node:fs";
import { homedir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { installedProsody, readInstallation, type Installation } from "./installation.ts";
import { haveMovedOn } from "./moved-on.ts";
import { onProcessEnd } from "./process-end.ts";

/** A Debian release with a Prosody. */
export interface Release {
  readonly suite: string;
  /** The beginning of its Prosody's versions. */
  readonly series: string;
  /** The version of Lua that its Prosody runs on. */
  readonly lua: string;
  /** True if its packages may still become others: a Debian that is not yet released. */
  readonly isTesting: boolean;
  /** True if its packages expect `/bin` and `/lib` to be links into `/usr`. */
  readonly mergedUsr: boolean;
}

/** All releases that are known here, oldest Prosody first. */
export const RELEASES: readonly Release[] = [
  { suite: "bullseye", series: "0.11", lua: "5.2", isTesting: false, mergedUsr: false },
  { suite: "bookworm", series: "0.12", lua: "5.4", isTesting: false, mergedUsr: false },
  { suite: "trixie", series: "13.0", lua: "5.4", isTesting: false, mergedUsr: true },
  { suite: "forky", series: "13", lua: "5.4", isTesting: true, mergedUsr: true },
];

/** Releases of a Debian that is out: what they have stays. */
export const STABLE_RELEASES: readonly Release[] = RELEASES.filter(({ isTesting }) => !isTesting);

function newestOf(releases: readonly Release[]): Release {
  const newest = releases.at(-1);
  if (newest === undefined) throw new Error("No release is known");
  return newest;
}

/** The release with the newest Prosody of all. */
export const NEWEST = newestOf(RELEASES);

/** The release with the newest Prosody of a Debian that is out. */
export const NEWEST_STABLE = newestOf(STABLE_RELEASES);

/** The names of the releases, for commands that are told one. */
export const RELEASE_NAMES: readonly string[] = RELEASES.map(({ suite }) => suite);

/** The folder of unpacked packages, one for all projects of a user. */
const CACHE = join(process.env.XDG_CACHE_HOME ?? join(homedir(), ".cache"), "prosody-launcher");
const MMDEBSTRAP = "/usr/bin/mmdebstrap";

/** Packages of a Debian release, as they are unpacked together. */
export interface PackageSet {
  /** The beginning of the folder's name. */
  readonly name: string;
  readonly release: Release;
  readonly packages: readonly string[];
  /** True if they are installed, as apt does it, with their users, links and certificates; else they are only unpacked. */
  readonly isInstalled?: boolean;
}

/** Names the reason why this machine cannot fetch or start releases, if it cannot. */
export function whyNoReleases(): string | undefined {
  if (!isDebian()) return "this machine does not run Debian";
  if (process.getuid?.() !== 0) return "only root can unpack releases and chroot into them";
  if (!existsSync(MMDEBSTRAP)) return "mmdebstrap is not installed";
  return undefined;
}

/**
 * The releases of some names, oldest Prosody first.
 * @param among what there is to choose from.
 * @throws {Error} that says so if one of the names is none of these.
 */
export function pickReleases(names: readonly string[], among: readonly string[] = RELEASE_NAMES): Release[] {
  const unknown = names.find((name) => !among.includes(name));
  if (unknown !== undefined) throw new Error(`There is no release ${unknown}, only ${among.join(", ")}.`);
  return RELEASES.filter(({ suite }) => names.includes(suite));
}

/** Fetches releases; where none can be had the installed Prosody stands in, if there is one, and this is said. */
export async function fetchOrStandIn(releases: readonly Release[]): Promise<Installation[]> {
  const obstacle = whyNoReleases();
  const installed = obstacle === undefined ? undefined : installedProsody();
  if (installed === undefined) return Promise.all(releases.map(fetchRelease));
  console.error(`Only the installed Prosody is used: ${obstacle}.`);
  return [installed];
}

/** The packages of a release: Prosody, SQLite for its storage `sql`, and busted. */
const RELEASE_PACKAGES = ["prosody", "lua-dbi-sqlite3", "lua-busted"];

/**
 * Unpacks a release's Prosody, with what its modules are tried with, unless that was done before.
 * @throws {Error} with the reason, in one line, if it cannot be had.
 */
export async function fetchRelease(release: Release): Promise<Installation> {
  const root = await fetchPackages({ name: release.suite, release, packages: RELEASE_PACKAGES });
  return readInstallation(root, release.suite);
}

/**
 * Unpacks packages with all they depend on, unless that was done before. No service starts.
 * @returns the folder, to chroot into.
 * @throws {Error} with the reason, in one line, if they cannot be had.
 */
export async function fetchPackages(set: PackageSet): Promise<string> {
  const folder = join(CACHE, folderOf(set));
  if (existsSync(folder) && (await isOutdated(set, folder))) rmSync(folder, { recursive: true });
  if (!existsSync(folder)) await unpack(set, folder);
  return folder;
}

const DAY_MILLISECONDS = 24 * 60 * 60 * 1000;

/**
 * Says whether a Debian that is still being tested has other versions now than were unpacked. Asks once a day; what was unpacked is
 * good enough where there is nobody to ask.
 */
async function isOutdated(set: PackageSet, folder: string): Promise<boolean> {
  if (!set.release.isTesting || Date.now() - statSync(folder).mtimeMs < DAY_MILLISECONDS) return false;
  const now = new Date();
  utimesSync(folder, now, now);
  try {
    // Verbose, or it does not pass on what apt says.
    return haveMovedOn(
      set.packages,
      folder,
      await callMmdebstrap(set, "/dev/null", ["--simulate", "--verbose"]),
    );
  } catch {
    return false;
  }
}

/** The name depends on the list of packages: a folder made for another list lacks some of them. */
function folderOf({ name, packages }: PackageSet): string {
  return `${name}-${createHash("sha256").update(packages.join()).digest("hex").slice(0, 8)}`;
}

/** Says whether this machine runs Debian, and so has its packages. */
export function isDebian(): boolean {
  return existsSync("/etc/os-release") && /^ID=debian$/m.test(readFileSync("/etc/os-release", "utf8"));
}

// Under another name first: a folder by the release's own name is always a whole one.
async function unpack(set: PackageSet, folder: string): Promise<void> {
  const obstacle = whyNoReleases();
  if (obstacle !== undefined) throw new Error(obstacle);
  mkdirSync(CACHE, { recursive: true });
  const unfinished = mkdtempSync(join(CACHE, `unfinished-${set.name}-`));
  const removeUnfinished = (): void => {
    rmSync(unfinished, { recursive: true, force: true });
  };
  const forgetProcessEnd = onProcessEnd(removeUnfinished);
  try {
    await runMmdebstrap(set, unfinished);
    moveUnlessThere(unfinished, folder);
  } finally {
    removeUnfinished();
    forgetProcessEnd();
  }
}

async function runMmdebstrap(set: PackageSet, folder: string): Promise<void> {
  await callMmdebstrap(set, folder);
  if (set.release.mergedUsr && set.isInstalled !== true) linkIntoUsr(folder);
}

/** Calls mmdebstrap. Resolves to what it printed. */
async function callMmdebstrap(
  { release, packages, isInstalled = false }: PackageSet,
  target: string,
  more: readonly string[] = [],
): Promise<string> {
  const options = [
    `--variant=${isInstalled ? "minbase" : "extract"}`,
    `--include=${packages.join(",")}`,
    // The Release files of older suites have a date of expiry.
    '--aptopt=Acquire::Check-Valid-Until "false"',
    ...more,
  ];
  try {
    const { stdout, stderr } = await promisify(execFile)(MMDEBSTRAP, [...options, release.suite, target]);
    return stdout + stderr;
  } catch (error) {
    throw new Error(`${release.suite}: ${reasonOf(error)}`, { cause: error });
  }
}

// mmdebstrap 1.5, which is Debian 13's, leaves these links to the package base-files.
function linkIntoUsr(folder: string): void {
  for (const name of ["bin", "sbin", "lib", "lib64"]) symlinkSync(`usr/${name}`, join(folder, name));
}

/** The first line that apt calls an error; the last line, if it calls none so. */
function reasonOf(error: unknown): string {
  const output = error instanceof Error && "stderr" in error ? String(error.stderr) : String(error);
  const lines = output.trim().split("\n");
  return lines.find((line) => line.startsWith("E: ")) ?? lines.at(-1) ?? "";
}

// Another process may have fetched the same release meanwhile; its folder is as good as ours.
function moveUnlessThere(from: string, to: string): void {
  try {
    renameSync(from, to);
  } catch (error) {
    if (!existsSync(to)) throw error;
  }
}
