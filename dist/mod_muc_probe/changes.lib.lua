-- Counts what changes in each room: its people, and what may be seen of them. An answer is no longer true if
-- there was a change while it was made: a handler of another module may wait.
-- SPDX-License-Identifier: MIT

-- The changes of each room so far. They go with the room.
local counts = setmetatable({}, { __mode = "k" });

local function count(room)
	return counts[room] or 0;
end

local function note(room)
	counts[room] = count(room) + 1;
end

-- Marks how a room is now. Two marks are equal if nothing has changed in between. Whois is in the mark: no
-- event tells of its change.
local function mark(room)
	return 2 * count(room) + (room:get_whois() == "anyone" and 1 or 0);
end

return {
	note = note;
	mark = mark;
};
