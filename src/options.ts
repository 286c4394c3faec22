/** The plugin's options, read once. */

import * as configuration from "./configuration";
import * as misspelt from "./misspelt";

/** The occupants of a room who may probe hidden ones. */
export const POLICIES = ["anyone", "moderators", "nobody"] as const;

/** The policy of the service. */
export const hidden = configuration.choice("muc_probe_hidden", POLICIES);

/** True if room owners may choose another policy for their room. */
export const owners_choose = configuration.boolean("muc_probe_owners_choose", true);

/** The answer for a nick that nobody has. */
export const unknown = configuration.choice("muc_probe_unknown", ["unavailable", "silent"]);

/** True if probes of a room itself are answered. */
export const room = configuration.boolean("muc_probe_room", true);

/** True if batches are answered; else they are left to other modules. */
export const batches = configuration.boolean("muc_probe_batches", true);

/** The most items of a batch, a query or a page. */
const batch_limit = configuration.integer("muc_probe_batch_limit", 100, 1);

/** The most people whom a session may follow; 0: nobody may be followed. */
export const follow = configuration.integer("muc_probe_follow", 100, 0);

/** True if occupants may list those whom they may see. */
export const list = configuration.boolean("muc_probe_list", false);

/** Probes per second for each user; 0: no limit. The least is one in 1,000 seconds. */
export const rate = configuration.number("muc_probe_rate", 20, 0.001);

/** Probes at once before the rate applies. */
export const burst = configuration.integer("muc_probe_burst", 200, 1);

function find_most_at_once(): number {
  if (rate === 0) {
    return batch_limit;
  }
  return math.min(batch_limit, burst);
}

/** The most items that can be granted at once. With a rate, it is the burst at most. */
export const most_at_once = find_most_at_once();

/** Warns of options that contradict each other, and of misspelt and misplaced ones. */
export function check(): void {
  if (most_at_once < batch_limit) {
    module.log(
      "warn",
      "Nobody can ask for more than %d people at once: muc_probe_burst is lower than muc_probe_batch_limit, which is %d",
      burst,
      batch_limit,
    );
  }
  misspelt.report(configuration.names);
}

/** Describes what is configured, in a few words. */
export function describe(): string {
  if (configuration.changed.length === 0) {
    return "all options have their defaults";
  }
  return table.concat(configuration.changed, ", ");
}
