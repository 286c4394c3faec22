-- Generated from src/addresses.ts by TypeScriptToLua: changes belong there.
local _M = {}

--- The bare JID of a JID; nil where there is none.
function _M.bare(jid)
	local bare_jid = string.match(jid, "^[^/]+")
	return bare_jid
end

--- The nick in an occupant JID of a room.
function _M.nick(room, occupant_jid)
	return string.sub(occupant_jid, #room.jid + 2)
end

return _M
