-- Finds who is in a room, and who has registered a nick there.

local jids = module:require "jids";

-- Prosody's methods of occupants, from the module's own copy of its library.
local occupant_lib = module:require "muc/occupant";

local _M = {};

-- Whether a JID is a session of an occupant. The JID may be bare: bots and components join from bare JIDs
-- (contract row 1).
function _M.is_in_room(room, real_jid)
	return room:get_occupant_jid(real_jid) ~= nil;
end

-- Returns the occupant of a session. Returns nil if the session is not in the room. This is the room's own record:
-- do not change it, and do not give it to other modules. Prosody's method would copy the presence of every session.
function _M.of_session(room, real_jid)
	local occupant_jid = room:get_occupant_jid(real_jid);
	if not occupant_jid then
		return;
	end
	return room._occupants[occupant_jid];
end

-- Whether an occupant is of the same user as the prober (contract row 7).
function _M.is_oneself(prober, occupant)
	return jids.bare(prober) == occupant.bare_jid;
end

-- Returns the owner of a registered nick as an occupant without role and sessions. Returns nil if the nick is not
-- registered.
local function absent(room, target)
	local bare_jid = room:get_registered_jid(jids.nick(room, target));
	if not bare_jid then
		return;
	end
	return setmetatable({ bare_jid = bare_jid, nick = target, sessions = {} }, occupant_lib.mt);
end

-- Returns a copy of the occupant with this occupant JID. If nobody uses the nick, returns its absent owner, as an
-- occupant without role and sessions. Returns nil if the nick is not registered either.
function _M.find(room, target)
	return room:get_occupant_by_nick(target) or absent(room, target);
end

return _M;
