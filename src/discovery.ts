/** Announces the plugin and its limits: by the service and by its rooms (XEP-0030, XEP-0128). */

import * as st from "util.stanza";
import * as namespaces from "./namespaces";
import * as options from "./options";
import * as policies from "./policies";

/** The rooms of the service have the same features. */
function list_features(): string[] {
  if (options.batches) {
    return [namespaces.MUC_PROBE, namespaces.QUERY, `${namespaces.MUC_PROBE}#batch`];
  }
  return [namespaces.MUC_PROBE, namespaces.QUERY];
}

const FEATURES = list_features();

/** Builds a field of the form `muc#roominfo`. */
function field(name: string, label: string, value: string): st.Stanza {
  return st
    .stanza("field", { type: "text-single", var: `{${namespaces.MUC_PROBE}}${name}`, label })
    .tag("value")
    .text(value)
    .up();
}

/** Writes a number; Lua 5.3 and later would write 20.0 for what is configured so. */
function write_number(value: number): string {
  return string.format("%.14g", value);
}

/** The fields that are the same in each room. They are built once: clients ask each time they join. */
const FIELDS = [
  field("batch_limit", "Most people in a query or in a batch of probes", write_number(options.most_at_once)),
  field("rate", "Probes per second for each user (0: no limit)", write_number(options.rate)),
  field("burst", "Probes at once before the rate applies", write_number(options.burst)),
  field("follow", "Most people whom a session may follow", write_number(options.follow)),
  field("list", "Whether people can be listed", tostring(options.list)),
  field("unknown", "Answer about a nick that nobody has", options.unknown),
];

const LABEL_HIDDEN = "Who may ask for people whose presence is not shown";

const HIDDEN: Record<policies.Policy, st.Stanza> = {
  anyone: field("hidden", LABEL_HIDDEN, "anyone"),
  moderators: field("hidden", LABEL_HIDDEN, "moderators"),
  nobody: field("hidden", LABEL_HIDDEN, "nobody"),
};

const FEATURE_ELEMENTS: st.Stanza[] = [];
for (const name of FEATURES) {
  table.insert(FEATURE_ELEMENTS, st.stanza("feature", { var: name }));
}

/** Prosody's method of forms. */
type BuildForm = (this: void, layout: object, data: object, formtype: string) => st.Stanza;

/**
 * Adds features and fields to the disco#info of a room. Fields that are handed to the form would be built
 * anew each time.
 */
function add_info(event: MucRoomDiscoInfo): undefined {
  for (const feature of FEATURE_ELEMENTS) {
    event.reply.add_child(feature);
  }
  const form = event.form as unknown as { form: BuildForm };
  const hidden = HIDDEN[policies.of(event.room)];
  const build = form.form;
  form.form = (layout, data, formtype) => {
    const built = build(layout, data, formtype);
    for (const element of FIELDS) {
      built.add_direct_child(element);
    }
    built.add_direct_child(hidden);
    return built;
  };
}

/** Announces features, and has rooms announce them with their limits. */
export function start(): void {
  for (const feature of FEATURES) {
    module.add_feature(feature);
  }
  module.hook("muc-disco#info", add_info);
}
