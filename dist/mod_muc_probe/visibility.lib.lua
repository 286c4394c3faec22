-- Generated from src/visibility.ts by TypeScriptToLua: changes belong there.
local _M = {}

--- Whether the prober may read the room's ban list (XEP-0045 §5.2.1).
local function may_read_ban_list(room, prober)
	local affiliation = room:get_affiliation(prober.bare_jid)
	return affiliation == "admin" or affiliation == "owner"
end

--- Whether the prober may learn that the nick has an owner at all.
function _M.of_occupant(room, prober, occupant)
	if occupant.role ~= nil then
		return true
	end
	local affiliation = room:get_affiliation(occupant.bare_jid)
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
	if prober.role == nil then
		return false
	end
	return prober.role == "moderator" or prober.bare_jid == occupant.bare_jid
end

return _M
