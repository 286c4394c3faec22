-- Decides who may ask in a room, and what they may see of it.
-- SPDX-License-Identifier: MIT

local policies = module:require "policies";

-- The session may be a full or a bare JID.
local function is_in_room(room, session)
	return room:get_occupant_jid(session) ~= nil;
end

-- Before Prosody 0.12, all occupants are broadcast.
local function is_broadcast(room, role)
	if not room.get_presence_broadcast then return role ~= nil; end
	return room:get_presence_broadcast()[role or "none"] == true;
end

-- Prosody's own way to an occupant would copy the presence of each session.
local function is_moderator_as(room, occupant_jid)
	local occupant = room._occupants[occupant_jid];
	return occupant ~= nil and occupant.role == "moderator";
end

local function is_moderator(room, session)
	local occupant_jid = room:get_occupant_jid(session);
	return occupant_jid ~= nil and is_moderator_as(room, occupant_jid);
end

-- Applies the room's policy (contract row 6).
local function may_ask_for_hidden(prober)
	local policy = policies.of(prober.room);
	return policy == "anyone" or (policy == "moderators" and is_moderator(prober.room, prober.session));
end

local function everybody_sees(room, role)
	return policies.of(room) == "anyone" or is_broadcast(room, role);
end

-- The role of those who are not in the room is nil.
local function sees_role(prober, role)
	return is_broadcast(prober.room, role) or may_ask_for_hidden(prober);
end

-- Probers see themselves, whatever their role. The user is a bare JID (contract rows 3, 6 and 7).
local function sees(prober, user, role)
	return prober.user == user or sees_role(prober, role);
end

local function everybody_sees_real_jids(room)
	return room:get_whois() == "anyone";
end

local function sees_all_real_jids(room, session)
	return everybody_sees_real_jids(room) or is_moderator(room, session);
end

-- The user is a bare JID, present or absent. No answer shows more real JIDs than this.
local function sees_real_jids(prober, user)
	return prober.user == user or sees_all_real_jids(prober.room, prober.session);
end

-- Only admins and owners may (XEP-0045 §5.2.1).
local function may_read_ban_list(prober)
	local affiliation = prober.room:get_affiliation(prober.session);
	return affiliation == "admin" or affiliation == "owner";
end

-- Only admins and owners learn of bans (contract rows 3 and 5).
local function sees_affiliation(prober, affiliation)
	if affiliation == "outcast" then
		return may_read_ban_list(prober);
	end
	return affiliation ~= nil;
end

return {
	is_in_room = is_in_room;
	is_moderator_as = is_moderator_as;
	everybody_sees = everybody_sees;
	sees_role = sees_role;
	sees = sees;
	everybody_sees_real_jids = everybody_sees_real_jids;
	sees_all_real_jids = sees_all_real_jids;
	sees_real_jids = sees_real_jids;
	sees_affiliation = sees_affiliation;
};
