-- Generated from src/targets.ts by TypeScriptToLua: changes belong there.
local _M = {}
local st = require("util.stanza")
local addresses = module:require("addresses")

--- What occupants can do, in the module's own copy of Prosody's library.
local occupant_lib = module:require("muc/occupant")

--- The occupant of an occupant JID with copies of its presences, which handlers may change; nil where nobody has it.
function _M.present(room, occupant_jid)
	local occupant = room:get_occupant_by_nick(occupant_jid)
	if occupant == nil then
		return nil
	end
	for real_jid, presence in pairs(occupant.sessions) do
		occupant.sessions[real_jid] = st.clone(presence)
	end
	return occupant
end

--- The owner of a registered nick as an occupant without role or sessions; nil where the nick is not registered.
function _M.absent(room, occupant_jid)
	local bare_jid = room:get_registered_jid(addresses.nick(room, occupant_jid))
	if bare_jid == nil then
		return nil
	end
	return setmetatable({ bare_jid = bare_jid, nick = occupant_jid, sessions = {} }, occupant_lib.mt)
end

return _M
