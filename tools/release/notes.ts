import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { ROOT } from "../kit/project.ts";

/** The name of the file with what the release page says. */
export const NOTES = "NOTES.md";

/** The newest entry of a changelog, without its heading. */
export function newestEntry(changelog: string): string {
  const [, newest = ""] = changelog.split(/^## .*$/m);
  return newest.trim();
}

/** Writes what the release page says: what the changelog has of the newest version. */
export function writeNotes(folder: string): void {
  const changelog = readFileSync(join(ROOT, "CHANGELOG.md"), "utf8");
  writeFileSync(join(folder, NOTES), `${newestEntry(changelog)}\n`);
}
