import { closestMatch } from "leven";
import { codePointsThatDiffer } from "./look-alikes.ts";

/** More of a word is not looked at. */
const LONGEST_WORD = 200;

/**
 * Ends a message about a word that is not known with the known one that is nearest to it.
 *
 * @param farthest How many characters may differ, at most.
 */
export function didYouMean(written: string, known: readonly string[], farthest = Infinity): string {
  const lowered = known.map((each) => each.toLowerCase());
  const word = written.slice(0, LONGEST_WORD).toLowerCase();
  const closest = closestMatch(word, lowered, { maxDistance: Math.min(farthest, LONGEST_WORD) });
  const nearest = closest === undefined ? undefined : known[lowered.indexOf(closest)];
  if (nearest === undefined) return "";
  const differing = codePointsThatDiffer(written, nearest);
  return `; did you mean ${nearest}${differing ? ` (${differing[1]} instead of ${differing[0]})` : ""}?`;
}
