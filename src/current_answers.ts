/**
 * Makes answers that are still true when they are ready: a handler of another module may wait, and the room
 * may change meanwhile.
 */

import type * as st from "util.stanza";
import type * as answers from "./answers";
import * as changes from "./changes";
import * as gate from "./gate";
import type { Prober } from "./probers";

/** The most attempts, if the room changes each time. */
const MAX_ATTEMPTS = 3;

/** The prober has left the room (`outside`), or there is no answer that is true (`changed`). */
type Outcome = answers.Outcome | "outside" | "changed";

/** Builds an answer about a target, which is whatever the builder takes. */
type Builder<Target> = (this: void, prober: Prober, target: Target, id: string | undefined) => answers.Answer;

/**
 * Makes an answer, anew if the room has changed meanwhile. The mark is that of the room when the answer was
 * ready.
 */
export function make<Target>(
  build: Builder<Target>,
  prober: Prober,
  target: Target,
  id?: string,
): LuaMultiReturn<[outcome: Outcome, presence?: st.Stanza, mark?: number]> {
  for (const _ of $range(1, MAX_ATTEMPTS)) {
    const room = prober.room;
    const mark = changes.mark(room);
    const [outcome, presence] = build(prober, target, id);
    if (!gate.is_still_in(prober)) {
      return $multi("outside");
    }
    if (prober.room === room && changes.mark(room) === mark) {
      return $multi(outcome, presence, mark);
    }
  }
  return $multi("changed");
}
