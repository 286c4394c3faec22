-- Refuses stanzas with the errors that Prosody itself has for them, and with those of the limits.
-- SPDX-License-Identifier: MIT

local jid = require "util.jid";
local st = require "util.stanza";
local elements = module:require "elements";
local jids = module:require "jids";
local namespaces = module:require "namespaces";
local options = module:require "options";
local rate_limit = module:require "rate_limit";
local statistics = module:require "statistics";

-- Answers a stanza with an error from the address it was sent to. Does not repeat the stanza's payload. The
-- details are an application-specific condition (RFC 6120 §8.3.4).
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
local function refuse_for_now(event, reason, after)
	return refuse(event, "throttled", "wait", "resource-constraint", reason..", ask again after "..after.." s",
		elements.leaf("retry", { xmlns = namespaces.QUERY, after = after }));
end

-- Refuses what is over the limit.
local function refuse_throttled(event, user, probes, seconds)
	rate_limit.note_refusal(user, probes);
	return refuse_for_now(event, "You are probing too fast", string.format("%.0f", seconds));
end

-- Refuses a query about a room that has changed during each attempt at an answer.
local function refuse_changing(event)
	return refuse_for_now(event, "The room is changing too fast", "1");
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

-- Lets a room refuse a presence after its storage failed. Prosody's router refuses what the room does not
-- handle.
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
	if jid.prep(jids.bare(stanza.attr.to), true) then
		origin.send(st.error_reply(stanza, "cancel", "item-not-found", nil, module.host));
	else
		origin.send(st.error_reply(stanza, "modify", "jid-malformed", nil, module.host));
	end
	return true;
end

-- Refuses a probe of a room that does not exist or cannot be loaded, with the same error as Prosody, which
-- would read the storage a second time. Two things are left to Prosody: a probe of a destroyed room, and an
-- iq, for which it does not read the storage.
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

return {
	refuse = refuse;
	refuse_throttled = refuse_throttled;
	refuse_changing = refuse_changing;
	refuse_large = refuse_large;
	refuse_outsider = refuse_outsider;
	refuse_missing = refuse_missing;
};
