-- Finds the rooms of the service.
-- SPDX-License-Identifier: MIT

local jids = module:require "jids";

-- Finds the exports of a module of this host, if it is loaded.
local function loaded_module(name)
	local host = prosody.hosts[module.host];
	return host and host.modules[name];
end

local function is_muc_service()
	return module:get_host_type() == "component" and loaded_module("muc") ~= nil;
end

-- Looks up a room as Prosody does; `false` stands for one that may not be loaded. This may read the storage.
local function look_up(address)
	local muc = loaded_module("muc");
	return muc and muc.get_room_from_jid(jids.bare(address));
end

-- mod_muc gives a room whose storage failed handlers that refuse everybody.
local function is_broken(room)
	local muc = loaded_module("muc");
	return not muc or room.handle_first_presence ~= muc.room_mt.handle_first_presence;
end

-- The plugin answers only for rooms that were not destroyed and could be loaded.
local function is_open(found)
	return type(found) == "table" and not found._data.destroyed and not is_broken(found);
end

-- Finds a room that the plugin answers for. This may read the storage.
local function find(address)
	local found = look_up(address);
	return is_open(found) and found or nil;
end

return {
	loaded_module = loaded_module;
	is_muc_service = is_muc_service;
	look_up = look_up;
	is_open = is_open;
	find = find;
};
