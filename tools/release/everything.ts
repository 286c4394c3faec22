import { execFileSync } from "node:child_process";
import { createHash } from "node:crypto";
import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { ROOT } from "../kit/project.ts";
import { buildArchive } from "./archive.ts";
import { buildRocksServer } from "./rocks-server.ts";

/** The name of the file with the checksums, in the form that `sha256sum --check` reads. */
export const CHECKSUMS = "SHA256SUMS";

/** Packs the packages of this repository's workspaces, as `npm publish` would send them. */
function packPackages(folder: string): void {
  execFileSync("npm", ["pack", "--workspaces", "--silent", `--pack-destination=${folder}`], {
    cwd: ROOT,
    stdio: ["ignore", "ignore", "inherit"],
  });
}

function checksum(file: string): string {
  return createHash("sha256").update(readFileSync(file)).digest("hex");
}

/**
 * Fills a folder with all that a release consists of: the archive, the rock and its rockspec, the npm packages, and the
 * checksums of these.
 * @returns the paths of the files.
 */
export function buildEverything(folder: string): readonly string[] {
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  buildRocksServer(folder);
  buildArchive(folder);
  packPackages(folder);
  const files = readdirSync(folder).filter((name) => /\.(?:gz|tgz|rock|rockspec)$/.test(name));
  const lines = files.map((name) => `${checksum(join(folder, name))}  ${name}\n`);
  writeFileSync(join(folder, CHECKSUMS), lines.join(""));
  return [...files, CHECKSUMS].map((name) => join(folder, name));
}
