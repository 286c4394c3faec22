-- Generated from src/probers.ts by TypeScriptToLua: changes belong there.
local _M = {}
local addresses = module:require("addresses")
local occupants = module:require("occupants")

--- Whether a prober may ask at all: as a session in the room, or for a user in the room (contract row 1).
function _M.is_in_room(room, prober)
	return room:get_occupant_jid(prober) ~= nil
		or not addresses.has_resource(prober) and occupants.has_user(room, prober)
end

--- The occupant that a prober is, as the room keeps it: to be read only. Nil for a home server.
function _M.occupant_of(room, prober)
	if not addresses.has_resource(prober) then
		return nil
	end
	return occupants.of_session(room, prober)
end

--- Whether an occupant is the prober's own, or its user's (contract row 7).
function _M.is_oneself(prober, occupant)
	return addresses.bare(prober) == occupant.bare_jid
end

--- The prober that a user is, given the full JID of a session or, for any session of its, the bare JID; nil for an outsider.
function _M.find(room, user_jid)
	local prober = occupants.primary_session(room, user_jid) or user_jid
	if _M.is_in_room(room, prober) then
		return prober
	end
	return nil
end

return _M
