-- Generated from src/targets.ts by TypeScriptToLua: changes belong there.
local _M = {}
local jid = require("util.jid")

--- The occupant of an occupant JID. For the absent owner of a registered nick it is a record without role or sessions;
-- nil where nobody has the nick.
function _M.find(room, occupant_jid)
	local present = room:get_occupant_by_nick(occupant_jid)
	if present ~= nil then
		return present
	end
	local nick = jid.resource(occupant_jid)
	if nick == nil then
		return nil
	end
	local bare_jid = room:get_registered_jid(nick)
	if bare_jid == nil then
		return nil
	end
	local absent = room:new_occupant(bare_jid, occupant_jid)
	absent.role = nil
	return absent
end

return _M
