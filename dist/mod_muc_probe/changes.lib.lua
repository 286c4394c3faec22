-- Counts what changes in each room: its people, and what may be seen of them. An answer is no longer true if
-- there was a change while it was made: a handler of another module may wait.
-- SPDX-License-Identifier: MIT

-- The number of the last change of each room. They go with the room.
local last_of = setmetatable({}, { __mode = "k" });

-- The changes of all rooms so far: a room that Prosody has loaded anew has another number than before.
local count = 0;

-- False once the module is unloaded: nothing tells it of changes then.
local is_told = true;

local function note(room)
	count = count + 1;
	last_of[room] = count;
end

-- Marks how a room is now. Two marks are equal if nothing has changed in between. Whois is in the mark: no
-- event tells of its change.
local function mark(room)
	if not is_told or not last_of[room] then
		note(room);
	end
	return 2 * last_of[room] + (room:get_whois() == "anyone" and 1 or 0);
end

-- No two marks are equal from now on: an answer may still be made for whoever has asked before a reload.
local function stop()
	is_told = false;
end

return {
	note = note;
	mark = mark;
	stop = stop;
};
