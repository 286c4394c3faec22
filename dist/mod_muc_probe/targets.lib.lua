-- Generated from src/targets.ts by TypeScriptToLua: changes belong there.
local _M = {}
local addresses = module:require("addresses")

--- What occupants can do, in the module's own copy of Prosody's library.
local occupant_lib = module:require("muc/occupant")

--- The owner of a registered nick as an occupant without role or sessions; nil where the nick is not registered.
local function absent(room, occupant_jid)
	local bare_jid = room:get_registered_jid(addresses.nick(room, occupant_jid))
	if bare_jid == nil then
		return nil
	end
	return setmetatable({ bare_jid = bare_jid, nick = occupant_jid, sessions = {} }, occupant_lib.mt)
end

--- A copy of the occupant of an occupant JID. The absent owner of a registered nick is one without role or sessions; nil where
-- nobody has the nick.
function _M.find(room, occupant_jid)
	return room:get_occupant_by_nick(occupant_jid) or absent(room, occupant_jid)
end

return _M
