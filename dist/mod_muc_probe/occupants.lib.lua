-- Finds the occupants of a room, and the absent owners of registered nicks.

local jids = module:require "jids";

-- Prosody's methods of occupants, from the module's own copy of its library.
local occupant_lib = module:require "muc/occupant";

local _M = {};

-- Returns the absent owner of a nick, as an occupant without role and sessions. Returns nil if the nick is not registered.
local function find_absent(room, target)
	local bare_jid = room:get_registered_jid(jids.nick(room, target));
	if not bare_jid then
		return;
	end
	return setmetatable({ bare_jid = bare_jid, nick = target, sessions = {} }, occupant_lib.mt);
end

-- Returns a copy of the occupant with this occupant JID. If nobody uses the nick, returns its absent owner, as an
-- occupant without role and sessions. Returns nil if the nick is not registered either.
function _M.find(room, target)
	return room:get_occupant_by_nick(target) or find_absent(room, target);
end

return _M;
