-- Finds options in the configuration that look misspelt.
-- SPDX-License-Identifier: MIT

local configmanager = require "core.configmanager";

-- How all names of options begin.
local PREFIX = "muc_probe";

-- How many letters may be wrong in a name that does not begin with the prefix.
local MAX_TYPOS = 2;

-- Returns how many letters must be changed, added or removed to turn one word into the other (the Levenshtein
-- distance).
local function count_typos(word, other)
	local above = {};
	for j = 0, #other do
		above[j] = j;
	end
	for i = 1, #word do
		local row = {};
		row[0] = i;
		for j = 1, #other do
			local swapped = above[j - 1];
			if string.byte(word, i) ~= string.byte(other, j) then
				swapped = swapped + 1;
			end
			row[j] = math.min(row[j - 1] + 1, above[j] + 1, swapped);
		end
		above = row;
	end
	return above[#other];
end

-- Returns the right name that is nearest to another, and how many letters differ.
local function find_nearest(names, name)
	local nearest = PREFIX;
	local fewest = math.huge;
	for _, candidate in ipairs(names) do
		local typos = count_typos(name, candidate);
		if typos < fewest or (typos == fewest and candidate < nearest) then
			nearest = candidate;
			fewest = typos;
		end
	end
	return nearest, fewest;
end

-- Warns of options that are none of the right names, and look like one.
local function report(names)
	for _, section in ipairs({ module.host, "*" }) do
		for name in pairs(configmanager.getconfig()[section] or {}) do
			local nearest, typos = find_nearest(names, name);
			if typos > 0 and (typos <= MAX_TYPOS or string.sub(name, 1, #PREFIX) == PREFIX) then
				module:log("warn", "There is no option %s, did you mean %s?", name, nearest);
			end
		end
	end
end

return { report = report };
