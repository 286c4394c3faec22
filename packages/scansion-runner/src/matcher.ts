import { type Comparison, compareElements, type ValueComparison } from "./compare.ts";
import { explain, placeOf } from "./explain.ts";
import { type Captures, captureIn } from "./values.ts";
import type { Element } from "./xml.ts";

/** The outcome of the comparison of a stanza with the one that a script expects. */
export interface Match {
  matched: boolean;
  /** The differences in words, an entry for each; empty where it matches. */
  differences: string[];
  /** The captures after the comparison; those from before where it does not match. */
  captures: Captures;
  /** The two side by side. */
  comparison: Comparison;
}

/**
 * Compares a received stanza with one from a script, in which JIDs have been filled in.
 *
 * @param captures What has been captured before.
 * @param keepsCaptures Whether a value that has been captured must be the same when it is met again.
 */
export function matchStanza(
  expected: Element,
  received: Element,
  captures: Captures = new Map(),
  keepsCaptures = false,
): Match {
  const comparison = compareElements(expected, received);
  const collected = new Map(captures);
  const conflicts: string[] = [];
  for (const { element, value } of comparedValues(comparison)) {
    const name = captureIn(value.expected ?? "");
    if (name === undefined || value.received === undefined) continue;
    const before = collected.get(name);
    if (keepsCaptures && before !== undefined && before !== value.received) {
      value.differs = true;
      conflicts.push(
        `${placeOf(element, value)}: expected "${before}" (captured as ${name}), received "${value.received}"`,
      );
    } else collected.set(name, value.received);
  }
  const differences = [...explain(comparison), ...conflicts];
  const matched = differences.length === 0;
  return { matched, differences, captures: matched ? collected : captures, comparison };
}

/** The values of both sides with their elements, in the order of the script. */
function* comparedValues(comparison: Comparison): Generator<{ element: Element; value: ValueComparison }> {
  const { outcome, expected: element, attributes, text, children } = comparison;
  if (outcome !== "compared" || !element) return;
  for (const value of [...attributes, ...(text ? [text] : [])]) yield { element, value };
  for (const child of children) yield* comparedValues(child);
}
