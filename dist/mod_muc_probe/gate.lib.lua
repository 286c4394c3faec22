-- Checks whether a user may probe: not too often, in a room that exists, and as an occupant of it.
-- SPDX-License-Identifier: MIT

local jids = module:require "jids";
local options = module:require "options";
local probers = module:require "probers";
local rate_limit = module:require "rate_limit";
local refusals = module:require "refusals";
local rooms = module:require "rooms";
local seen_rooms = module:require "seen_rooms";
local statistics = module:require "statistics";

local function is_probe_of_occupant(stanza)
	return stanza.name == "presence" and jids.has_resource(stanza.attr.to);
end

-- Handles a stanza over the limit. A probe of one's own occupant JID is answered all the same. What may be
-- one, in a room that was not seen, gets no answer: home servers take an error for the end of the visit
-- (contract row 7).
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
	return refusals.refuse_throttled(event, user, probes, seconds);
end

-- Checks size, rate, room and membership, and lets `answer` handle the stanza of a prober who may ask.
-- Returns whether the stanza was handled. A stanza without addresses is not: only another module can make
-- one.
local function admit(event, kind, probes, answer)
	local session = event.stanza.attr.from;
	local to = event.stanza.attr.to;
	if not session or not to then return; end
	local user = jids.bare(session);
	local is_large = kind ~= "probe" and probes > options.most_at_once;
	-- What is never granted costs one: otherwise strangers could have rooms loaded for nothing.
	local cost = is_large and 1 or probes;
	local seconds, refilled_at = rate_limit.take(user, cost);
	if seconds > 0 then
		if is_large then return refusals.refuse_large(event, kind); end
		if handle_excess(event, user, probes, seconds) then
			return true;
		end
	end
	local room = rooms.look_up(to);
	if not rooms.is_open(room) then
		return refusals.refuse_missing(event, room);
	end
	if not probers.is_in_room(room, session) then
		return refusals.refuse_outsider(event);
	end
	local prober = { session = session, user = user, room = room, refilled_at = refilled_at };
	if is_large then
		rate_limit.give_back(prober, cost);
		return refusals.refuse_large(event, kind);
	end
	return answer(prober, event);
end

-- Must be asked again after a handler of another module may have waited: meanwhile the prober may have left,
-- or Prosody may have swapped the room to disk and back.
local function is_still_in(prober)
	if not seen_rooms.is_current(prober.room) then
		local room = rooms.find(prober.room.jid);
		if not room then return false; end
		prober.room = room;
	end
	return probers.is_in_room(prober.room, prober.session);
end

return {
	admit = admit;
	is_still_in = is_still_in;
};
