/** Lets the rooms of a MUC service answer presence probes (XEP-0045 §17.3, RFC 6121 §4.3). */

import * as st from "util.stanza";
import * as addresses from "./addresses";
import * as answers from "./answers";
import * as batches from "./batches";
import * as options from "./options";
import * as policies from "./policies";
import * as probers from "./probers";
import * as rate_limit from "./rate_limit";
import * as rooms from "./rooms";
import * as shell from "./shell";
import * as statistics from "./statistics";

const XMLNS_MUC_USER = "http://jabber.org/protocol/muc#user";

/** Below other modules, whose policies sit at 1 to 100, and above mod_muc, at -2. */
const BEFORE_MUC = -1;

/** Above every policy: none should take for a request to join what is none. */
const BEFORE_JOIN_POLICIES = 1000;

/** Above mod_muc_batched_probe, at 1, if that is loaded too. */
const BEFORE_BATCHED_PROBE = 10;

/** In the room's form below the roles whose presence is broadcast, at 63. */
const BELOW_PRESENCE_BROADCAST = 62;

const answer_room_probes = options.boolean("muc_probe_room", true);
const answer_unknown_nicks = options.choice("muc_probe_unknown", ["unavailable", "silent"]) === "unavailable";
const batch_limit = options.integer("muc_probe_batch_limit", 100, 0);

/** Writes down and counts who was told what about whom. */
function note(stanza: st.Stanza, target: string | undefined, outcome: statistics.Outcome): void {
  module.log("debug", "Probe of %s by %s: %s", target, stanza.attr.from, outcome);
  statistics.count(outcome);
}

/** Answers a stanza with an error: whatever it asks for, nothing is told. */
function refuse(
  event: StanzaEvent,
  outcome: statistics.Outcome,
  error_type: st.ErrorType,
  condition: string,
  text: string,
): true {
  note(event.stanza, event.stanza.attr.to, outcome);
  event.origin.send(st.error_reply(event.stanza, error_type, condition, text));
  return true;
}

/** Whoever is not in the room learns nothing (contract row 1). */
function refuse_outsider(event: StanzaEvent): true {
  return refuse(
    event,
    "not-acceptable",
    "cancel",
    "not-acceptable",
    "You are not currently connected to this chat",
  );
}

function refuse_throttled(event: StanzaEvent): true {
  return refuse(event, "throttled", "wait", "resource-constraint", "You are probing too fast");
}

/** Answers for an occupant JID (contract rows 2 to 7), asked for singly or in a batch. */
function answer_for_occupant(room: MucRoom, prober: string, stanza: st.Stanza, occupant_jid: string): void {
  const policy = policies.of(room);
  const [outcome, presence] = answers.about(room, policy, prober, occupant_jid, stanza.attr.id);
  if (presence === undefined || (outcome === "unknown" && !answer_unknown_nicks)) {
    note(stanza, occupant_jid, "silent");
    return;
  }
  note(stanza, occupant_jid, outcome);
  room.route_stanza(presence);
}

/** Answers for the room itself: it is online (XEP-0045 §17.3). */
function answer_for_room(room: MucRoom, prober: string, stanza: st.Stanza): ProsodyHandled {
  if (!answer_room_probes) {
    return undefined;
  }
  note(stanza, room.jid, "online");
  room.route_stanza(answers.online(room, prober, stanza.attr.id));
  return true;
}

/** Answers for what a probe is addressed to: the room, or an occupant JID. */
function answer_probe(event: StanzaEvent, room: MucRoom, prober: string): ProsodyHandled {
  const to = event.stanza.attr.to;
  if (to === undefined || to === room.jid) {
    return answer_for_room(room, prober, event.stanza);
  }
  answer_for_occupant(room, prober, event.stanza, to);
  return true;
}

/** Answers a batch with more items than allowed: none of them. */
function answer_large_batch(event: StanzaEvent): true {
  return refuse(
    event,
    "large-batch",
    "modify",
    "policy-violation",
    string.format("A batch has %d items at most", batch_limit),
  );
}

function refuse_bad_batch(event: StanzaEvent): true {
  return refuse(
    event,
    "bad-batch",
    "modify",
    "bad-request",
    "Every item needs the JID of an occupant of this room",
  );
}

/** Answers for each occupant JID in a batch, then the iq itself. */
function answer_batch(event: StanzaEvent, room: MucRoom, prober: string): ProsodyHandled {
  const occupant_jids = batches.occupant_jids(room, event.stanza.tags[0]);
  if (occupant_jids === undefined) {
    return refuse_bad_batch(event);
  }
  for (const occupant_jid of occupant_jids) {
    answer_for_occupant(room, prober, event.stanza, occupant_jid);
  }
  room.route_stanza(st.reply(event.stanza));
  return true;
}

