-- Generated from src/visibility.ts by TypeScriptToLua: changes belong there.
local _M = {}
local probers = module:require("probers")

--- Whether the prober may read the room's ban list (XEP-0045 §5.2.1).
local function may_read_ban_list(room, prober)
	local affiliation = room:get_affiliation(prober)
	return affiliation == "admin" or affiliation == "owner"
end

--- Whether the presence of somebody with that role is broadcast; before 0.12 that of every occupant is.
local function is_broadcast(room, role)
	if room.get_presence_broadcast == nil then
		return role ~= nil
	end
	local roles = room:get_presence_broadcast()
	if role == nil then
		return roles.none == true
	end
	return roles[role] == true
end

local function is_moderator(room, prober)
	local asking = probers.occupant_of(room, prober)
	return asking ~= nil and asking.role == "moderator"
end

--- Whether the room's policy lets the prober ask for an occupant, present or absent (contract rows 6 and 7).
function _M.of_occupant(room, policy, prober, occupant)
	return policy == "anyone"
		or policy == "moderators" and is_moderator(room, prober)
		or probers.is_oneself(prober, occupant)
		or is_broadcast(room, occupant.role)
end

--- Whether the prober may learn who owns a registered nick: an affiliated user, and no ban leaks (contract row 5).
function _M.of_affiliation(room, prober, affiliation)
	if affiliation == "outcast" then
		return may_read_ban_list(room, prober)
	end
	return affiliation ~= nil
end

--- Whether the prober may see the occupant's real JIDs: never beyond this, present or absent.
function _M.of_real_jids(room, prober, occupant)
	if room:get_whois() == "anyone" then
		return true
	end
	local asking = probers.occupant_of(room, prober)
	if asking == nil then
		return false
	end
	return asking.role == "moderator" or asking.bare_jid == occupant.bare_jid
end

return _M
