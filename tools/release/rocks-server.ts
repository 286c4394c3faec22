import { execFileSync } from "node:child_process";
import { copyFileSync, mkdirSync, mkdtempSync, rmSync, utimesSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { basename, join } from "node:path";
import { buildArchive, TIMESTAMP } from "./archive.ts";
import { MODULE } from "./module.ts";
import { renderRockspec, rockVersion } from "./rockspec.ts";

/**
 * Fills a folder that LuaRocks takes for a server: the rock, its rockspec and a manifest.
 * @returns the paths of rock and rockspec.
 */
export function buildRocksServer(folder: string): readonly string[] {
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  const name = `${MODULE}-${rockVersion()}`;
  const rockspec = join(folder, `${name}.rockspec`);
  writeFileSync(rockspec, renderRockspec());
  luarocks("luarocks", "lint", rockspec);
  const rock = join(folder, `${name}.src.rock`);
  packSourceRock(rockspec, rock);
  luarocks("luarocks-admin", "make_manifest", folder);
  return [rock, rockspec];
}

/**
 * A source rock is a zip file of a rockspec and its source. `luarocks pack` makes the same, but only of sources with an
 * address to fetch them from.
 */
function packSourceRock(rockspec: string, rock: string): void {
  const staging = mkdtempSync(join(tmpdir(), "rock-"));
  try {
    const staged = join(staging, basename(rockspec));
    copyFileSync(rockspec, staged);
    const files = [staged, buildArchive(staging)];
    for (const file of files) utimesSync(file, new Date(TIMESTAMP), new Date(TIMESTAMP));
    execFileSync("zip", ["-q", "-X", "-j", rock, ...files], { env: { ...process.env, TZ: "UTC" } });
  } finally {
    rmSync(staging, { recursive: true });
  }
}

function luarocks(program: string, command: string, target: string): void {
  execFileSync(program, [command, target], { stdio: ["ignore", "ignore", "inherit"] });
}
