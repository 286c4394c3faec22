// Builds what users install: the release archive, or the rock in a folder that LuaRocks takes for a server.
import { join, relative } from "node:path";
import { parseArgs } from "node:util";
import { runCommandLine } from "../command-line.ts";
import { buildArchive } from "./archive.ts";
import { RELEASE_FOLDER } from "./module.ts";
import { buildRocksServer } from "./rocks-server.ts";

const USAGE = `Usage: release archive|rock [--output FOLDER] [--help]

Packs dist/mod_muc_probe, as it is.

  archive           the folder for plugin_paths with README and licence, as a .tar.gz (into build/)
  rock              source rock, rockspec and manifest, for prosodyctl install --server=FOLDER (into build/rocks/)
  --output FOLDER   where to put them
  --help            show this text

Exit codes: 0 built, 1 could not be built, 2 bad usage.`;

const BUILDERS: Readonly<Record<string, (output: string | undefined) => readonly string[]>> = {
  archive: (output) => [buildArchive(output ?? RELEASE_FOLDER)],
  rock: (output) => buildRocksServer(output ?? join(RELEASE_FOLDER, "rocks")),
};

/** Reads the command line; returns what builds what was asked for, or nothing if that is help. */
function readCommand(): (() => readonly string[]) | undefined {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: { output: { type: "string" }, help: { type: "boolean" } },
  });
  if (values.help) return undefined;
  const build = BUILDERS[positionals[0] ?? ""];
  if (build === undefined || positionals.length > 1) throw new Error("Say archive or rock");
  return () => build(values.output);
}

process.exitCode = await runCommandLine({
  usage: USAGE,
  read: readCommand,
  run: (build) => {
    for (const path of build()) console.log(relative(process.cwd(), path));
    return 0;
  },
});
