-- Generated from src/rate_limit.ts by TypeScriptToLua: changes belong there.
local _M = {}
local cache = require("util.cache")
local throttles = require("util.throttle")
local options = module:require("options")

--- Users with an allowance of their own; whoever is pushed out by others starts with a full one.
local MAX_USERS = 10000
local rate = options.number("muc_probe_rate", 20)
local burst = options.integer("muc_probe_burst", 200, 1)
local allowances = cache.new(MAX_USERS)

local function allowance_of(user)
	local known = allowances:get(user)
	if known ~= nil then
		return known
	end
	local full = throttles.create(burst, burst / rate)
	allowances:set(user, full)
	return full
end

--- Whether that many probes can ever be granted at once.
function _M.could_grant(probes)
	return rate == 0 or probes <= burst
end

--- Takes a number of probes from the allowance of a user, by its bare JID. Returns whether there were as many left.
function _M.grant(user, probes)
	if rate == 0 then
		return true
	end
	local granted = allowance_of(user):poll(probes)
	return granted
end

return _M
