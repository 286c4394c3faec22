-- Generated from src/occupants.ts by TypeScriptToLua: changes belong there.
local _M = {}
local addresses = module:require("addresses")

--- The occupant of a session, by its full JID; nil if it is not in the room.
function _M.of_session(room, full_jid)
	local occupant_jid = room:get_occupant_jid(full_jid)
	if occupant_jid == nil then
		return nil
	end
	return room._occupants[occupant_jid]
end

--- Whether a session of a user of this server is in the room.
local function has_local_session(room, bare_jid, sessions)
	for resource in pairs(sessions) do
		if room:get_occupant_jid(addresses.join(bare_jid, resource)) ~= nil then
			return true
		end
	end
	return false
end

--- The primary session of a user in the room, by its full JID; nil if none is there. Looks at every occupant.
function _M.primary_session(room, bare_jid)
	for _, occupant in pairs(room._occupants) do
		if occupant.bare_jid == bare_jid then
			return occupant.jid
		end
	end
	return nil
end

--- Whether any session of a user is in the room. Every occupant is looked at unless a session on this server is found
-- there: one that is gone may still be in the room.
function _M.has_user(room, bare_jid)
	local local_user = prosody.bare_sessions[bare_jid]
	if local_user ~= nil and has_local_session(room, bare_jid, local_user.sessions) then
		return true
	end
	return _M.primary_session(room, bare_jid) ~= nil
end

return _M
