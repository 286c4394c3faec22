-- Generated from src/options.ts by TypeScriptToLua: changes belong there.
local _M = {}
local serialization = require("util.serialization")

--- Reports a value that is not allowed.
local function reject(name, value, allowed, default_value)
	module:log(
		"error",
		"Option %s is %s, allowed are %s: using %s",
		name,
		serialization.serialize(value, "debug"),
		allowed,
		tostring(default_value)
	)
end

--- An option that is true or false.
function _M.boolean(name, default_value)
	local value = module:get_option(name, default_value)
	if value == true or value == false then
		return value
	end
	reject(name, value, "true, false", default_value)
	return default_value
end

--- An option that is one of several words, the first of which is the default.
function _M.choice(name, allowed)
	local default_value = allowed[1]
	local value = module:get_option(name, default_value)
	for _, word in ipairs(allowed) do
		if value == word then
			return word
		end
	end
	reject(name, value, table.concat(allowed, ", "), default_value)
	return default_value
end

--- An option that is a number from 0 up.
function _M.number(name, default_value)
	local value = module:get_option(name, default_value)
	if type(value) == "number" and value >= 0 then
		return value
	end
	reject(name, value, "numbers from 0", default_value)
	return default_value
end

--- An option that is a whole number from some least one up.
function _M.integer(name, default_value, least)
	local value = module:get_option(name, default_value)
	if type(value) == "number" and value >= least and value % 1 == 0 then
		return value
	end
	reject(name, value, "whole numbers from " .. tostring(least), default_value)
	return default_value
end

return _M
