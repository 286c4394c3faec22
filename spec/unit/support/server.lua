-- A MUC service in memory: Prosody's own libraries and its own mod_muc, with a module API just large enough to
-- load them and the plugin. PROSODY_SOURCE names the folder of the release, default that of the installed one.

-- Rubbish is collected less often than usual: a tenth of the time of all specs.
collectgarbage("setpause", 400)

local source = os.getenv("PROSODY_SOURCE") or "/usr/lib/prosody"
local dist = os.getenv("DIST") or "dist/mod_muc_probe"
-- Once, though each file of specs loads this anew: the loader doubles what finds libraries.
if package.path:sub(1, #source) ~= source then
	package.path = source .. "/?.lua;" .. package.path
	package.cpath = source .. "/?.so;" .. package.cpath
	pcall(dofile, source .. "/loader.lua") -- from 13.0 libraries are prosody.util.*, and found by both names
end
require("spec.unit.support.c_libraries").stand_in_where_needed()

local envload = require("util.envload").envload
local events = require("util.events")
local format = require("util.format").format
local jid = require("util.jid")
local st = require("util.stanza")

-- Lua files as they are once compiled: each service loads them anew, all of mod_muc too.
local compiled = {}

local function load_file(path, environment)
	compiled[path] = compiled[path] or string.dump(assert(loadfile(path)))
	return assert(envload(compiled[path], "@" .. path, environment))()
end

local HOST = "conference.example"
local config = {}
package.preload["core.configmanager"] = function()
	return { getconfig = function() return config end }
end
package.preload["core.usermanager"] = function()
	return { is_admin = function() return false end }
end

local version = assert(io.open(source .. "/prosody.version")):read("*l")
local has_metrics = not version:find("^0%.11")

local function nothing() end

-- The module API, after core/moduleapi.lua. What mod_muc calls while it loads and no test looks at does nothing.
local api = {}

function api:get_host_type() return prosody.hosts[self.host].type end
function api:hook(event, handler, priority)
	if self.name == "muc_probe" then table.insert(self.server.hooked, { event, handler }) end
	prosody.hosts[self.host].events.add_handler(event, handler, priority)
end
function api:wrap_event(event, handler)
	table.insert(self.server.wrapped, { event, handler })
	prosody.hosts[self.host].events.wrappers.add_handler(event, handler)
end
function api:unhook(event, handler) prosody.hosts[self.host].events.remove_handler(event, handler) end
function api:fire_event(...) return prosody.hosts[self.host].events.fire_event(...) end
-- A module that is not loaded exports whatever is asked for, and it does nothing.
function api:depends(name)
	return prosody.hosts[self.host].modules[name] or setmetatable({}, { __index = function() return nothing end })
end
function api:get_option(name, default)
	if self.options[name] == nil then return default end
	return self.options[name]
end
api.get_option_enum, api.get_option_integer = api.get_option, api.get_option
function api:get_option_scalar(name, default)
	local value = self:get_option(name, default)
	if type(value) == "table" then return value[1] end
	return value
end
function api:get_option_string(name, default)
	local value = self:get_option_scalar(name, default)
	return value ~= nil and tostring(value) or nil
end
function api:get_option_number(name, default) return tonumber(self:get_option_scalar(name, default)) end
function api:get_option_boolean(name, default)
	local value = self:get_option_scalar(name, default)
	if value == true or value == "true" or value == 1 then return true end
	if value == false or value == "false" or value == 0 then return false end
	return nil
end
function api:add_timer(delay, callback)
	local timer = { delay = delay, callback = callback }
	function timer:stop() self.stopped = true end
	table.insert(self.server.timers, timer)
	return timer
end
function api:get_option_period() return 86400 end
function api:log(level, message, ...)
	table.insert(self.server.log, { level = level, text = format(message, ...) })
end
function api:send(stanza) table.insert(self.server.routed, st.clone(stanza)) end
function api:measure(name)
	return function(count) self.server.counters[name] = (self.server.counters[name] or 0) + (count or 1) end
end
if has_metrics then
	function api:metric(_, name, _, _, labels)
		return { with_labels = function(_, value)
			local counter = name .. "{" .. labels[1] .. "=" .. value .. "}"
			return { add = function(_, count) self:measure(counter)(count) end }
		end }
	end
else
	api.metric = false
end
function api:add_item(kind, item) table.insert(self.server.items, { kind = kind, item = item }) end
function api:shared() return {} end
function api:context() return self end
-- Tests look at what is kept of rooms, and neither at who was in them nor at the list of rooms.
function api:open_store(name)
	if name == "persistent" then
		local list = self.server.list
		local function copy()
			local rooms = {}
			for room_jid in pairs(list) do rooms[room_jid] = true end
			return rooms
		end
		return { get = copy, set = function(_, _, room_jid, kept) list[room_jid] = kept end }
	end
	local data = name == "state" and self.server.states or self.server.storage
	return {
		get = function(_, key)
			self.server.reads = self.server.reads + 1
			if data.broken then return nil, "disk on fire" end
			return data[key]
		end,
		set = function(_, key, value) if key ~= nil then data[key] = value end return true end,
	}
end
function api:require(library)
	local path = library:find("^muc") and source .. "/modules/muc/" .. library:gsub("^muc/", "") .. ".lib.lua"
		or self.name == "muc_probe" and dist .. "/" .. library .. ".lib.lua"
	if not path then return { new = nothing } end
	return load_file(path, self.environment)
end

local function new_module(server, name, host)
	local module = { name = name, host = host, server = server, options = server.options }
	module._log = function(...) return api.log(module, ...) end
	setmetatable(module, { __index = function(_, key)
		if api[key] == nil then return nothing end
		return api[key] or nil
	end })
	module.environment = setmetatable({ module = module }, { __index = _G })
	return module
end

local function load_module(server, name, path)
	local module = new_module(server, name, HOST)
	prosody.hosts[HOST].modules[name] = module.environment
	load_file(path, module.environment)
	return module.environment
end

local Server = {}
Server.__index = Server

-- A service with the plugin loaded. `options` are those of the component. With a `type` it is another kind of host, on
-- which those `modules` are loaded.
local function start(options, type, modules)
	local server = setmetatable({
		options = options or {}, log = {}, routed = {}, storage = {}, states = {}, list = {}, counters = {}, items = {}, timers = {},
		hooked = {}, wrapped = {}, reads = 0,
	}, Server)
	config[HOST] = server.options
	local host_events = events.new()
	local host = { type = type or "component", events = host_events, modules = modules or {} }
	_G.prosody = { bare_sessions = {}, hosts = { [HOST] = host } }
	if type == nil then
		server.muc = load_module(server, "muc", source .. "/modules/muc/mod_muc.lua")
	end
	load_module(server, "muc_probe", dist .. "/mod_muc_probe.lua")
	return server
end

-- A library of the plugin, as the plugin has loaded it.
function Server.library(_, name) return prosody.hosts[HOST].modules.muc_probe.module:require(name) end

-- Unloads the plugin, and loads it again with what it has saved.
function Server:reload()
	local module = prosody.hosts[HOST].modules.muc_probe.module
	local saved = module.save()
	module.unload()
	local host_events = prosody.hosts[HOST].events
	for _, hooked in ipairs(self.hooked) do host_events.remove_handler(hooked[1], hooked[2]) end
	for _, wrapped in ipairs(self.wrapped) do host_events.wrappers.remove_handler(wrapped[1], wrapped[2]) end
	self.hooked, self.wrapped = {}, {}
	load_module(self, "muc_probe", dist .. "/mod_muc_probe.lua").module.restore(saved)
end

function Server:hook(event, handler, priority)
	prosody.hosts[HOST].events.add_handler(event, handler, priority)
end

local function fire(server, stanza, payload)
	local got = {}
	server.routed = {}
	local node, _, resource = jid.split(stanza.attr.to)
	local kind = not node and "host" or resource and "full" or "bare"
	local handled = prosody.hosts[HOST].events.fire_event(stanza.name .. "/" .. kind .. payload, {
		origin = { send = function(reply) table.insert(got, st.clone(reply)) end },
		stanza = stanza,
	})
	return handled, server.routed, got
end

-- Delivers a stanza as the router would. Returns whether it was handled, what was routed, and what the origin got.
function Server:deliver(stanza) return fire(self, stanza, "") end

-- The same for an iq, to those who handle payloads of its kind.
function Server:ask(iq) return fire(self, iq, "/" .. iq.tags[1].attr.xmlns .. ":" .. iq.tags[1].name) end

function Server:room()
	return assert(self.muc.create_room("room@" .. HOST))
end

-- Lets a session into a room, past the policies for joining, and unless it is to be `unseen` with the event that says so.
function Server:join(room, real_jid, nick, role, presence, unseen)
	local occupant = room:get_occupant_by_nick(room.jid .. "/" .. nick)
		or room:new_occupant(jid.bare(real_jid), room.jid .. "/" .. nick)
	occupant.role = role or "participant"
	occupant:set_session(real_jid, presence or st.presence({ id = "joined" }))
	room:save_occupant(occupant)
	if not unseen then
		self.muc.module:fire_event("muc-occupant-session-new", {
			room = room, occupant = occupant, nick = occupant.nick, jid = real_jid,
			stanza = st.presence({ from = real_jid, to = occupant.nick }),
		})
		self.routed = {}
	end
	return occupant
end

-- Probes, and returns whether the probe was handled, what was routed, and what the origin got.
function Server:probe(from, to, id)
	return self:deliver(st.presence({ from = from, to = to, id = id or "probe1", type = "probe" })
		:tag("x", { xmlns = "http://jabber.org/protocol/muc" }):tag("secret"):up():up())
end

-- The messages that were logged at a level.
function Server:logged(level)
	local texts = {}
	for _, line in ipairs(self.log) do
		if line.level == level then table.insert(texts, line.text) end
	end
	return texts
end

return { start = start, host = HOST, api = api }
