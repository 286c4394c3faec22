-- Finds the room that is probed, and refuses probes of rooms that do not exist.

local st = require "util.stanza";
local jid = require "util.jid";
local jids = module:require "jids";

local _M = {};

-- Returns what a module of this host exports; nil if it is not loaded.
function _M.loaded_module(name)
	local host = prosody.hosts[module.host];
	return host and host.modules[name];
end

-- Whether this module's host is a MUC service.
function _M.are_served()
	return module:get_host_type() == "component" and _M.loaded_module("muc") ~= nil;
end

-- Whether the storage of a room failed. mod_muc gives such a room handlers that refuse everybody.
local function is_broken(muc, room)
	return room.handle_first_presence ~= muc.room_mt.handle_first_presence;
end

-- Finds the room of an address. This may read the storage.
--
-- Returns the room if the plugin answers for it: it exists, was not destroyed and could be loaded. The second result
-- is what Prosody found: `false` for a room that may not be loaded, nil for none.
function _M.find(address)
	local muc = _M.loaded_module("muc");
	local found = muc and muc.get_room_from_jid(jids.bare(address));
	if not muc or found == nil or found == false or found._data.destroyed or is_broken(muc, found) then
		return nil, found;
	end
	return found, found;
end

-- Lets a room refuse a presence after its storage failed. Prosody's router refuses what the room does not handle.
local function refuse_for_broken(event, room)
	local origin, stanza = event.origin, event.stanza;
	if jids.has_resource(stanza.attr.to) then
		return room:handle_presence_to_occupant(origin, stanza);
	end
	if not room:handle_presence_to_room(origin, stanza) then
		origin.send(st.error_reply(stanza, "cancel", "service-unavailable"));
	end
	return true;
end

-- Refuses a presence to a room that does not exist. Since 0.12, Prosody has another error for JIDs that are
-- malformed.
local function refuse_for_nobody(event)
	local origin, stanza = event.origin, event.stanza;
	if not jid.prep(jids.bare(stanza.attr.to), true) then
		origin.send(st.error_reply(stanza, "modify", "jid-malformed", nil, module.host));
	else
		origin.send(st.error_reply(stanza, "cancel", "item-not-found", nil, module.host));
	end
	return true;
end

-- Refuses a probe of a room that does not exist or cannot be loaded, with the same error as Prosody. Prosody itself
-- would read the storage a second time. Returns nil for what Prosody handles: a probe of a destroyed room, and an
-- iq, for which Prosody does not read the storage.
function _M.refuse_missing(event, found)
	local stanza = event.stanza;
	if stanza.name ~= "presence" then
		return;
	end
	if found == nil then
		return refuse_for_nobody(event);
	end
	if found == false then
		event.origin.send(st.error_reply(stanza, "wait", "resource-constraint", nil, module.host));
		return true;
	end
	if found._data.destroyed then
		return;
	end
	return refuse_for_broken(event, found);
end

-- Keeps track of who is in which room, without reading the storage. A room is noted when somebody joins it, and when
-- Prosody loads it: then its table is a new one.
function _M.follow(muc)
	local occupant_jids = {};

	local function note(room)
		if room:has_occupant() then
			occupant_jids[room.jid] = room._jid_nick;
		end
	end

	for room in muc.each_room(true) do
		note(room);
	end
	module:hook("muc-occupant-session-new", function(event)
		-- Prosody destroys a temporary room when its only occupant changes the nick, and still fires this event.
		local room = _M.find(event.room.jid);
		if room then
			note(room);
		end
	end);
	module:hook("muc-room-restored", function(event)
		note(event.room);
	end);
	module:hook("muc-occupant-left", function(event)
		-- The event is fired for a change of nick too. Only who leaves loses the role.
		if not event.occupant.role and not event.room:has_occupant() then
			occupant_jids[event.room.jid] = nil;
		end
	end);
	module:hook("muc-room-destroyed", function(event)
		occupant_jids[event.room.jid] = nil;
	end);
	return occupant_jids;
end

-- Whether an occupant JID is the prober's own (contract row 7). Reads no storage, so that a stranger's flood
-- loads no room.
function _M.is_own_occupant_jid(occupant_jids, prober, target)
	local of_room = occupant_jids[jids.bare(target)];
	return of_room ~= nil and of_room[prober] == target;
end

return _M;
