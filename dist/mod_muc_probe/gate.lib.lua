-- Checks whether a user may probe: not too often, in a room that exists, and as an occupant of it.
-- SPDX-License-Identifier: MIT

local jid = require "util.jid";
local st = require "util.stanza";
local elements = module:require "elements";
local jids = module:require "jids";
local namespaces = module:require "namespaces";
local options = module:require "options";
local probers = module:require "probers";
local rate_limit = module:require "rate_limit";
local rooms = module:require "rooms";
local seen_rooms = module:require "seen_rooms";
local statistics = module:require "statistics";

-- Answers a stanza with an error from the address it was sent to. Does not repeat the stanza's payload. The details are an
-- application-specific condition (RFC 6120 §8.3.4).
local function refuse(event, outcome, error_type, condition, text, details)
	local origin, stanza = event.origin, event.stanza;
	local to = stanza.attr.to;
	statistics.record(stanza.attr.from, to, outcome);
	local reply = st.error_reply(stanza, error_type, condition, text, jids.bare(to));
	if details then
		reply:get_child("error"):add_direct_child(details);
	end
	origin.send(reply);
	return true;
end

-- Tells a user how long to wait.
local function refuse_throttled(event, user, probes, seconds)
	rate_limit.note_refusal(user, probes);
	local after = string.format("%.0f", seconds);
	return refuse(event, "throttled", "wait", "resource-constraint",
		"You are probing too fast, ask again after "..after.." s",
		elements.leaf("retry", { xmlns = namespaces.QUERY, after = after }));
end

-- Refuses a batch, query or page that is never granted, however long the user waits.
local function refuse_large(event, kind)
	return refuse(event, "large-"..kind, "modify", "policy-violation",
		string.format("You can ask for %d people at once, not for more", options.most_at_once));
end

-- Refuses a prober who is not in the room. The answer is the same for every nick (contract row 1).
local function refuse_outsider(event)
	return refuse(event, "not-acceptable", "cancel", "not-acceptable", "You are not currently connected to this chat");
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
	if stanza.name ~= "presence" then return; end
	if found == nil then return refuse_for_nobody(event); end
	if found == false then
		event.origin.send(st.error_reply(stanza, "wait", "resource-constraint", nil, module.host));
		return true;
	end
	if found._data.destroyed then return; end
	return refuse_for_broken(event, found);
end

-- Says whether a stanza is a probe of an occupant JID.
local function is_probe_of_occupant(stanza)
	return stanza.name == "presence" and jids.has_resource(stanza.attr.to);
end

-- Handles a stanza over the limit. Probes of oneself are answered all the same, and what might be one gets no error: home
-- servers take an error for the end of the visit (contract row 7). Returns nil if it is to be answered.
local function handle_excess(event, user, probes, seconds)
	local stanza = event.stanza;
	local from, to = stanza.attr.from, stanza.attr.to;
	if is_probe_of_occupant(stanza) then
		if seen_rooms.is_own_occupant_jid(from, to) then return; end
		if not seen_rooms.has_seen(to) then
			rate_limit.note_refusal(user, probes);
			statistics.record(from, to, "silent");
			return true;
		end
	end
	return refuse_throttled(event, user, probes, seconds);
end

-- Checks size, rate, room and membership, and lets `answer` handle the stanza of a prober who may ask. Returns whether the
-- stanza was handled. A stanza without addresses is not: only another module can make one.
local function admit(event, kind, probes, answer)
	local session = event.stanza.attr.from;
	local to = event.stanza.attr.to;
	if not session or not to then return; end
	local user = jids.bare(session);
	local is_large = kind ~= "probe" and probes > options.most_at_once;
	-- What is never granted counts as one, so that nobody outside has rooms loaded with it.
	local cost = is_large and 1 or probes;
	local seconds = rate_limit.take(user, cost);
	if seconds > 0 then
		if is_large then return refuse_large(event, kind); end
		if handle_excess(event, user, probes, seconds) then
			return true;
		end
	end
	local room = rooms.look_up(to);
	if not rooms.is_open(room) then
		return refuse_missing(event, room);
	end
	if not probers.is_in_room(room, session) then
		return refuse_outsider(event);
	end
	if is_large then
		rate_limit.give_back(user, cost);
		return refuse_large(event, kind);
	end
	return answer({ session = session, user = user, room = room }, event);
end

-- Says whether a prober is still in the room. A handler of another module may have waited, and the prober have left, or Prosody
-- have swapped the room to disk and back.
local function is_still_in(prober)
	if not seen_rooms.is_current(prober.room) then
		local room = rooms.find(prober.room.jid);
		if not room then return false; end
		prober.room = room;
	end
	return probers.is_in_room(prober.room, prober.session);
end

return {
	refuse = refuse;
	refuse_outsider = refuse_outsider;
	admit = admit;
	is_still_in = is_still_in;
};
