import { createHash } from "node:crypto";
import { existsSync, readdirSync, readFileSync, statSync } from "node:fs";
import { join, relative } from "node:path";
import { ROOT } from "./project.ts";

/** Folders that hold nothing of the project's own. */
const NOT_OURS = /(^|\/)(node_modules|build)(\/|$)/;

/** The files below a path of the project, or the path itself, sorted. */
export function filesBelow(path: string): string[] {
  const full = join(ROOT, path);
  if (!existsSync(full)) return [];
  if (!statSync(full).isDirectory()) return [path];
  return readdirSync(full, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map(({ parentPath, name }) => relative(ROOT, join(parentPath, name)))
    .filter((name) => !NOT_OURS.test(relative(path, name)))
    .toSorted();
}

/** A hash of files and folders of the project, by their names and contents. */
export function fingerprint(paths: readonly string[]): string {
  const hash = createHash("sha256");
  for (const file of paths.flatMap(filesBelow)) {
    const content = readFileSync(join(ROOT, file));
    hash.update(`${file}\0${content.length}\0`).update(content);
  }
  return hash.digest("hex");
}

const FOLDERS = ["src", "dist", "types", "packages", "rigs", "tools", "spec", "docs", "examples"];
const FILES = /^([A-Z]+\.md|eslint\.config\.js|package\.json|tsconfig\.\w*\.?json)$/;
/** Declarations of one series and Lua, made when the package of the declarations is. */
const GENERATED = /^types\/\d/;

/** All files that people wrote, and those of dist/. */
export function projectFiles(): string[] {
  const own = readdirSync(ROOT).filter((name) => FILES.test(name));
  return [...FOLDERS, ...own].flatMap(filesBelow).filter((name) => !GENERATED.test(name));
}
