-- Handles presence probes (XEP-0045 §17.3, RFC 6121 §4.3), and refuses typed presences that would be taken for
-- joins.

local answers = module:require "answers";
local gate = module:require "gate";
local policies = module:require "policies";
local statistics = module:require "statistics";

local _M = {};

-- Answers an occupant that the room is online, if the option allows it.
local function answer_for_room(service, room, event)
	if not service.options.muc_probe_room then
		return;
	end
	answers.tell_online(service, room, event.stanza);
	return true;
end

-- Answers a probe of a room or of an occupant JID. A presence of any other type is not handled.
function _M.on_presence(service, event)
	local stanza = event.stanza;
	if stanza.attr.type ~= "probe" then
		return;
	end
	local room, handled = gate.admit(service, event, 1);
	if not room then
		return handled;
	end
	local target = stanza.attr.to;
	if target == room.jid then
		return answer_for_room(service, room, event);
	end
	answers.tell_about(service, room, policies.of(service.options, room), stanza, target);
	return true;
end

-- Refuses a typed presence that another module takes for a request to join (XEP-0045 §17.3).
function _M.on_pre_join(service, event)
	local stanza = event.stanza;
	local attr = stanza.attr;
	if stanza.name ~= "presence" or not attr.type then
		return;
	end
	if attr.type == "error" then
		-- An error is not answered with another (RFC 6120 §8.3.1).
		statistics.record(service.answers, attr.from, attr.to, "bad-join");
		return true;
	end
	return gate.refuse(service, event, "bad-join", "modify", "bad-request", "A typed presence is no request to join");
end

return _M;
