-- Generated from src/batches.ts by TypeScriptToLua: changes belong there.
local _M = {}
local encodings = require("util.encodings")
local iterators = require("util.iterators")
local jid = require("util.jid")
local addresses = module:require("addresses")

--- The occupant JID with a nick as a client wrote it; nil if it cannot be one.
local function with_nick(room, written)
	local nick = encodings.stringprep.resourceprep(written)
	if nick == nil or nick == "" then
		return nil
	end
	return addresses.join(room.jid, nick)
end

--- The occupant JID of this very room that an item names; nil if it names anything else.
local function occupant_jid_of(room, item)
	local named = item.attr.jid
	if named ~= nil and addresses.bare(named) == room.jid then
		return with_nick(room, addresses.nick(room, named))
	end
	local occupant_jid = jid.prep(named)
	if occupant_jid == nil or occupant_jid == room.jid or jid.bare(occupant_jid) ~= room.jid then
		return nil
	end
	return occupant_jid
end

--- How many items a batch has.
function _M.size(query)
	return iterators.count(query:childtags("item"))
end

--- The occupant JIDs a batch asks for, each once; nil if any item is malformed or no occupant JID of this room.
function _M.occupant_jids(room, query)
	if query == nil then
		return nil
	end
	local found = {}
	local seen = {}
	for item in query:childtags("item") do
		local occupant_jid = occupant_jid_of(room, item)
		if occupant_jid == nil then
			return nil
		end
		if seen[occupant_jid] ~= true then
			seen[occupant_jid] = true
			table.insert(found, occupant_jid)
		end
	end
	return found
end

return _M
