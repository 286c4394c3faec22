-- Handles presence probes (XEP-0045 §17.3, RFC 6121 §4.3), and refuses typed presences that would be taken
-- for joins.
-- SPDX-License-Identifier: MIT

local elements = module:require "elements";
local gate = module:require "gate";
local options = module:require "options";
local outbox = module:require "outbox";
local refusals = module:require "refusals";
local statistics = module:require "statistics";

-- Runs after the policies of other modules (1 to 100), and before mod_muc (-2).
local BEFORE_MUC = -1;

-- Runs before all policies for joining: one of them might take a typed presence for a join.
local BEFORE_JOIN_POLICIES = 1000;

-- Answers a probe of a room: it is online (XEP-0045 §17.3). Leaves it to Prosody if the option says so.
local function answer_about_room(prober, id)
	if not options.room then return; end
	local room = prober.room;
	statistics.record(prober.session, room.jid, "online");
	room:route_stanza(elements.leaf("presence", { from = room.jid, to = prober.session, id = id }));
	return true;
end

-- Answers a probe of a room or of an occupant JID.
local function answer(prober, event)
	local attr = event.stanza.attr;
	local target = attr.to;
	if target == prober.room.jid then
		return answer_about_room(prober, attr.id);
	end
	return outbox.tell_about(prober, target, attr.id) or refusals.refuse_outsider(event);
end

-- Handles probes. A presence of any other type is not handled.
local function on_presence(event)
	if event.stanza.attr.type ~= "probe" then return; end
	return gate.admit(event, "probe", 1, answer);
end

-- Refuses a typed presence that another module takes for a request to join (XEP-0045 §17.3).
local function on_pre_join(event)
	local stanza = event.stanza;
	local attr = stanza.attr;
	if stanza.name ~= "presence" or not attr.type then return; end
	if attr.type == "error" then
		-- An error is not answered with another (RFC 6120 §8.3.1).
		statistics.record(attr.from, attr.to, "bad-join");
		return true;
	end
	return refusals.refuse(event, "bad-join", "modify", "bad-request", "A typed presence is no request to join");
end

local function start()
	module:hook("presence/full", on_presence, BEFORE_MUC);
	module:hook("presence/bare", on_presence, BEFORE_MUC);
	module:hook("presence/host", on_presence, BEFORE_MUC);
	module:hook("muc-occupant-pre-join", on_pre_join, BEFORE_JOIN_POLICIES);
end

return { start = start };
