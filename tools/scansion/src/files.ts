import { readdirSync, readFileSync, statSync } from "node:fs";
import { join } from "node:path";

const SCRIPT_ENDING = ".scs";
/** The path that means standard input, as many commands have it. */
const STANDARD_INPUT = "-";

/**
 * The scripts that paths name: a file is one, a folder means every script below it, sorted.
 *
 * @throws Error where there is no such file or folder.
 */
export function findScripts(paths: readonly string[]): string[] {
  const found = paths.flatMap((path) =>
    path !== STANDARD_INPUT && isFolder(path) ? scriptsBelow(path) : [path],
  );
  return [...new Set(found)];
}

/** What to call a script in messages. */
export function nameOf(path: string): string {
  return path === STANDARD_INPUT ? "standard input" : path;
}

/**
 * Reads a script's text.
 *
 * @throws Error where it cannot be read, or is not text.
 */
export function readText(path: string): string {
  const bytes = readFileSync(path === STANDARD_INPUT ? 0 : path);
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch {
    throw new Error("not UTF-8");
  }
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
    .filter((path) => statSync(path, { throwIfNoEntry: false })?.isDirectory() !== true);
}
