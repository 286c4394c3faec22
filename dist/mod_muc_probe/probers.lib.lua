-- Generated from src/probers.ts by TypeScriptToLua: changes belong there.
local _M = {}
local jid = require("util.jid")

--- Whether any session of a user is in the room.
local function is_in_room(room, bare_jid)
	for _, occupant in room:each_occupant() do
		if occupant.bare_jid == bare_jid then
			return true
		end
	end
	return false
end

--- The prober behind the `from` of a probe; nil for an outsider (contract row 1).
function _M.identify(room, from)
	local bare_jid = jid.bare(from)
	if bare_jid == nil then
		return nil
	end
	if bare_jid == from then
		if is_in_room(room, bare_jid) then
			return { jid = from, bare_jid = bare_jid, role = nil }
		end
		return nil
	end
	local occupant_jid = room:get_occupant_jid(from)
	if occupant_jid == nil then
		return nil
	end
	return {
		jid = from,
		bare_jid = bare_jid,
		role = room:get_role(occupant_jid),
	}
end

--- A user as a prober, by the full JID of a session or, for any session of its, by its bare JID; nil for an outsider.
function _M.find(room, user_jid)
	for _, occupant in room:each_occupant() do
		if occupant.bare_jid == user_jid and occupant.jid ~= nil then
			return _M.identify(room, occupant.jid)
		end
	end
	return _M.identify(room, user_jid)
end

return _M
