/** Lets the rooms of a MUC service answer presence probes (XEP-0045 §17.3, RFC 6121 §4.3). */

import * as batches from "./batches";
import * as discovery from "./discovery";
import * as option from "./options";
import * as policies from "./policies";
import * as probes from "./probes";
import * as rate_limit from "./rate_limit";
import * as rooms from "./rooms";
import * as shell from "./shell";
import * as statistics from "./statistics";

/** Runs after the policies of other modules (1 to 100), and before mod_muc (-2). */
const BEFORE_MUC = -1;

/** Runs before all policies for joining: none should take a typed presence for a join. */
const BEFORE_JOIN_POLICIES = 1000;

/** Puts the field below the roles whose presence is broadcast (63) in the room's form. */
const BELOW_PRESENCE_BROADCAST = 62;

const options: Options = {
  muc_probe_hidden: option.choice("muc_probe_hidden", policies.POLICIES),
  muc_probe_owners_choose: option.boolean("muc_probe_owners_choose", true),
  muc_probe_unknown: option.choice("muc_probe_unknown", ["unavailable", "silent"]),
  muc_probe_room: option.boolean("muc_probe_room", true),
  muc_probe_batch_limit: option.integer("muc_probe_batch_limit", 100, 0),
  muc_probe_rate: option.number("muc_probe_rate", 20),
  muc_probe_burst: option.integer("muc_probe_burst", 200, 1),
};

/** Warns of options that contradict each other, and of misspelt ones. */
function check_options(): void {
  if (options.muc_probe_rate > 0 && options.muc_probe_batch_limit > options.muc_probe_burst) {
    module.log(
      "warn",
      "Batches of more than %d items are never answered: muc_probe_burst is lower than muc_probe_batch_limit",
      options.muc_probe_burst,
    );
  }
  option.report_misspelt(options);
}

/** Makes what is kept while the module is loaded, and hooks the events. */
function start(muc: MucModule): void {
  const service: Service = {
    options,
    rate_limit: rate_limit.create(options.muc_probe_rate, options.muc_probe_burst),
    answers: statistics.start(),
    occupant_jids: rooms.follow(muc),
  };

  function on_presence(event: StanzaEvent): ProsodyHandled {
    return probes.on_presence(service, event);
  }
  module.hook("presence/full", on_presence, BEFORE_MUC);
  module.hook("presence/bare", on_presence, BEFORE_MUC);
  module.hook("presence/host", on_presence, BEFORE_MUC);
  module.hook("muc-occupant-pre-join", (event) => probes.on_pre_join(service, event), BEFORE_JOIN_POLICIES);
  batches.hook(service);

  if (options.muc_probe_owners_choose) {
    module.hook(
      "muc-config-form",
      (event) => {
        policies.add_field(options, event);
      },
      BELOW_PRESENCE_BROADCAST,
    );
    module.hook(`muc-config-submitted/${policies.FIELD}`, policies.submit_field);
  }
  module.hook("muc-disco#info", (event) => {
    discovery.add_info(options, event);
  });
  shell.add_commands(service);
  module.unload = () => {
    rate_limit.close(service.rate_limit);
  };
}

if (rooms.are_served()) {
  module.depends("muc");
  check_options();
  start(rooms.loaded_module("muc")!);
} else {
  module.log("error", '%s is no MUC service: enable muc_probe on a component of type "muc"', module.host);
}
