/** Finds options in the configuration that look misspelt, or are where nothing reads them. */

import * as configmanager from "core.configmanager";

/** The beginning of all names of options. */
const PREFIX = "muc_probe";

/** The most letters that may be wrong in a name without the prefix. */
const MAX_TYPOS = 2;

/** The most letters by which a name may differ from the one proposed. */
const MAX_PROPOSED = 3;

/**
 * Counts the letters to change, add or remove to turn one word into the other (the Levenshtein distance). Of
 * words too far apart it says no more than that: most options are those of other modules.
 */
function count_typos(word: string, other: string): number {
  if (math.abs(word.length - other.length) > MAX_PROPOSED) {
    return math.huge;
  }
  let above: Record<number, number> = {};
  for (const j of $range(0, other.length)) {
    above[j] = j;
  }
  for (const i of $range(1, word.length)) {
    const row: Record<number, number> = {};
    row[0] = i;
    let fewest = i;
    for (const j of $range(1, other.length)) {
      let swapped = above[j - 1]!;
      if (string.byte(word, i) !== string.byte(other, j)) {
        swapped += 1;
      }
      row[j] = math.min(row[j - 1]! + 1, above[j]! + 1, swapped);
      fewest = math.min(fewest, row[j]);
    }
    if (fewest > MAX_PROPOSED) {
      return math.huge;
    }
    above = row;
  }
  return above[other.length]!;
}

/** Finds the nearest of the right names. The first in order wins a tie. */
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

function contains(names: readonly string[], name: string): boolean {
  for (const each of names) {
    if (each === name) {
      return true;
    }
  }
  return false;
}

/** Warns of an option that is none of the right ones, if it looks like one. */
function report_misspelt(names: readonly string[], name: string): void {
  if (contains(names, name)) {
    return;
  }
  const [nearest, typos] = find_nearest(names, string.lower(name));
  if (typos > MAX_TYPOS && string.sub(name, 1, PREFIX.length) !== PREFIX) {
    return;
  }
  if (typos <= MAX_PROPOSED) {
    module.log("warn", "There is no option %s, did you mean %s?", name, nearest);
  } else {
    module.log("warn", "There is no option %s, only %s", name, table.concat(names, ", "));
  }
}

/** Warns of options on a host without rooms, where no module reads them. */
function report_misplaced(
  names: readonly string[],
  host: string,
  options: Readonly<Record<string, unknown>>,
): void {
  for (const name of names) {
    if (options[name] !== undefined) {
      module.log(
        "warn",
        "Option %s has no effect on %s, set it on the component %s",
        name,
        host,
        module.host,
      );
    }
  }
}

/** Warns of options that are misspelt or misplaced. The names are the right ones. */
export function report(names: readonly string[]): void {
  for (const [section, options] of pairs(configmanager.getconfig())) {
    if (section === module.host || section === "*") {
      for (const [name] of pairs(options)) {
        report_misspelt(names, name);
      }
    } else if (options.component_module !== "muc") {
      report_misplaced(names, section, options);
    }
  }
}
