-- Finds options in the configuration that look misspelt, or are where nothing reads them.
-- SPDX-License-Identifier: MIT

local configmanager = require "core.configmanager";

-- The beginning of all names of options.
local PREFIX = "muc_probe";

-- The most letters that may be wrong in a name without the prefix.
local MAX_TYPOS = 2;

-- The most letters by which a name may differ from the one proposed.
local MAX_PROPOSED = 3;

-- Counts the letters to change, add or remove to turn one word into the other (the Levenshtein distance). Of
-- words too far apart it says no more than that: most options are those of other modules.
local function count_typos(word, other)
	if math.abs(#word - #other) > MAX_PROPOSED then
		return math.huge;
	end
	local above = {};
	for j = 0, #other do
		above[j] = j;
	end
	for i = 1, #word do
		local row = {};
		row[0] = i;
		local fewest = i;
		for j = 1, #other do
			local swapped = above[j - 1];
			if word:byte(i) ~= other:byte(j) then
				swapped = swapped + 1;
			end
			row[j] = math.min(row[j - 1] + 1, above[j] + 1, swapped);
			fewest = math.min(fewest, row[j]);
		end
		if fewest > MAX_PROPOSED then return math.huge; end
		above = row;
	end
	return above[#other];
end

-- Finds the nearest of the right names. The first in order wins a tie.
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

local function contains(names, name)
	for _, each in ipairs(names) do
		if each == name then return true; end
	end
	return false;
end

-- Warns of an option that is none of the right ones, if it looks like one.
local function report_misspelt(names, name)
	if contains(names, name) then return; end
	local nearest, typos = find_nearest(names, name:lower());
	if typos > MAX_TYPOS and name:sub(1, #PREFIX) ~= PREFIX then
		return;
	end
	if typos <= MAX_PROPOSED then
		module:log("warn", "There is no option %s, did you mean %s?", name, nearest);
	else
		module:log("warn", "There is no option %s, only %s", name, table.concat(names, ", "));
	end
end

-- Warns of options on a host without rooms, where no module reads them.
local function report_misplaced(names, host, options)
	for _, name in ipairs(names) do
		if options[name] ~= nil then
			module:log("warn", "Option %s has no effect on %s, set it on the component %s", name, host, module.host);
		end
	end
end

-- Warns of options that are misspelt or misplaced. The names are the right ones.
local function report(names)
	for section, options in pairs(configmanager.getconfig()) do
		if section == module.host or section == "*" then
			for name in pairs(options) do
				report_misspelt(names, name);
			end
		elseif options.component_module ~= "muc" then
			report_misplaced(names, section, options);
		end
	end
end

return { report = report };
