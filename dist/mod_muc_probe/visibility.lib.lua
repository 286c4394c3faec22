-- Decides what a prober may see.

local occupants = module:require "occupants";

local _M = {};

-- Whether a prober may read the room's ban list (XEP-0045 §5.2.1).
local function may_read_ban_list(room, prober)
	local affiliation = room:get_affiliation(prober);
	return affiliation == "admin" or affiliation == "owner";
end

-- Whether occupants with this role are broadcast. Before Prosody 0.12, all are.
local function is_broadcast(room, role)
	if not room.get_presence_broadcast then
		return role ~= nil;
	end
	return room:get_presence_broadcast()[role or "none"] == true;
end

local function is_moderator(room, prober)
	local occupant = occupants.of_session(room, prober);
	return occupant ~= nil and occupant.role == "moderator";
end

-- Whether the room's policy shows an occupant, present or absent, to a prober (contract rows 6 and 7).
function _M.shows_occupant(room, policy, prober, occupant)
	return policy == "anyone"
		or (policy == "moderators" and is_moderator(room, prober))
		or occupants.is_oneself(prober, occupant)
		or is_broadcast(room, occupant.role);
end

-- Whether a prober may learn that a nick is registered to a user with this affiliation. Only admins and owners
-- learn of bans (contract rows 3 and 5).
function _M.shows_registered(room, prober, affiliation)
	if affiliation == "outcast" then
		return may_read_ban_list(room, prober);
	end
	return affiliation ~= nil;
end

-- Whether a prober may see an occupant's real JIDs, present or absent. No answer shows more than this.
function _M.shows_real_jids(room, prober, occupant)
	return room:get_whois() == "anyone" or occupants.is_oneself(prober, occupant) or is_moderator(room, prober);
end

return _M;
