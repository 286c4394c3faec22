-- Keeps lists of a room's occupants, so that nobody walks over a large room to answer: by user, and in order
-- of nick. A list is made when it is first needed, and kept up to date by what happens in the room.
-- SPDX-License-Identifier: MIT

local multimaps = module:require "multimaps";
local probers = module:require "probers";

local ROLES = { "moderator", "participant", "visitor" };

-- Occupant JIDs by the user's bare JID, for each room that needs it. They go with the room.
local users_of = setmetatable({}, { __mode = "k" });

-- Occupant JIDs in order, for each room that was listed. They go with the room.
local ordered_of = setmetatable({}, { __mode = "k" });

-- Lists occupant JIDs by the user's bare JID.
local function by_user(room)
	local users = users_of[room];
	if not users then
		users = {};
		for occupant_jid, occupant in pairs(room._occupants) do
			multimaps.add(users, occupant.bare_jid, occupant_jid);
		end
		users_of[room] = users;
	end
	return users;
end

-- The user is a bare JID.
local function has_user(room, user)
	return by_user(room)[user] ~= nil;
end

local function in_order(room)
	local ordered = ordered_of[room];
	if not ordered then
		ordered = { moderator = {}, participant = {}, visitor = {} };
		for occupant_jid, occupant in pairs(room._occupants) do
			table.insert(ordered[occupant.role], occupant_jid);
		end
		for _, role in ipairs(ROLES) do
			table.sort(ordered[role]);
		end
		ordered_of[room] = ordered;
	end
	return ordered;
end

-- Counts the entries of a list that come before an occupant JID.
local function count_before(list, occupant_jid)
	local low = 0;
	local high = #list;
	while low < high do
		local middle = math.floor((low + high) / 2);
		if list[middle + 1] < occupant_jid then
			low = middle + 1;
		else
			high = middle;
		end
	end
	return low;
end

-- Puts an occupant JID in a list, or takes it out.
local function place(list, occupant_jid, belongs)
	local before = count_before(list, occupant_jid);
	local is_there = list[before + 1] == occupant_jid;
	if belongs and not is_there then
		table.insert(list, before + 1, occupant_jid);
	elseif is_there and not belongs then
		table.remove(list, before + 1);
	end
end

-- Notes that an occupant of a user (a bare JID) has come, gone, has another role, or that another user has
-- its nick.
local function update(room, occupant_jid, user)
	local occupant = room._occupants[occupant_jid];
	local users = users_of[room];
	if users and occupant and occupant.bare_jid == user then
		multimaps.add(users, user, occupant_jid);
	elseif users then
		multimaps.remove(users, user, occupant_jid);
	end
	local ordered = ordered_of[room];
	if ordered then
		for _, role in ipairs(ROLES) do
			place(ordered[role], occupant_jid, occupant ~= nil and occupant.role == role);
		end
	end
end

-- Finds the occupant of a user (a bare JID). Somebody else may have the nick by now, which is not published
-- yet.
local function occupant_of(room, occupant_jid, user)
	local occupant = room._occupants[occupant_jid];
	return occupant and occupant.bare_jid == user and occupant or nil;
end

local function is_visible(prober, occupant_jid, user)
	local occupant = occupant_of(prober.room, occupant_jid, user);
	return occupant ~= nil and probers.sees(prober, user, occupant.role);
end

-- Finds the first occupant JID of a user (a bare JID), in order of nick, that the prober may see.
local function find_first(prober, user)
	local users = by_user(prober.room);
	local first = multimaps.single(users, user);
	if first then
		return is_visible(prober, first, user) and first or nil;
	end
	for occupant_jid in pairs(multimaps.values(users, user)) do
		if (not first or occupant_jid < first) and is_visible(prober, occupant_jid, user) then
			first = occupant_jid;
		end
	end
	return first;
end

-- Lists the prober's own occupant JIDs whose role the prober may not see otherwise, in order.
local function own_hidden(prober)
	local own = {};
	for occupant_jid in pairs(multimaps.values(by_user(prober.room), prober.user)) do
		local occupant = occupant_of(prober.room, occupant_jid, prober.user);
		if occupant and not probers.sees_role(prober, occupant.role) then
			table.insert(own, occupant_jid);
		end
	end
	table.sort(own);
	return own;
end

-- The lists do not overlap. Each is in order.
local function visible_lists(prober)
	local ordered = in_order(prober.room);
	local lists = { own_hidden(prober) };
	for _, role in ipairs(ROLES) do
		if probers.sees_role(prober, role) then
			table.insert(lists, ordered[role]);
		end
	end
	return lists;
end

local function count_visible(prober)
	local count = 0;
	for _, list in ipairs(visible_lists(prober)) do
		count = count + #list;
	end
	return count;
end

-- Lists occupant JIDs that the prober may see, in order of nick: the first after the nick `after`, which may
-- be that of nobody, and `most` at most.
local function page(prober, after, most)
	-- No text comes between a nick and the same with a zero byte.
	local least = after and prober.room.jid.."/"..after.."\000" or prober.room.jid.."/";
	local parts = {};
	for _, list in ipairs(visible_lists(prober)) do
		table.insert(parts, { list = list, listed = count_before(list, least) });
	end
	local occupant_jids = {};
	while #occupant_jids < most do
		local lowest;
		local from = parts[1];
		for _, part in ipairs(parts) do
			local occupant_jid = part.list[part.listed + 1];
			if occupant_jid and (not lowest or occupant_jid < lowest) then
				lowest = occupant_jid;
				from = part;
			end
		end
		if not lowest then break; end
		table.insert(occupant_jids, lowest);
		from.listed = from.listed + 1;
	end
	return occupant_jids;
end

return {
	by_user = by_user;
	has_user = has_user;
	update = update;
	find_first = find_first;
	count_visible = count_visible;
	page = page;
};
