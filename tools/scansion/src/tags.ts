/** Which scripts to play, by their tags. */
export interface TagFilter {
  /** Where there are any, a script must have one of these. */
  only: readonly string[];
  /** A script must have none of these. */
  skip: readonly string[];
}

/** A tag as it is compared: `requires :  x` is `requires: x`. */
export function normaliseTag(tag: string): string {
  return tag.trim().replace(/\s+/g, " ").replace(/ ?: ?/, ": ");
}

/** Whether a script with these tags is to be played. */
export function isSelected(tags: readonly string[], { only, skip }: TagFilter): boolean {
  const has = (wanted: string) => tags.some((tag) => tagMatches(tag, wanted));
  return (only.length === 0 || only.some(has)) && !skip.some(has);
}

/** A tag is meant by its whole text or, where it has a value, by what stands before the colon. */
function tagMatches(tag: string, wanted: string): boolean {
  return tag === wanted || tag.startsWith(`${wanted}: `);
}
