-- Remembers who is in which room, without reading the storage. A room is noted when somebody joins it, and
-- when Prosody loads it.
-- SPDX-License-Identifier: MIT

local jids = module:require "jids";
local rooms = module:require "rooms";

-- The occupant JIDs of a room's sessions, by real JID, for each room that was seen. These are the rooms' own
-- tables. They stay when Prosody swaps a room to disk, even one with occupants.
local occupant_jids = {};

-- Stands for the table of a room that everybody has left: that table keeps its size.
local NOBODY = {};

local function note(room)
	occupant_jids[room.jid] = room._jid_nick;
end

-- The prober may be in a room that was seen, even if Prosody has swapped it to disk since.
local function has_seen(address)
	return occupant_jids[jids.bare(address)] ~= nil;
end

-- True if the room is still the object that Prosody keeps in memory for its JID.
local function is_current(room)
	return occupant_jids[room.jid] == room._jid_nick;
end

-- True of a session's own occupant JID (contract row 7).
local function is_own_occupant_jid(session, target)
	local of_room = occupant_jids[jids.bare(target)];
	return of_room ~= nil and of_room[session] == target;
end

-- Notes the rooms in memory, and hooks what happens in rooms.
local function start()
	for room in rooms.loaded_module("muc").each_room(true) do
		note(room);
	end
	module:hook("muc-occupant-session-new", function(event)
		-- Prosody destroys a temporary room when its only occupant changes the nick, and still fires this event.
		local room = rooms.find(event.room.jid);
		if room then
			note(room);
		end
	end);
	module:hook("muc-room-created", function(event)
		note(event.room);
	end);
	module:hook("muc-room-restored", function(event)
		note(event.room);
	end);
	module:hook("muc-occupant-left", function(event)
		-- The event is fired for a change of nick too. Only who leaves loses the role.
		if not event.occupant.role and not event.room:has_occupant() then
			occupant_jids[event.room.jid] = NOBODY;
		end
	end);
	module:hook("muc-room-destroyed", function(event)
		occupant_jids[event.room.jid] = nil;
	end);
end

return {
	has_seen = has_seen;
	is_current = is_current;
	is_own_occupant_jid = is_own_occupant_jid;
	start = start;
};
