-- Handles presence probes (XEP-0045 §17.3, RFC 6121 §4.3), and refuses typed presences that would be taken for
-- joins.

local answers = module:require "answers";
local gate = module:require "gate";
local options = module:require "options";
local statistics = module:require "statistics";

local _M = {};

-- Answers a probe of a room, if the option allows it, or of an occupant JID.
local function answer(prober, event)
	local attr = event.stanza.attr;
	local target = attr.to;
	if target ~= prober.room.jid then
		answers.tell_about(prober, target, attr.id);
		return true;
	end
	if not options.room then
		return;
	end
	answers.tell_online(prober, attr.id);
	return true;
end

-- Handles probes. A presence of any other type is not handled.
function _M.on_presence(event)
	if event.stanza.attr.type ~= "probe" then
		return;
	end
	return gate.admit(event, 1, answer);
end

-- Refuses a typed presence that another module takes for a request to join (XEP-0045 §17.3).
function _M.on_pre_join(event)
	local stanza = event.stanza;
	local attr = stanza.attr;
	if stanza.name ~= "presence" or not attr.type then
		return;
	end
	if attr.type == "error" then
		-- An error is not answered with another (RFC 6120 §8.3.1).
		statistics.record(attr.from, attr.to, "bad-join");
		return true;
	end
	return gate.refuse(event, "bad-join", "modify", "bad-request", "A typed presence is no request to join");
end

return _M;
