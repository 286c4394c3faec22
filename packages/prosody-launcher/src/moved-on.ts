import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { gunzipSync } from "node:zlib";

/** The version of a package that was unpacked into a folder, as its changelog has it; undefined if that does not say. */
function unpackedVersion(folder: string, name: string): string | undefined {
  const changelog = join(folder, "usr/share/doc", name, "changelog.Debian.gz");
  if (!existsSync(changelog)) return undefined;
  return /^\S+ \(([^)]+)\)/.exec(gunzipSync(readFileSync(changelog)).toString())?.[1];
}

/** The version of a package that apt would install: its line `Inst NAME (VERSION …`. A package that was only built anew is the same. */
function offeredVersion(simulation: string, name: string): string | undefined {
  const offered = simulation.split("\n").find((line) => line.startsWith(`Inst ${name} (`));
  return offered?.split(/[( ]+/)[2]?.replace(/\+b\d+$/, "");
}

/**
 * Says whether the archive has other versions of packages than a folder that they were unpacked into.
 * @param simulation what apt prints when it only simulates to install them.
 */
export function haveMovedOn(packages: readonly string[], folder: string, simulation: string): boolean {
  return packages.some((name) => {
    const offered = offeredVersion(simulation, name);
    const unpacked = unpackedVersion(folder, name);
    return offered !== undefined && unpacked !== undefined && offered !== unpacked;
  });
}
