-- Users and rooms for the benchmark, made without the work of logging in and joining: thousands of them in a moment.

local st = require("util.stanza")
local new_stream = require("util.xmppstream").new
local modulemanager = require("core.modulemanager")

local host = module.host
local user_host = "localhost"
local mod_muc = module:depends("muc")

local world = {
	host = host,
	user_host = user_host,
	events = prosody.hosts[host].events,
	-- stanzas that sessions were sent
	received = 0,
	-- by size
	rooms = {},
}

-- Logs a user in whose session counts what it gets.
function world.log_in(name)
	local bare_jid = name .. "@" .. user_host
	local session = {
		type = "c2s", username = name, host = user_host, resource = "bench", full_jid = bare_jid .. "/bench",
		presence = st.presence(), log = function() end, priority = 0, interested = false,
		send = function() world.received = world.received + 1 return true end,
	}
	prosody.full_sessions[session.full_jid] = session
	prosody.bare_sessions[bare_jid] = { sessions = { bench = session }, roster = {} }
	return session
end

function world.log_out(session)
	prosody.full_sessions[session.full_jid] = nil
	prosody.bare_sessions[session.username .. "@" .. user_host] = nil
end

-- Has a session read and write XML from now on. Returns a function that feeds it.
function world.connect(session)
	session.send = function(stanza)
		world.received = world.received + (tostring(stanza) ~= "" and 1 or 0)
		return true
	end
	session.notopen = true
	local stream = new_stream(session, {
		stream_ns = "http://etherx.jabber.org/streams", default_ns = "jabber:client",
		streamopened = function() session.notopen = nil end, streamclosed = function() end, error = error,
		handlestanza = function(_, stanza) prosody.core_process_stanza(session, stanza) end,
	})
	stream:feed("<stream:stream xmlns='jabber:client' xmlns:stream='http://etherx.jabber.org/streams'>")
	return function(xml) assert(stream:feed(xml)) end
end

-- The nicks in a room of some size; the first is the moderator's.
function world.nick(size, i)
	return i == 1 and ("moderator%d"):format(size) or ("size%d-%d"):format(size, i)
end

-- The session behind one of these nicks.
function world.session(size, i)
	return prosody.full_sessions[("%s@%s/bench"):format(world.nick(size, i), user_host)]
end

local function enter(room, name, role)
	local session = world.log_in(name)
	local occupant = room:new_occupant(name .. "@" .. user_host, room.jid .. "/" .. name)
	occupant.role = role
	occupant:set_session(session.full_jid, st.presence({ id = "joined" })
		:text_tag("show", "away"):text_tag("status", "about")
		:tag("c", { xmlns = "http://jabber.org/protocol/caps", hash = "sha-1", node = "https://example.com", ver = "v" }):up()
		:tag("occupant-id", { xmlns = "urn:xmpp:occupant-id:0", id = name }):up())
	room:save_occupant(occupant)
end

-- A room with that many occupants and as many absent registered users, that shows its moderators only.
local function fill_room(size, registered)
	local room = assert(mod_muc.create_room(("size%d@%s"):format(size, host)))
	if room._data and room.set_presence_broadcast then room._data.presence_broadcast = { moderator = true } end
	for i = 1, registered do
		local user = ("absent%d@%s"):format(i, user_host)
		room._affiliations[user] = "member"
		room._affiliation_data[user] = { reserved_nickname = "absent" .. i }
	end
	for i = 1, size do enter(room, world.nick(size, i), i == 1 and "moderator" or "participant") end
	return room
end

-- Makes a room of each size. In each, an asker, a target and a moderator are at hand.
function world.set_up(sizes, registered)
	world.outsider = world.log_in("outsider")
	for _, size in ipairs(sizes) do
		local room = fill_room(size, registered)
		room.size = size
		room.moderator = world.session(size, 1)
		room.asker = world.session(size, 2)
		room.target = size == 2 and room.moderator or world.session(size, size)
		world.rooms[size] = room
	end
	return true
end

-- Has probes handled by the plugin, or by Prosody alone.
function world.use(handler)
	local loaded = modulemanager.is_loaded(host, "muc_probe")
	if handler == "plugin" and not loaded then assert(modulemanager.load(host, "muc_probe")) end
	if handler == "prosody" and loaded then assert(modulemanager.unload(host, "muc_probe")) end
end

function world.occupant_jid(room, session) return room.jid .. "/" .. session.username end

-- What is done once for a measurement: a stanza that is delivered to the service.
function world.deliver(session, event, stanza)
	local data = { origin = session, stanza = stanza }
	return function() world.events.fire_event(event, data) end
end

function world.probe(session, to)
	return world.deliver(session, "presence/full", st.presence({ type = "probe", id = "p", from = session.full_jid, to = to })
		:tag("x", { xmlns = "http://jabber.org/protocol/muc" }):up())
end

function world.message(room, session)
	return world.deliver(session, "message/bare",
		st.message({ type = "groupchat", id = "m", from = session.full_jid, to = room.jid }, "hello"))
end

function world.presence_update(room, session)
	return world.deliver(session, "presence/full",
		st.presence({ from = session.full_jid, to = world.occupant_jid(room, session) }):text_tag("show", "away"))
end

function world.join(room, session)
	return world.deliver(session, "presence/full",
		st.presence({ from = session.full_jid, to = world.occupant_jid(room, session) })
			:tag("x", { xmlns = "http://jabber.org/protocol/muc" }):up())
end

function world.leave(room, session)
	return world.deliver(session, "presence/full",
		st.presence({ type = "unavailable", from = session.full_jid, to = world.occupant_jid(room, session) }))
end

return world
