// Builds what users install: the release archive, the rock in a folder that LuaRocks takes for a server, or a whole release.
import { readdirSync, rmSync } from "node:fs";
import { join, relative, resolve } from "node:path";
import { parseArgs } from "node:util";
import { runCommandLine } from "../kit/command-line.ts";
import { ROOT } from "../kit/project.ts";
import { buildArchive } from "./archive.ts";
import { buildEverything } from "./everything.ts";
import { MODULE, RELEASE_FOLDER } from "./module.ts";
import { findObstacles } from "./obstacles.ts";
import { buildRocksServer } from "./rocks-server.ts";

const USAGE = `Usage: release archive|rock|check|all [--output FOLDER] [--help]

Packs dist/mod_muc_probe, as it is.

  archive           the folder for plugin_paths with README and licence, as a .tar.gz (into build/)
  rock              source rock, rockspec and manifest, for prosodyctl install --server=FOLDER (into build/rocks/)
  check             nothing, but say what stands in the way of a release: addresses that are placeholders, in any file; a
                    version that is not that of the changelog; pages about the time before it; files that are not committed
  all               what stands in the way of a release, or the folder that is its page: archive, zip file, rock, npm packages,
                    checksums, NOTES.md (into build/release/)
  --output FOLDER   where to put them
  --help            show this text

Exit codes: 0 built, or nothing stands in the way; 1 could not be built, or something does; 2 bad usage.`;

/** Throws what stands in the way of a release. */
function assertReady(): void {
  const obstacles = findObstacles(ROOT);
  if (obstacles.length > 0) throw new Error(`This cannot be released:\n${obstacles.join("\n")}`);
}

/** Paths as they are to be printed. */
function seenFromHere(paths: readonly string[]): string[] {
  return paths.map((path) => relative(process.cwd(), path));
}

/** Removes what was built of the packages before: what came of a source that is gone must not be packed. */
function removeBuilt(): void {
  const folders = readdirSync(join(ROOT, "packages"), { withFileTypes: true }).filter((each) =>
    each.isDirectory(),
  );
  for (const { parentPath, name } of folders)
    rmSync(join(parentPath, name, "build"), { recursive: true, force: true });
}

/** Each does what its word says, and returns the lines to print. */
const COMMANDS: Readonly<Record<string, (output: string | undefined) => readonly string[]>> = {
  archive: (output) => seenFromHere([buildArchive(output ?? RELEASE_FOLDER)]),
  rock: (output) => {
    const folder = resolve(output ?? join(RELEASE_FOLDER, "rocks"));
    return [
      ...seenFromHere(buildRocksServer(folder)),
      `To install it: prosodyctl install --server=${folder} ${MODULE}`,
      "Prosody's own user must be able to read that folder. If it is in a home directory, copy it to /tmp first.",
    ];
  },
  check: () => {
    assertReady();
    return [];
  },
  all: (output) => {
    assertReady();
    removeBuilt();
    return seenFromHere(buildEverything(output ?? join(RELEASE_FOLDER, "release")));
  },
};

/** Reads the command line; returns what builds what was asked for, or nothing if that is help. */
function readCommand(): (() => readonly string[]) | undefined {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: { output: { type: "string" }, help: { type: "boolean" } },
  });
  if (values.help) return undefined;
  const build = COMMANDS[positionals[0] ?? ""];
  if (build === undefined || positionals.length > 1) throw new Error("Say archive, rock, check or all");
  return () => build(values.output);
}

process.exitCode = await runCommandLine({
  usage: USAGE,
  read: readCommand,
  run: (build) => {
    for (const line of build()) console.log(line);
    return 0;
  },
});
