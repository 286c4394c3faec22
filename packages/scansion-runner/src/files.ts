import { isUtf8 } from "node:buffer";
import { readdirSync, readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import { ScriptError } from "./script.ts";

const SCRIPT_ENDING = ".scs";
/** Files that editors and version control keep for themselves. */
const HIDDEN = /(?:^|[/\\])\./;
/** The path that means standard input, as many commands have it. */
const STANDARD_INPUT = "-";

/**
 * The scripts that paths name: a file is one, a folder means every script below it, sorted, but no hidden ones.
 *
 * @throws Error where there is no such file or folder.
 */
export function findScripts(paths: readonly string[]): string[] {
  const found = paths.flatMap((path) =>
    path !== STANDARD_INPUT && isFolder(path) ? scriptsBelow(path) : [path],
  );
  return [...new Set(found)];
}

/** Names a script in messages. */
export function nameOf(path: string): string {
  return path === STANDARD_INPUT ? "standard input" : path;
}

/**
 * Reads a script's text.
 *
 * @throws ScriptError where it is not text, another Error where it cannot be read.
 */
export function readText(path: string): string {
  const bytes = readFileSync(path === STANDARD_INPUT ? 0 : path);
  if (isUtf8(bytes)) return bytes.toString();
  const lines = bytes.toString("latin1").split(/\r\n?|\n/);
  const index = lines.findIndex((line) => !isUtf8(Buffer.from(line, "latin1")));
  throw new ScriptError(nameOf(path), [{ line: index + 1, message: "not UTF-8" }]);
}

function isFolder(path: string): boolean {
  const stats = statSync(path, { throwIfNoEntry: false });
  if (!stats) throw new Error(`no such file or folder: ${path}`);
  return stats.isDirectory();
}

function scriptsBelow(folder: string): string[] {
  return readdirSync(folder, { recursive: true, encoding: "utf8" })
    .filter((name) => name.endsWith(SCRIPT_ENDING) && !HIDDEN.test(name))
    .sort()
    .map((name) => join(folder, name))
    .filter((path) => statSync(path, { throwIfNoEntry: false })?.isDirectory() !== true);
}
