-- Checks whether a user may probe: not too often, in a room that exists, and as an occupant of it.

local st = require "util.stanza";
local jids = module:require "jids";
local occupants = module:require "occupants";
local rate_limit = module:require "rate_limit";
local rooms = module:require "rooms";
local statistics = module:require "statistics";

local _M = {};

-- Answers a stanza with an error from the address it was sent to. Does not repeat the stanza's payload.
function _M.refuse(service, event, outcome, error_type, condition, text)
	local origin, stanza = event.origin, event.stanza;
	local to = stanza.attr.to;
	statistics.record(service.answers, stanza.attr.from, to, outcome);
	origin.send(st.error_reply(stanza, error_type, condition, text, jids.bare(to)));
	return true;
end

-- Says when to ask again. A batch larger than the burst is never granted.
local function wait_text(service, probes, seconds)
	if probes > service.rate_limit.burst then
		return string.format("You can ask for %d users at once, not for more", service.rate_limit.burst);
	end
	return string.format("You are probing too fast, ask again after %.0f s", seconds);
end

-- Tells a user how long to wait.
local function refuse_throttled(service, event, user, probes, seconds)
	rate_limit.note_refusal(service.rate_limit, user, probes);
	return _M.refuse(service, event, "throttled", "wait", "resource-constraint", wait_text(service, probes, seconds));
end

-- Refuses a prober who is not in the room. The answer is the same for every nick (contract row 1).
local function refuse_outsider(service, event)
	return _M.refuse(service, event, "not-acceptable", "cancel", "not-acceptable",
		"You are not currently connected to this chat");
end

-- Checks rate, room and membership. Returns the room if the prober may ask. Otherwise returns nil, and whether
-- the stanza was handled. A stanza without addresses is not handled: only another module can make one.
function _M.admit(service, event, probes)
	local prober = event.stanza.attr.from;
	local to = event.stanza.attr.to;
	if not prober or not to then
		return;
	end
	local user = jids.bare(prober);
	local seconds = rate_limit.seconds_to_wait(service.rate_limit, user, probes);
	if seconds > 0 and not rooms.is_own_occupant_jid(service.occupant_jids, prober, to) then
		return nil, refuse_throttled(service, event, user, probes, seconds);
	end
	local room, found = rooms.find(to);
	if not room then
		return nil, rooms.refuse_missing(event, found);
	end
	if not occupants.is_in_room(room, prober) then
		return nil, refuse_outsider(service, event);
	end
	return room;
end

return _M;
