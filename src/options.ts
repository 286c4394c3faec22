/** The plugin's options, read once. */

import * as configuration from "./configuration";
import * as misspelt from "./misspelt";

/** The occupants of a room who may probe hidden ones. */
export const POLICIES = ["anyone", "moderators", "nobody"] as const;

/** The policy of the service. */
export const hidden = configuration.choice("muc_probe_hidden", POLICIES);

/** Whether room owners may choose another policy for their room. */
export const owners_choose = configuration.boolean("muc_probe_owners_choose", true);

/** The answer for a nick that nobody has. */
export const unknown = configuration.choice("muc_probe_unknown", ["unavailable", "silent"]);

/** Whether probes of a room itself are answered. */
export const room = configuration.boolean("muc_probe_room", true);

/** The most items of a batch; 0: batches are off. */
export const batch_limit = configuration.integer("muc_probe_batch_limit", 100, 0);

/** Probes per second for each user; 0: no limit. */
export const rate = configuration.number("muc_probe_rate", 20);

/** Probes at once before the rate applies. */
export const burst = configuration.integer("muc_probe_burst", 200, 1);

/** Warns of options that contradict each other, and of misspelt ones. */
export function check(): void {
  if (rate > 0 && batch_limit > burst) {
    module.log(
      "warn",
      "Batches of more than %d items are never answered: muc_probe_burst is lower than muc_probe_batch_limit",
      burst,
    );
  }
  misspelt.report([
    "muc_probe_hidden",
    "muc_probe_owners_choose",
    "muc_probe_unknown",
    "muc_probe_room",
    "muc_probe_batch_limit",
    "muc_probe_rate",
    "muc_probe_burst",
  ]);
}
