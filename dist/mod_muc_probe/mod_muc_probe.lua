-- Generated from src/mod_muc_probe.ts by TypeScriptToLua: changes belong there.
local st = require("util.stanza")
local answers = module:require("answers")
local options = module:require("options")
local probers = module:require("probers")
local rooms = module:require("rooms")
local targets = module:require("targets")
local visibility = module:require("visibility")

--- Below other modules, whose policies sit at 1 to 100, and above mod_muc, at -2.
local BEFORE_MUC = -1

--- Above every policy: none should take for a request to join what is none.
local BEFORE_JOIN_POLICIES = 1000
local answer_room_probes = options.boolean("muc_probe_room", true)
local answer_unknown_nicks = options.choice("muc_probe_unknown", { "unavailable", "silent" }) == "unavailable"

--- Writes down who was told what about whom.
local function log_outcome(stanza, outcome)
	module:log("debug", "Probe of %s by %s: %s", stanza.attr.to, stanza.attr.from, outcome)
end

--- Tells somebody who is not in the room that it learns nothing (contract row 1).
local function refuse_outsider(event)
	log_outcome(event.stanza, "not-acceptable")
	event.origin.send(
		st.error_reply(event.stanza, "cancel", "not-acceptable", "You are not currently connected to this chat")
	)
end

--- Answers a probe of the room itself: it is online (XEP-0045 §17.3).
local function answer_for_room(room, prober, stanza)
	if not answer_room_probes then
		return nil
	end
	log_outcome(stanza, "room online")
	room:route_stanza(answers.online(room, prober, stanza.attr.id))
	return true
end

--- Answers a probe of an occupant JID (contract rows 2 to 7).
local function answer_for_occupant(room, prober, stanza, occupant_jid)
	local id = stanza.attr.id
	local occupant = targets.find(room, occupant_jid)
	if occupant == nil or not visibility.of_occupant(room, prober, occupant) then
		log_outcome(stanza, "unknown")
		if answer_unknown_nicks then
			room:route_stanza(answers.unknown(prober, occupant_jid, id))
		end
	elseif occupant.role == nil then
		log_outcome(stanza, "unavailable")
		room:route_stanza(answers.unavailable(room, prober, occupant, id))
	else
		log_outcome(stanza, "present")
		room:route_stanza(answers.present(room, prober, occupant))
	end
end

--- A presence to a room or to an occupant: answers it if it is a probe.
local function on_presence(event)
	local stanza = event.stanza
	if stanza.attr.type ~= "probe" then
		return nil
	end
	local from = stanza.attr.from
	local to = stanza.attr.to
	if from == nil or to == nil then
		return nil
	end
	local room = rooms.find(to)
	if room == nil then
		return nil
	end
	local prober = probers.identify(room, from)
	if prober == nil then
		refuse_outsider(event)
		return true
	end
	if to == room.jid then
		return answer_for_room(room, prober, stanza)
	end
	answer_for_occupant(room, prober, stanza, to)
	return true
end

--- A typed presence is no request to join, whoever takes it for one (XEP-0045 §17.3).
local function on_pre_join(event)
	local stanza = event.stanza
	if stanza.attr.type == nil then
		return nil
	end
	module:log("debug", "Join of %s by %s: bad-request", stanza.attr.to, stanza.attr.from)
	event.origin.send(st.error_reply(stanza, "modify", "bad-request", "A typed presence is no request to join"))
	return true
end

if rooms.are_served() then
	module:depends("muc")
	module:hook("presence/full", on_presence, BEFORE_MUC)
	module:hook("presence/bare", on_presence, BEFORE_MUC)
	module:hook("presence/host", on_presence, BEFORE_MUC)
	module:hook("muc-occupant-pre-join", on_pre_join, BEFORE_JOIN_POLICIES)
else
	module:log("error", '%s is no MUC service: enable muc_probe on a component of type "muc"', module.host)
end
