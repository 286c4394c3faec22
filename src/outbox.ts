/** Sends answers as presences of their own. */

import * as answers from "./answers";
import * as gate from "./gate";
import type { Prober } from "./probers";
import * as statistics from "./statistics";

/**
 * Tells a prober about an occupant JID, and says whether the prober was still in the room when the answer was ready. Else
 * nothing is sent.
 */
export function tell_about(prober: Prober, target: string, id: string | undefined): boolean {
  const [outcome, presence] = answers.about_nick(prober, target, id);
  if (!gate.is_still_in(prober)) {
    return false;
  }
  statistics.record(prober.session, target, outcome);
  if (presence) {
    prober.room.route_stanza(presence);
  }
  return true;
}
