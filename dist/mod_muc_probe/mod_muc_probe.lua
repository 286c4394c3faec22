-- Generated from src/mod_muc_probe.ts by TypeScriptToLua: changes belong there.
local st = require("util.stanza")
local addresses = module:require("addresses")
local answers = module:require("answers")
local batches = module:require("batches")
local options = module:require("options")
local policies = module:require("policies")
local probers = module:require("probers")
local rate_limit = module:require("rate_limit")
local rooms = module:require("rooms")
local shell = module:require("shell")
local statistics = module:require("statistics")

local XMLNS_MUC_USER = "http://jabber.org/protocol/muc#user"

--- Below other modules, whose policies sit at 1 to 100, and above mod_muc, at -2.
local BEFORE_MUC = -1

--- Above every policy: none should take for a request to join what is none.
local BEFORE_JOIN_POLICIES = 1000

--- Above mod_muc_batched_probe, at 1, if that is loaded too.
local BEFORE_BATCHED_PROBE = 10

--- In the room's form below the roles whose presence is broadcast, at 63.
local BELOW_PRESENCE_BROADCAST = 62
local answer_room_probes = options.boolean("muc_probe_room", true)
local answer_unknown_nicks = options.choice("muc_probe_unknown", { "unavailable", "silent" }) == "unavailable"
local batch_limit = options.integer("muc_probe_batch_limit", 100, 0)

--- Writes down and counts who was told what about whom.
local function note(stanza, target, outcome)
	module:log("debug", "Probe of %s by %s: %s", target, stanza.attr.from, outcome)
	statistics.count(outcome)
end

--- Answers a stanza with an error: whatever it asks for, nothing is told.
local function refuse(event, outcome, error_type, condition, text)
	note(event.stanza, event.stanza.attr.to, outcome)
	event.origin.send(st.error_reply(event.stanza, error_type, condition, text))
	return true
end

--- Whoever is not in the room learns nothing (contract row 1).
local function refuse_outsider(event)
	return refuse(event, "not-acceptable", "cancel", "not-acceptable", "You are not currently connected to this chat")
end

local function refuse_throttled(event)
	return refuse(event, "throttled", "wait", "resource-constraint", "You are probing too fast")
end

--- Answers for an occupant JID (contract rows 2 to 7), asked for singly or in a batch.
local function answer_for_occupant(room, prober, stanza, occupant_jid)
	local policy = policies.of(room)
	local outcome, presence = answers.about(room, policy, prober, occupant_jid, stanza.attr.id)
	if presence == nil or outcome == "unknown" and not answer_unknown_nicks then
		note(stanza, occupant_jid, "silent")
		return
	end
	note(stanza, occupant_jid, outcome)
	room:route_stanza(presence)
end

--- Answers for the room itself: it is online (XEP-0045 §17.3).
local function answer_for_room(room, prober, stanza)
	if not answer_room_probes then
		return nil
	end
	note(stanza, room.jid, "online")
	room:route_stanza(answers.online(room, prober, stanza.attr.id))
	return true
end

--- Answers for what a probe is addressed to: the room, or an occupant JID.
local function answer_probe(event, room, prober)
	local to = event.stanza.attr.to
	if to == nil or to == room.jid then
		return answer_for_room(room, prober, event.stanza)
	end
	answer_for_occupant(room, prober, event.stanza, to)
	return true
end

--- Answers a batch with more items than allowed: none of them.
local function answer_large_batch(event)
	return refuse(
		event,
		"large-batch",
		"modify",
		"policy-violation",
		string.format("A batch has %d items at most", batch_limit)
	)
end

local function refuse_bad_batch(event)
	return refuse(event, "bad-batch", "modify", "bad-request", "Every item needs the JID of an occupant of this room")
end

--- Answers for each occupant JID in a batch, then the iq itself.
local function answer_batch(event, room, prober)
	local occupant_jids = batches.occupant_jids(room, event.stanza.tags[1])
	if occupant_jids == nil then
		return refuse_bad_batch(event)
	end
	for _, occupant_jid in ipairs(occupant_jids) do
		answer_for_occupant(room, prober, event.stanza, occupant_jid)
	end
	room:route_stanza(st.reply(event.stanza))
	return true
end

