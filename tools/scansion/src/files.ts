import { readdirSync, statSync } from "node:fs";
import { join } from "node:path";

const SCRIPT_ENDING = ".scs";

/**
 * The scripts that paths name: a file is one, a folder means every script below it, sorted.
 *
 * @throws Error where there is no such file or folder.
 */
export function findScripts(paths: readonly string[]): string[] {
  return paths.flatMap((path) => (isFolder(path) ? scriptsBelow(path) : [path]));
}

function isFolder(path: string): boolean {
  const stats = statSync(path, { throwIfNoEntry: false });
  if (!stats) throw new Error(`no such file or folder: ${path}`);
  return stats.isDirectory();
}

function scriptsBelow(folder: string): string[] {
  return readdirSync(folder, { recursive: true, encoding: "utf8" })
    .filter((name) => name.endsWith(SCRIPT_ENDING))
    .sort()
    .map((name) => join(folder, name))
    .filter((path) => !isFolder(path));
}
