/** Finds options in the configuration that look misspelt. */

import * as configmanager from "core.configmanager";

/** How all names of options begin. */
const PREFIX = "muc_probe";

/** How many letters may be wrong in a name that does not begin with the prefix. */
const MAX_TYPOS = 2;

/**
 * Returns how many letters must be changed, added or removed to turn one word into the other (the Levenshtein
 * distance).
 */
function count_typos(word: string, other: string): number {
  let above: Record<number, number> = {};
  for (const j of $range(0, other.length)) {
    above[j] = j;
  }
  for (const i of $range(1, word.length)) {
    const row: Record<number, number> = {};
    row[0] = i;
    for (const j of $range(1, other.length)) {
      let swapped = above[j - 1]!;
      if (string.byte(word, i) !== string.byte(other, j)) {
        swapped += 1;
      }
      row[j] = math.min(row[j - 1]! + 1, above[j]! + 1, swapped);
    }
    above = row;
  }
  return above[other.length]!;
}

/** Returns the right name that is nearest to another, and how many letters differ. */
function find_nearest(
  names: readonly string[],
  name: string,
): LuaMultiReturn<[nearest: string, typos: number]> {
  let nearest = PREFIX;
  let fewest = math.huge;
  for (const candidate of names) {
    const typos = count_typos(name, candidate);
    if (typos < fewest || (typos === fewest && candidate < nearest)) {
      nearest = candidate;
      fewest = typos;
    }
  }
  return $multi(nearest, fewest);
}

/** Warns of options that are none of the right names, and look like one. */
export function report(names: readonly string[]): void {
  for (const section of [module.host, "*"]) {
    for (const [name] of pairs(configmanager.getconfig()[section] || {})) {
      const [nearest, typos] = find_nearest(names, name);
      if (typos > 0 && (typos <= MAX_TYPOS || string.sub(name, 1, PREFIX.length) === PREFIX)) {
        module.log("warn", "There is no option %s, did you mean %s?", name, nearest);
      }
    }
  }
}
