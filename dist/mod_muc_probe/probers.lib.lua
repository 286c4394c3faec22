-- Decides who may ask in a room, and what they may see of it.
-- SPDX-License-Identifier: MIT

local policies = module:require "policies";

-- Says whether a session (a full or bare JID) is in a room.
local function is_in_room(room, session)
	return room:get_occupant_jid(session) ~= nil;
end

-- Says whether occupants with this role are broadcast. Before Prosody 0.12, all are.
local function is_broadcast(room, role)
	if not room.get_presence_broadcast then return role ~= nil; end
	return room:get_presence_broadcast()[role or "none"] == true;
end

-- Says whether a session is a moderator's. Prosody's own way to an occupant would copy the presence of each session.
local function is_moderator(room, session)
	local occupant_jid = room:get_occupant_jid(session);
	local occupant = occupant_jid ~= nil and room._occupants[occupant_jid];
	return occupant ~= nil and occupant ~= false and occupant.role == "moderator";
end

-- Says whether the room's policy lets the prober ask for hidden occupants (contract row 6).
local function may_ask_for_hidden(prober)
	local policy = policies.of(prober.room);
	return policy == "anyone" or (policy == "moderators" and is_moderator(prober.room, prober.session));
end

-- Says whether everybody in a room may see occupants with a role.
local function everybody_sees(room, role)
	return policies.of(room) == "anyone" or is_broadcast(room, role);
end

-- Says whether the prober may see everybody with a role; nil for those who are not in the room.
local function sees_role(prober, role)
	return is_broadcast(prober.room, role) or may_ask_for_hidden(prober);
end

-- Says whether the prober may see a user (a bare JID) with a role (contract rows 3, 6 and 7).
local function sees(prober, user, role)
	return prober.user == user or sees_role(prober, role);
end

-- Says whether a session may see the real JIDs of all occupants.
local function sees_all_real_jids(room, session)
	return room:get_whois() == "anyone" or is_moderator(room, session);
end

-- Says whether the prober may see the real JIDs of a user (a bare JID), present or absent. No answer shows more than this.
local function sees_real_jids(prober, user)
	return prober.user == user or sees_all_real_jids(prober.room, prober.session);
end

-- Says whether the prober may read the room's ban list (XEP-0045 §5.2.1).
local function may_read_ban_list(prober)
	local affiliation = prober.room:get_affiliation(prober.session);
	return affiliation == "admin" or affiliation == "owner";
end

-- Says whether the prober may learn that a user has this affiliation. Only admins and owners learn of bans (contract rows 3
-- and 5).
local function sees_affiliation(prober, affiliation)
	if affiliation == "outcast" then
		return may_read_ban_list(prober);
	end
	return affiliation ~= nil;
end

return {
	is_in_room = is_in_room;
	everybody_sees = everybody_sees;
	sees_role = sees_role;
	sees = sees;
	sees_all_real_jids = sees_all_real_jids;
	sees_real_jids = sees_real_jids;
	sees_affiliation = sees_affiliation;
};
