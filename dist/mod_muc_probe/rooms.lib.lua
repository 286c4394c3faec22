-- Finds the rooms of the service.

local jids = module:require "jids";

local _M = {};

-- Returns what a module of this host exports; nil if it is not loaded.
function _M.loaded_module(name)
	local host = prosody.hosts[module.host];
	return host and host.modules[name];
end

-- Whether this module's host is a MUC service.
function _M.is_muc_service()
	return module:get_host_type() == "component" and _M.loaded_module("muc") ~= nil;
end

-- Returns what Prosody finds at an address: a room, `false` for one that may not be loaded, nil for none. This may read
-- the storage.
function _M.look_up(address)
	local muc = _M.loaded_module("muc");
	return muc and muc.get_room_from_jid(jids.bare(address));
end

-- Whether the storage of a room failed. mod_muc gives such a room handlers that refuse everybody.
local function is_broken(room)
	local muc = _M.loaded_module("muc");
	return not muc or room.handle_first_presence ~= muc.room_mt.handle_first_presence;
end

-- Whether the plugin answers for what Prosody found: a room that was not destroyed, and could be loaded.
function _M.is_open(found)
	return found ~= nil and found ~= false and not found._data.destroyed and not is_broken(found);
end

-- Returns the room of an address, if the plugin answers for it. This may read the storage.
function _M.find(address)
	local found = _M.look_up(address);
	if _M.is_open(found) then
		return found;
	end
end

return _M;
