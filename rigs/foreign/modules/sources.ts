// Which community modules a release has, and which of them touch rooms or presence: their sources say.
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import type { Installation } from "prosody-launcher";
import type { Neighbour } from "./neighbours.ts";

const TOUCHES = /muc|presence|stanzas\/(in|out)|"route\//;
/** Every community module is a folder; of Prosody's own modules only these are. */
const FOLDERS_OF_PROSODY = ["mam", "pubsub", "debug_stanzas"];

/** The community modules of a release that touch rooms or presence. */
export function findTouching({ sourceFolder }: Installation): string[] {
  const folder = join(sourceFolder, "modules");
  return readdirSync(folder, { withFileTypes: true })
    .filter((entry) => entry.isDirectory() && entry.name.startsWith("mod_"))
    .map(({ name }) => name.slice("mod_".length))
    .filter(
      (name) => !FOLDERS_OF_PROSODY.includes(name) && TOUCHES.test(readCode(join(folder, `mod_${name}`))),
    );
}

/** Says whether a release has a module that can be loaded there. */
export function has({ sourceFolder, version }: Installation, { names, brokenOn }: Neighbour): boolean {
  if (brokenOn !== undefined && version.startsWith(brokenOn)) return false;
  const folder = join(sourceFolder, "modules");
  return names.every((name) =>
    [`mod_${name}.lua`, `mod_${name}`].some((path) => existsSync(join(folder, path))),
  );
}

/** All Lua of a module, without its comments. */
function readCode(folder: string): string {
  return readdirSync(folder, { recursive: true, encoding: "utf8" })
    .filter((path) => path.endsWith(".lua"))
    .map((path) => readFileSync(join(folder, path), "utf8").replaceAll(/--.*/g, ""))
    .join("\n");
}
