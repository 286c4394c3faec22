-- Counts the changes of people and of what may be seen of them. An answer is no longer true if there was one while it was made:
-- a handler of another module may wait.
-- SPDX-License-Identifier: MIT

local changes = 0;

local function note()
	changes = changes + 1;
end

local function count()
	return changes;
end

return {
	note = note;
	count = count;
};
