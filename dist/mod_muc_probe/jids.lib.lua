-- Takes JIDs apart (RFC 7622 §3.1) that the router has checked. `util.jid` checks them again, which takes
-- four times as long.
-- SPDX-License-Identifier: MIT

local encodings = require "util.encodings";

-- Finds the slash before the resource.
local function find_slash(jid)
	return (jid:find("/"));
end

local function has_resource(jid)
	return find_slash(jid) ~= nil;
end

local function bare(jid)
	local slash = find_slash(jid);
	if not slash then return jid; end
	return jid:sub(1, slash - 1);
end

-- The occupant JID must be one of the room.
local function nick(room, occupant_jid)
	return occupant_jid:sub(#room.jid + 2);
end

-- Builds the occupant JID of a nick as somebody wrote it; nil if the nick is malformed, or empty once
-- prepared.
local function with_nick(room, written)
	local prepared = encodings.stringprep.resourceprep(written);
	if not prepared or prepared == "" then return; end
	return room.jid.."/"..prepared;
end

return {
	has_resource = has_resource;
	bare = bare;
	nick = nick;
	with_nick = with_nick;
};
