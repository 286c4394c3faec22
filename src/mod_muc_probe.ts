/** Lets the rooms of a MUC service answer presence probes (XEP-0045 §17.3, RFC 6121 §4.3). */

import * as batches from "./batches";
import * as changes from "./changes";
import * as discovery from "./discovery";
import * as followers from "./followers";
import * as options from "./options";
import * as policies from "./policies";
import * as probes from "./probes";
import * as publications from "./publications";
import * as queries from "./queries";
import * as rate_limit from "./rate_limit";
import * as rooms from "./rooms";
import * as seen_rooms from "./seen_rooms";
import * as shell from "./shell";
import * as statistics from "./statistics";
import * as version from "./version";

/** Puts the field below the roles whose presence is broadcast (63) in the room's form. */
const BELOW_PRESENCE_BROADCAST = 62;

/** Stores the owner's choice. Sessions stop following those whom they may not see any more. */
function on_policy_submitted(event: MucConfigFieldSubmitted): undefined {
  policies.submit_field(event);
  followers.review(event.room);
}

/** Says which version runs and what is configured. Since 0.12, the shell's `module info` says it too. */
function announce(): void {
  const configured = options.describe();
  module.log("info", "Version %s: %s", version.VERSION, configured);
  if (module.set_status !== undefined) {
    module.set_status("info", `Version ${version.VERSION}: ${configured}`);
  }
}

/** Stops what a reload would leave behind. */
function stop(): void {
  rate_limit.close();
  publications.stop();
  changes.stop();
  followers.stop();
}

function start(): void {
  statistics.start();
  seen_rooms.start();
  probes.start();
  batches.start();
  queries.start();
  followers.start();
  publications.start();
  discovery.start();
  shell.start();
  if (options.owners_choose) {
    module.hook("muc-config-form", policies.add_field, BELOW_PRESENCE_BROADCAST);
    module.hook(`muc-config-submitted/${policies.FIELD}`, on_policy_submitted);
  }
  module.save = followers.save;
  module.restore = followers.restore;
  module.unload = stop;
}

if (rooms.is_muc_service()) {
  module.depends("muc");
  options.check();
  start();
  announce();
} else {
  module.log("error", '%s is no MUC service: enable muc_probe on a component of type "muc"', module.host);
}
