-- Generated from src/addresses.ts by TypeScriptToLua: changes belong there.
local _M = {}

--- Where the resource of a JID begins; nil where it has none.
local function slash_in(jid)
	local slash = string.find(jid, "/", 1, true)
	return slash
end

--- Whether a JID has a resource.
function _M.has_resource(jid)
	return slash_in(jid) ~= nil
end

--- The bare JID of a JID.
function _M.bare(jid)
	local slash = slash_in(jid)
	if slash == nil then
		return jid
	end
	return string.sub(jid, 1, slash - 1)
end

--- The nick in an occupant JID of a room.
function _M.nick(room, occupant_jid)
	return string.sub(occupant_jid, #room.jid + 2)
end

--- The full JID of a bare JID and a resource, or the occupant JID of a room and a nick.
function _M.join(bare_jid, resource)
	return string.format("%s/%s", bare_jid, resource)
end

return _M
