-- Generated from src/rooms.ts by TypeScriptToLua: changes belong there.
local _M = {}
local addresses = module:require("addresses")

--- What a module of this host exports; nil if it is not loaded.
function _M.loaded_module(name)
	local host = prosody.hosts[module.host]
	if host == nil then
		return nil
	end
	return host.modules[name]
end

--- Whether this module's host is a MUC service.
function _M.are_served()
	return module:get_host_type() == "component" and _M.loaded_module("muc") ~= nil
end

--- A room whose storage failed: mod_muc gives it a handler of its own, which refuses everybody.
local function is_broken(service, room)
	return room.handle_first_presence ~= service.room_mt.handle_first_presence
end

--- The room an address belongs to; nil where there is none to answer for: unknown, destroyed, or not to be loaded.
function _M.find(address)
	local service = _M.loaded_module("muc")
	if service == nil then
		return nil
	end
	local room = service.get_room_from_jid(addresses.bare(address))
	if room == nil or room == false or room._data.destroyed == true or is_broken(service, room) then
		return nil
	end
	return room
end

return _M
