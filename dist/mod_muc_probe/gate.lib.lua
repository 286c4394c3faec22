-- Checks whether a user may probe: not too often, in a room that exists, and as an occupant of it.

local jid = require "util.jid";
local st = require "util.stanza";
local jids = module:require "jids";
local options = module:require "options";
local probers = module:require "probers";
local rate_limit = module:require "rate_limit";
local rooms = module:require "rooms";
local seen_rooms = module:require "seen_rooms";
local statistics = module:require "statistics";

local _M = {};

-- Answers a stanza with an error from the address it was sent to. Does not repeat the stanza's payload.
function _M.refuse(event, outcome, error_type, condition, text)
	local origin, stanza = event.origin, event.stanza;
	local to = stanza.attr.to;
	statistics.record(stanza.attr.from, to, outcome);
	origin.send(st.error_reply(stanza, error_type, condition, text, jids.bare(to)));
	return true;
end

-- Says when to ask again. A batch larger than the burst is never granted.
local function wait_text(probes, seconds)
	if probes > options.burst then
		return string.format("You can ask for %d users at once, not for more", options.burst);
	end
	return string.format("You are probing too fast, ask again after %.0f s", seconds);
end

-- Tells a user how long to wait.
local function refuse_throttled(event, user, probes, seconds)
	rate_limit.note_refusal(user, probes);
	return _M.refuse(event, "throttled", "wait", "resource-constraint", wait_text(probes, seconds));
end

-- Refuses a prober who is not in the room. The answer is the same for every nick (contract row 1).
local function refuse_outsider(event)
	return _M.refuse(event, "not-acceptable", "cancel", "not-acceptable", "You are not currently connected to this chat");
end

-- Lets a room refuse a presence after its storage failed. Prosody's router refuses what the room does not handle.
local function refuse_for_broken(event, room)
	local origin, stanza = event.origin, event.stanza;
	if jids.has_resource(stanza.attr.to) then
		return room:handle_presence_to_occupant(origin, stanza);
	end
	if not room:handle_presence_to_room(origin, stanza) then
		origin.send(st.error_reply(stanza, "cancel", "service-unavailable"));
	end
	return true;
end

-- Refuses a presence to a room that does not exist. Since 0.12, Prosody has another error for JIDs that are
-- malformed.
local function refuse_for_nobody(event)
	local origin, stanza = event.origin, event.stanza;
	if not jid.prep(jids.bare(stanza.attr.to), true) then
		origin.send(st.error_reply(stanza, "modify", "jid-malformed", nil, module.host));
	else
		origin.send(st.error_reply(stanza, "cancel", "item-not-found", nil, module.host));
	end
	return true;
end

-- Refuses a probe of a room that does not exist or cannot be loaded, with the same error as Prosody. Prosody itself
-- would read the storage a second time. Returns nil for what Prosody handles: a probe of a destroyed room, and an
-- iq, for which Prosody does not read the storage.
local function refuse_missing(event, found)
	local stanza = event.stanza;
	if stanza.name ~= "presence" then
		return;
	end
	if found == nil then
		return refuse_for_nobody(event);
	end
	if found == false then
		event.origin.send(st.error_reply(stanza, "wait", "resource-constraint", nil, module.host));
		return true;
	end
	if found._data.destroyed then
		return;
	end
	return refuse_for_broken(event, found);
end

-- Checks rate, room and membership, and lets `answer` handle the stanza of a prober who may ask. Returns whether the
-- stanza was handled. A stanza without addresses is not: only another module can make one.
function _M.admit(event, probes, answer)
	local session = event.stanza.attr.from;
	local to = event.stanza.attr.to;
	if not session or not to then
		return;
	end
	local user = jids.bare(session);
	local seconds = rate_limit.take(user, probes);
	if seconds > 0 and not seen_rooms.is_own_occupant_jid(session, to) then
		return refuse_throttled(event, user, probes, seconds);
	end
	local room = rooms.look_up(to);
	if not rooms.is_open(room) then
		return refuse_missing(event, room);
	end
	if not probers.is_in_room(room, session) then
		return refuse_outsider(event);
	end
	return answer({ session = session, user = user, room = room }, event);
end

return _M;
