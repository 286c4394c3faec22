-- Makes answers that are still true when they are ready: a handler of another module may wait, and the room
-- may change meanwhile.
-- SPDX-License-Identifier: MIT

local changes = module:require "changes";
local gate = module:require "gate";

-- The most attempts, if the room changes each time.
local MAX_ATTEMPTS = 3;

-- Makes an answer, anew if the room has changed meanwhile. The mark is that of the room when the answer was
-- ready.
local function make(build, prober, target, id)
	for _ = 1, MAX_ATTEMPTS do
		local room = prober.room;
		local mark = changes.mark(room);
		local outcome, presence = build(prober, target, id);
		if not gate.is_still_in(prober) then return "outside"; end
		if prober.room == room and changes.mark(room) == mark then
			return outcome, presence, mark;
		end
	end
	return "changed";
end

return { make = make };
