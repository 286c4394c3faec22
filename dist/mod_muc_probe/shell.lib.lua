-- Generated from src/shell.ts by TypeScriptToLua: changes belong there.
local _M = {}
local jid = require("util.jid")
local probers = module:require("probers")
local rooms = module:require("rooms")

local SECTION = "muc_probe"
local SECTION_DESC = "Presence probes in chat rooms"

local function tell(ask, occupant_jid, user_jid)
	local target = jid.prep(occupant_jid)
	local user = jid.prep(user_jid)
	if target == nil or user == nil or jid.resource(target) == nil then
		return false, "Give the occupant JID that is asked for (room@service/nick) and the JID of the user who asks"
	end
	local room = rooms.find(target)
	if room == nil then
		return false, "No such room"
	end
	local prober = probers.find(room, user)
	if prober == nil then
		return true, "not-acceptable: the user is not in the room"
	end
	local outcome, presence = ask(room, prober, target)
	if presence == nil then
		return true, "silent: another module takes the answer away"
	end
	return true, string.format("%s: %s", outcome, tostring(presence))
end

--- Offers the commands: what a user would be told, and the counters.
function _M.offer(ask, describe_answers)
	module:add_item("shell-command", {
		section = SECTION,
		section_desc = SECTION_DESC,
		name = "ask",
		desc = "What a user would be told about a nick",
		args = { { name = "occupant_jid", type = "string" }, { name = "user_jid", type = "string" } },
		host_selector = "occupant_jid",
		handler = function(_, occupant_jid, user_jid)
			return tell(ask, occupant_jid, user_jid)
		end,
	})
	module:add_item("shell-command", {
		section = SECTION,
		section_desc = SECTION_DESC,
		name = "answers",
		desc = "How many answers there were since the module was loaded, by outcome",
		args = { { name = "service", type = "string" } },
		host_selector = "service",
		handler = function()
			return true, describe_answers()
		end,
	})
end

return _M
