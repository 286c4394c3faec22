/** Sends answers as presences of their own. */

import * as answers from "./answers";
import * as current_answers from "./current_answers";
import type { Prober } from "./probers";
import * as statistics from "./statistics";

/**
 * Tells a prober about an occupant JID, and says whether the prober was still in the room when the answer was
 * ready. Nothing is sent if not, and if the room has changed while each attempt at an answer was made.
 */
export function tell_about(prober: Prober, target: string, id?: string): boolean {
  const [outcome, presence] = current_answers.make(answers.about_nick, prober, target, id);
  if (outcome === "outside") {
    return false;
  }
  statistics.record(prober.session, target, outcome === "changed" ? "silent" : outcome);
  if (presence) {
    prober.room.route_stanza(presence);
  }
  return true;
}