--- Lets so many questions in, if they do not come too fast, to a room that is there, from somebody who is in it.
local function admit(event, questions, answer)
	local from = event.stanza.attr.from
	local to = event.stanza.attr.to
	if from == nil or to == nil then
		return nil
	end
	if not rate_limit.grant(addresses.bare(from), questions) then
		return refuse_throttled(event)
	end
	local room = rooms.find(to)
	if room == nil then
		return nil
	end
	if not probers.is_in_room(room, from) then
		return refuse_outsider(event)
	end
	return answer(event, room, from)
end

--- A presence to a room or to an occupant.
local function on_presence(event)
	if event.stanza.attr.type ~= "probe" then
		return nil
	end
	return admit(event, 1, answer_probe)
end

--- An iq to a room itself with a list of occupant JIDs. One without an id cannot be answered: mod_iq raises an error on it.
local function on_batch(event)
	local query = event.stanza.tags[1]
	local to = event.stanza.attr.to
	if event.stanza.attr.type ~= "get" or event.stanza.attr.id == nil or query == nil then
		return nil
	end
	if to == nil or addresses.has_resource(to) then
		return nil
	end
	local size = batches.size(query)
	if size > batch_limit then
		return admit(event, batch_limit, answer_large_batch)
	end
	return admit(event, math.max(size, 1), answer_batch)
end

--- A typed presence is no request to join, whoever takes it for one (XEP-0045 §17.3).
local function on_pre_join(event)
	if event.stanza.name ~= "presence" or event.stanza.attr.type == nil then
		return nil
	end
	if event.stanza.attr.type == "error" then
		note(event.stanza, event.stanza.attr.to, "bad-join")
		return true
	end
	return refuse(event, "bad-join", "modify", "bad-request", "A typed presence is no request to join")
end

--- An iq of any kind, where mod_muc_batched_probe might see it before the event for its payload is fired.
local function on_iq(event)
	local query = event.stanza.tags[1]
	if query == nil or query.name ~= "query" or query.attr.xmlns ~= XMLNS_MUC_USER then
		return nil
	end
	return on_batch(event)
end

--- Two modules that answer batches: tells the administrator which one does, and sees to it.
local function outrank_batched_probe()
	if batch_limit == 0 then
		module:log("info", "mod_muc_batched_probe answers batches, since muc_probe_batch_limit is 0")
		return
	end
	module:unhook("iq/bare/http://jabber.org/protocol/muc#user:query", on_batch)
	module:hook("iq/bare", on_iq, BEFORE_BATCHED_PROBE)
	module:log("warn", "muc_probe answers batches, mod_muc_batched_probe is loaded to no purpose: disable it")
end

local function on_module_loaded(event)
	if event.module == "muc_batched_probe" then
		outrank_batched_probe()
	end
	return nil
end

--- What a prober would be told about an occupant JID, without telling it.
local function ask(room, prober, occupant_jid)
	return answers.about(room, policies.of(room), prober, occupant_jid, nil)
end

local function hook_batches()
	if batch_limit > 0 then
		module:hook("iq/bare/http://jabber.org/protocol/muc#user:query", on_batch, BEFORE_BATCHED_PROBE)
		module:hook("iq/host/http://jabber.org/protocol/muc#user:query", on_batch, BEFORE_BATCHED_PROBE)
	end
	if not rate_limit.could_grant(batch_limit) then
		module:log(
			"warn",
			"Batches of %d items are never answered: muc_probe_burst is lower than muc_probe_batch_limit",
			batch_limit
		)
	end
	if rooms.loaded_module("muc_batched_probe") ~= nil then
		outrank_batched_probe()
	end
	module:hook("module-loaded", on_module_loaded)
end

if rooms.are_served() then
	module:depends("muc")
	module:hook("presence/full", on_presence, BEFORE_MUC)
	module:hook("presence/bare", on_presence, BEFORE_MUC)
	module:hook("presence/host", on_presence, BEFORE_MUC)
	module:hook("muc-occupant-pre-join", on_pre_join, BEFORE_JOIN_POLICIES)
	module:hook("muc-config-form", policies.show_field, BELOW_PRESENCE_BROADCAST)
	module:hook("muc-config-submitted/" .. policies.FIELD, policies.submit_field)
	module:hook("iq-set/bare/http://jabber.org/protocol/muc#owner:query", policies.refuse_unknown, BEFORE_MUC)
	module:hook("iq-set/host/http://jabber.org/protocol/muc#owner:query", policies.refuse_unknown, BEFORE_MUC)
	hook_batches()
	shell.offer(ask, statistics.describe)
else
	module:log("error", '%s is no MUC service: enable muc_probe on a component of type "muc"', module.host)
end
