-- Finds users by occupant-id (XEP-0421). An id is a function of the room's salt and the user's bare JID: what
-- was computed stays true.
-- SPDX-License-Identifier: MIT

local occupant_lists = module:require "occupant_lists";

local are_on = module:get_option_boolean("muc_occupant_id", true);

-- Users by id for each room in which somebody was asked for by id. They go with the room.
local users_of = setmetatable({}, { __mode = "k" });

-- Rooms have occupant-ids since 0.12, unless they are switched off.
local function are_shown(room)
	return are_on and room.get_occupant_id ~= nil;
end

-- Computes the id of a user (a bare JID). The room must have ids.
local function of(room, user)
	return room:get_occupant_id({ bare_jid = user });
end

-- Lists everybody who is in the room or has an affiliation.
local function read_users(room)
	local users = {};
	for user in pairs(occupant_lists.by_user(room)) do
		users[of(room, user)] = user;
	end
	for user in room:each_affiliation() do
		users[of(room, user)] = user;
	end
	return users;
end

-- Finds the user (a bare JID) among those who are in the room or have an affiliation.
local function find_user(room, id)
	local users = users_of[room];
	if not users then
		users = read_users(room);
		users_of[room] = users;
	end
	return users[id];
end

-- Notes that a user (a bare JID) has come, gone, or has another affiliation.
local function update(room, user)
	local users = users_of[room];
	if not users then return; end
	if room._affiliations[user] or occupant_lists.has_user(room, user) then
		users[of(room, user)] = user;
	else
		users[of(room, user)] = nil;
	end
end

return {
	are_shown = are_shown;
	find_user = find_user;
	update = update;
};
