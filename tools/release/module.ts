import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { ROOT } from "../kit/project.ts";

/** The module as Prosody's users know it: the name of its folder, of its rock and of its entry. */
export const MODULE = "mod_muc_probe";

/** The folder that `make build` fills. */
export const MODULE_FOLDER = join(ROOT, "dist", MODULE);

/** The folder in which releases are built. */
export const RELEASE_FOLDER = join(ROOT, "build");

interface Manifest {
  readonly version: string;
  readonly license: string;
  readonly homepage: string;
  readonly repository: string;
  readonly bugs: string;
}

/** Reads `package.json`. Its version and its addresses stand there, and the rest takes them from it. */
export function readManifest(): Manifest {
  return JSON.parse(readFileSync(join(ROOT, "package.json"), "utf8")) as Manifest;
}

/** The Lua files of the module, sorted. */
export function listLuaFiles(): string[] {
  return readdirSync(MODULE_FOLDER)
    .filter((name) => name.endsWith(".lua"))
    .sort();
}
