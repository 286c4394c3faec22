import { basename } from "node:path";
import type { Script } from "./script.ts";

/** Chooses scripts. An empty list does not count. */
export interface ScriptFilter {
  /** A script must have one of these in its title or its file's name. */
  names: readonly string[];
  /** A script must have one of these tags. */
  only: readonly string[];
  /** A script must have none of these tags. */
  skip: readonly string[];
}

/** A tag as it is compared, but for its case: `requires :  x` is `requires: x`. */
export function normaliseTag(tag: string): string {
  return tag.trim().replace(/\s+/g, " ").replace(/ ?: ?/, ": ");
}

export function isSelected({ title, file, tags }: Script, { names, only, skip }: ScriptFilter): boolean {
  const has = (wanted: string) => tags.some((tag) => tagMatches(tag.toLowerCase(), wanted.toLowerCase()));
  return (
    (names.length === 0 || isNamed(title, file, names)) &&
    (only.length === 0 || only.some(has)) &&
    !skip.some(has)
  );
}

/** Looks for the names in a title and a file's name, in whatever case. */
export function isNamed(title: string, file: string, names: readonly string[]): boolean {
  const texts = [title, basename(file)].map((text) => text.toLowerCase());
  return names.some((name) => texts.some((text) => text.includes(name.toLowerCase())));
}

/** A tag is meant by its whole text or, where it has a value, by what stands before the colon. */
function tagMatches(tag: string, wanted: string): boolean {
  return tag === wanted || tag.startsWith(`${wanted}: `);
}