/** Lets so many questions in, if they do not come too fast, to a room that is there, from somebody who is in it. */
function admit(event: StanzaEvent, questions: number, answer: typeof answer_probe): ProsodyHandled {
  const from = event.stanza.attr.from;
  const to = event.stanza.attr.to;
  if (from === undefined || to === undefined) {
    return undefined;
  }
  if (!rate_limit.grant(addresses.bare(from), questions)) {
    return refuse_throttled(event);
  }
  const room = rooms.find(to);
  if (room === undefined) {
    return undefined;
  }
  if (!probers.is_in_room(room, from)) {
    return refuse_outsider(event);
  }
  return answer(event, room, from);
}

/** A presence to a room or to an occupant. */
function on_presence(event: StanzaEvent): ProsodyHandled {
  if (event.stanza.attr.type !== "probe") {
    return undefined;
  }
  return admit(event, 1, answer_probe);
}

/** An iq to a room itself with a list of occupant JIDs. One without an id cannot be answered: mod_iq raises an error on it. */
function on_batch(event: StanzaEvent): ProsodyHandled {
  const query = event.stanza.tags[0];
  const to = event.stanza.attr.to;
  if (event.stanza.attr.type !== "get" || event.stanza.attr.id === undefined || query === undefined) {
    return undefined;
  }
  if (to === undefined || addresses.has_resource(to)) {
    return undefined;
  }
  const size = batches.size(query);
  if (size > batch_limit) {
    return admit(event, batch_limit, answer_large_batch);
  }
  return admit(event, math.max(size, 1), answer_batch);
}

/** A typed presence is no request to join, whoever takes it for one (XEP-0045 §17.3). */
function on_pre_join(event: ProsodyEvents["muc-occupant-pre-join"]): ProsodyHandled {
  if (event.stanza.name !== "presence" || event.stanza.attr.type === undefined) {
    return undefined;
  }
  if (event.stanza.attr.type === "error") {
    // none is answered with another (RFC 6120 §8.3.1)
    note(event.stanza, event.stanza.attr.to, "bad-join");
    return true;
  }
  return refuse(event, "bad-join", "modify", "bad-request", "A typed presence is no request to join");
}

/** An iq of any kind, where mod_muc_batched_probe might see it before the event for its payload is fired. */
function on_iq(event: StanzaEvent): ProsodyHandled {
  const query = event.stanza.tags[0];
  if (query === undefined || query.name !== "query" || query.attr.xmlns !== XMLNS_MUC_USER) {
    return undefined;
  }
  return on_batch(event);
}

/** Two modules that answer batches: tells the administrator which one does, and sees to it. */
function outrank_batched_probe(): void {
  if (batch_limit === 0) {
    module.log("info", "mod_muc_batched_probe answers batches, since muc_probe_batch_limit is 0");
    return;
  }
  module.unhook("iq/bare/http://jabber.org/protocol/muc#user:query", on_batch);
  module.hook("iq/bare", on_iq, BEFORE_BATCHED_PROBE);
  module.log("warn", "muc_probe answers batches, mod_muc_batched_probe is loaded to no purpose: disable it");
}

function on_module_loaded(event: ProsodyEvents["module-loaded"]): ProsodyHandled {
  if (event.module === "muc_batched_probe") {
    outrank_batched_probe();
  }
  return undefined;
}

/** What a prober would be told about an occupant JID, without telling it. */
function ask(room: MucRoom, prober: string, occupant_jid: string): answers.Answer {
  return answers.about(room, policies.of(room), prober, occupant_jid, undefined);
}

function hook_batches(): void {
  if (batch_limit > 0) {
    module.hook("iq/bare/http://jabber.org/protocol/muc#user:query", on_batch, BEFORE_BATCHED_PROBE);
    module.hook("iq/host/http://jabber.org/protocol/muc#user:query", on_batch, BEFORE_BATCHED_PROBE);
  }
  if (!rate_limit.could_grant(batch_limit)) {
    module.log(
      "warn",
      "Batches of %d items are never answered: muc_probe_burst is lower than muc_probe_batch_limit",
      batch_limit,
    );
  }
  if (rooms.loaded_module("muc_batched_probe") !== undefined) {
    outrank_batched_probe();
  }
  module.hook("module-loaded", on_module_loaded);
}

if (rooms.are_served()) {
  module.depends("muc");
  module.hook("presence/full", on_presence, BEFORE_MUC);
  module.hook("presence/bare", on_presence, BEFORE_MUC);
  module.hook("presence/host", on_presence, BEFORE_MUC);
  module.hook("muc-occupant-pre-join", on_pre_join, BEFORE_JOIN_POLICIES);
  module.hook("muc-config-form", policies.show_field, BELOW_PRESENCE_BROADCAST);
  module.hook(`muc-config-submitted/${policies.FIELD}`, policies.submit_field);
  module.hook("iq-set/bare/http://jabber.org/protocol/muc#owner:query", policies.refuse_unknown, BEFORE_MUC);
  module.hook("iq-set/host/http://jabber.org/protocol/muc#owner:query", policies.refuse_unknown, BEFORE_MUC);
  hook_batches();
  shell.offer(ask, statistics.describe);
} else {
  module.log("error", '%s is no MUC service: enable muc_probe on a component of type "muc"', module.host);
}
