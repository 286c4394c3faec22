-- Reads the options with Prosody's getters, and takes what these take.

local configmanager = require "core.configmanager";
local serialization = require "util.serialization";

local _M = {};

-- How all names of options begin.
local PREFIX = "muc_probe";

-- How many letters may be wrong in a name that does not begin with the prefix.
local MAX_TYPOS = 2;

-- Reports a value that is not allowed, and returns the default.
local function reject(name, allowed, default_value)
	module:log("error", "Option %s is %s, allowed are %s: using %s", name,
		serialization.serialize(module:get_option(name), "debug"), allowed, tostring(default_value));
	return default_value;
end

-- What Prosody takes for true and false.
local BOOLEANS = { ["true"] = true, ["false"] = false, ["1"] = true, ["0"] = false };

-- Reads an option that is true or false. Reads it as text: Prosody's getter for booleans would log a bad value in
-- another line, without the value.
function _M.boolean(name, default_value)
	local value = BOOLEANS[module:get_option_string(name, tostring(default_value))];
	if value == nil then
		return reject(name, "true, false", default_value);
	end
	return value;
end

-- Reads an option that is one of several words. The first of them is the default.
function _M.choice(name, allowed)
	local value = module:get_option_string(name, allowed[1]);
	for _, word in ipairs(allowed) do
		if value == word then
			return word;
		end
	end
	return reject(name, table.concat(allowed, ", "), allowed[1]);
end

-- Reads an option as a number. Returns nil if it is not a number. Reads it as text, like a boolean.
local function read_number(name, default_value)
	return tonumber(module:get_option_string(name, tostring(default_value)));
end

-- Reads an option that is a number from 0 up.
function _M.number(name, default_value)
	local value = read_number(name, default_value);
	if value and value >= 0 and value < math.huge then
		return value;
	end
	return reject(name, "numbers from 0", default_value);
end

-- Reads an option that is a whole number, not lower than `least`.
function _M.integer(name, default_value, least)
	local value = read_number(name, default_value);
	if value and value >= least and value % 1 == 0 then
		return value;
	end
	return reject(name, string.format("whole numbers from %d", least), default_value);
end

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

-- Returns the known name that is nearest to another, and how far it is.
local function find_nearest(known, name)
	local nearest = PREFIX;
	local fewest = math.huge;
	for candidate in pairs(known) do
		local typos = count_typos(name, candidate);
		if typos < fewest or (typos == fewest and candidate < nearest) then
			nearest = candidate;
			fewest = typos;
		end
	end
	return nearest, fewest;
end

-- Warns of options in the configuration that look misspelt. The keys of `known` are the right names.
function _M.report_misspelt(known)
	for _, section in ipairs({ module.host, "*" }) do
		for name in pairs(configmanager.getconfig()[section] or {}) do
			local nearest, typos = find_nearest(known, name);
			if typos > 0 and (typos <= MAX_TYPOS or string.sub(name, 1, #PREFIX) == PREFIX) then
				module:log("warn", "There is no option %s, did you mean %s?", name, nearest);
			end
		end
	end
end

return _M;
