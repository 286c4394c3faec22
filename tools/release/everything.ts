import { execFileSync } from "node:child_process";
import { mkdirSync, readdirSync, rmSync } from "node:fs";
import { join } from "node:path";
import { ROOT } from "../kit/project.ts";
import { buildArchive, buildZip } from "./archive.ts";
import { writeChecksums } from "./checksums.ts";
import { writeNotes } from "./notes.ts";
import { buildRocksServer } from "./rocks-server.ts";

/** Packs the packages of this repository's workspaces, as `npm publish` would send them. */
function packPackages(folder: string): void {
  execFileSync("npm", ["pack", "--workspaces", "--silent", `--pack-destination=${folder}`], {
    cwd: ROOT,
    stdio: ["ignore", "ignore", "inherit"],
  });
}

/** Files that LuaRocks needs in a folder that it takes for a server, and nobody downloads. */
const OF_THE_SERVER = /^(?:manifest|index\.html)/;

/**
 * Fills a folder with all that the release page offers: the archive, the same as a zip file, the rock and its rockspec, the npm
 * packages, the checksums of these, and what the page says.
 * @returns the paths of the files.
 */
export function buildEverything(folder: string): readonly string[] {
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  buildRocksServer(folder);
  buildArchive(folder);
  buildZip(folder);
  packPackages(folder);
  writeChecksums(folder);
  writeNotes(folder);
  return readdirSync(folder)
    .filter((name) => !OF_THE_SERVER.test(name))
    .map((name) => join(folder, name));
}
