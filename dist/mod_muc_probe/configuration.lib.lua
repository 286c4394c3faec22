-- Reads options with Prosody's getters, and accepts the values that they accept.
-- SPDX-License-Identifier: MIT

local serialization = require "util.serialization";

-- The largest number that is allowed. Prosody 0.11 cannot write those from 2^63 up.
local MAX_NUMBER = 1000000000;

-- The names of the options that were read.
local names = {};

-- The options that are not at their defaults, as they would be written.
local changed = {};

-- Takes note of a value that is not the default, and returns it.
local function note(name, value, default_value)
	if value ~= default_value then
		table.insert(changed, name.." = "..serialization.serialize(value, "debug"));
	end
	return value;
end

-- Reports a value that is not allowed, and returns the default.
local function reject(name, allowed, default_value)
	module:log("error", "Option %s is %s, allowed are %s: using %s", name,
		serialization.serialize(module:get_option(name), "debug"), allowed,
		serialization.serialize(default_value, "debug"));
	return default_value;
end

-- Reads an option as text.
local function read(name, default_value)
	table.insert(names, name);
	return module:get_option_string(name, default_value);
end

-- Prosody's words for true and false.
local BOOLEANS = { ["true"] = true, ["false"] = false, ["1"] = true, ["0"] = false };

-- Reads an option that is true or false. Reads it as text: Prosody's getter for booleans would log a bad
-- value in another line, without the value.
local function boolean(name, default_value)
	local value = BOOLEANS[read(name, tostring(default_value))];
	if value == nil then
		return reject(name, "true, false", default_value);
	end
	return note(name, value, default_value);
end

-- Reads an option that is one of several words. The first of them is the default.
local function choice(name, allowed)
	local value = read(name, allowed[1]);
	for _, word in ipairs(allowed) do
		if value == word then return note(name, word, allowed[1]); end
	end
	return reject(name, '"'..table.concat(allowed, '", "')..'"', allowed[1]);
end

-- Reads an option as a number; nil if it is none, or is not in the range. Reads it as text, like a boolean.
local function read_number(name, default_value, least)
	local value = tonumber(read(name, tostring(default_value)));
	if value and value >= least and value <= MAX_NUMBER then
		return value;
	end
end

-- Reads an option that is 0, or a number that is not lower than `least`.
local function number(name, default_value, least)
	local value = read_number(name, default_value, 0);
	if value and (value == 0 or value >= least) then
		return note(name, value, default_value);
	end
	return reject(name, string.format("0 and numbers from %s to %d", least, MAX_NUMBER), default_value);
end

-- Reads an option that is a whole number, not lower than `least`.
local function integer(name, default_value, least)
	local value = read_number(name, default_value, least);
	if value and value % 1 == 0 then
		return note(name, value, default_value);
	end
	return reject(name, string.format("whole numbers from %d to %d", least, MAX_NUMBER), default_value);
end

return {
	names = names;
	changed = changed;
	boolean = boolean;
	choice = choice;
	number = number;
	integer = integer;
};
