-- Generated from src/options.ts by TypeScriptToLua: changes belong there.
local _M = {}

--- Reports a value that is not allowed.
local function reject(name, value, allowed, default_value)
	module:log("error", "Option %s is %q, allowed are %s: using %s", name, tostring(value), allowed, default_value)
end

--- An option that is true or false.
function _M.boolean(name, default_value)
	local value = module:get_option(name)
	if value == true or value == false then
		return value
	end
	if value ~= nil then
		reject(name, value, "true, false", tostring(default_value))
	end
	return default_value
end

--- An option that is one of several words, the first of which is the default.
function _M.choice(name, allowed)
	local value = module:get_option(name)
	for _, word in ipairs(allowed) do
		if value == word then
			return word
		end
	end
	if value ~= nil then
		reject(name, value, table.concat(allowed, ", "), allowed[1])
	end
	return allowed[1]
end

return _M
