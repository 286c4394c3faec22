-- Measures, inside a running server, what a stanza costs: with the plugin, with Prosody's own handler, and the floor,
-- one ready-made answer cloned and routed. For development only; tools/bench calls what this module exports.

local json = require("util.json")
local st = require("util.stanza")
local modulemanager = require("core.modulemanager")

local host = module.host
local user_host = "localhost"
local mod_muc = module:depends("muc")
local events = prosody.hosts[host].events

-- How long a handler has its turn: so many cycles of the garbage collector, and so many seconds of CPU.
local CYCLES, LEAST_SECONDS = 3, 0.1

local received = 0

-- A user whose session counts what it gets.
local function log_in(name)
	local full_jid = name .. "@" .. user_host .. "/bench"
	local session = {
		type = "c2s", username = name, host = user_host, resource = "bench", full_jid = full_jid, presence = st.presence(),
		log = function() end, priority = 0, interested = false,
		send = function() received = received + 1 return true end,
	}
	prosody.full_sessions[full_jid] = session
	prosody.bare_sessions[name .. "@" .. user_host] = { sessions = { bench = session }, roster = {} }
	return session
end

local function enter(room, name, role)
	local session = log_in(name)
	local occupant = room:new_occupant(name .. "@" .. user_host, room.jid .. "/" .. name)
	occupant.role = role
	occupant:set_session(session.full_jid, st.presence({ id = "joined" })
		:text_tag("show", "away"):text_tag("status", "about")
		:tag("c", { xmlns = "http://jabber.org/protocol/caps", hash = "sha-1", node = "https://example.com", ver = "v" }):up()
		:tag("occupant-id", { xmlns = "urn:xmpp:occupant-id:0", id = name }):up())
	room:save_occupant(occupant)
	return session
end

-- A room with that many occupants and as many absent registered users, its presence broadcast off as far as it can be.
local function fill_room(size, registered)
	local room = assert(mod_muc.create_room(("size%d@%s"):format(size, host)))
	if room._data and room.set_presence_broadcast then room._data.presence_broadcast = {} end
	for i = 1, registered do
		local user = ("absent%d@%s"):format(i, user_host)
		room._affiliations[user] = "member"
		room._affiliation_data[user] = { reserved_nickname = "absent" .. i }
	end
	enter(room, ("moderator%d"):format(size), "moderator")
	for i = 2, size do enter(room, ("size%d-%d"):format(size, i), "participant") end
	return room
end

local rooms = {}

-- What is done once for a measurement: a stanza that is delivered to the service.
local function deliver(session, event, stanza)
	local data = { origin = session, stanza = stanza }
	return function() events.fire_event(event, data) end
end

local function probe(session, to, from)
	return deliver(session, "presence/full", st.presence({ type = "probe", id = "p", from = from or session.full_jid, to = to })
		:tag("x", { xmlns = "http://jabber.org/protocol/muc" }):up())
end

local function batch(session, room, nicks)
	local iq = st.iq({ type = "get", id = "b", from = session.full_jid, to = room.jid })
		:tag("query", { xmlns = "http://jabber.org/protocol/muc#user" })
	for _, nick in ipairs(nicks) do iq:tag("item", { jid = room.jid .. "/" .. nick }):up() end
	return deliver(session, "iq/bare", iq:up())
end

-- One ready-made presence, cloned and routed.
local function floor(room, session)
	local ready = st.presence({ id = "joined", from = room.jid .. "/somebody", to = session.full_jid })
		:text_tag("show", "away"):text_tag("status", "about")
		:tag("c", { xmlns = "http://jabber.org/protocol/caps", hash = "sha-1", node = "https://example.com", ver = "v" }):up()
		:tag("occupant-id", { xmlns = "urn:xmpp:occupant-id:0", id = "somebody" }):up()
		:tag("x", { xmlns = "http://jabber.org/protocol/muc#user" })
			:tag("item", { affiliation = "none", role = "participant" }):up():up()
	return function() room:route_stanza(st.clone(ready)) end
end

-- The operations of a case, by who handles them, and how many stanzas sessions get of each.
local cases = {}

local function occupant_jid(room, session) return room.jid .. "/" .. session.username end

local function present(room, prober, target)
	local op = probe(prober, occupant_jid(room, target))
	return { plugin = op, prosody = op, floor = floor(room, prober) }, { plugin = 1, prosody = 1, floor = 1 }
end

function cases.participant(room) return present(room, room.asker, room.target) end
function cases.moderator(room) return present(room, room.moderator, room.asker) end
function cases.oneself(room) return present(room, room.asker, room.asker) end
function cases.registered(room)
	local op = probe(room.asker, room.jid .. "/absent77")
	return { plugin = op, prosody = op }, { plugin = 1, prosody = 1 }
end
function cases.unknown(room)
	local op = probe(room.asker, room.jid .. "/nobody")
	return { plugin = op, prosody = op }, { plugin = 1, prosody = 0 }
end
function cases.outsider(room)
	local op = probe(rooms.outsider, occupant_jid(room, room.target))
	return { plugin = op, prosody = op }, { plugin = 1, prosody = 1 }
end
function cases.room(room)
	local stanza = st.presence({ type = "probe", id = "p", from = room.asker.full_jid, to = room.jid })
	local op = deliver(room.asker, "presence/bare", stanza)
	return { plugin = op, prosody = op }, { plugin = 1, prosody = 1 }
end
cases["bare JID"] = function(room)
	local bare_jid = room.asker.username .. "@" .. user_host
	local op = probe(room.asker, occupant_jid(room, room.target), bare_jid)
	return { plugin = op, prosody = op }, { plugin = 1, prosody = 1 }
end
-- As many of the room's occupants as there are, and absent registered users for the rest: a hundred different people.
local function hundred_nicks(room)
	local nicks = {}
	for i = 1, 100 do nicks[i] = i < room.size and ("size%d-%d"):format(room.size, i + 1) or "absent" .. i end
	return nicks
end
cases["batch of 100"] = function(room)
	local nicks = hundred_nicks(room)
	local singles = {}
	for i, nick in ipairs(nicks) do singles[i] = probe(room.asker, room.jid .. "/" .. nick) end
	local function one_by_one()
		for i = 1, #singles do singles[i]() end
	end
	return { plugin = batch(room.asker, room, nicks), prosody = one_by_one }, { plugin = 101, prosody = 100 }
end
cases["presence update"] = function(room)
	local op = deliver(room.asker, "presence/full",
		st.presence({ from = room.asker.full_jid, to = room.jid .. "/" .. room.asker.username }):text_tag("show", "away"))
	return { plugin = op, prosody = op }, { plugin = -1, prosody = -1 }
end
cases["groupchat message"] = function(room)
	local op = deliver(room.asker, "message/bare",
		st.message({ type = "groupchat", id = "m", from = room.asker.full_jid, to = room.jid }, "hello"))
	return { plugin = op, prosody = op }, { plugin = room.size, prosody = room.size }
end
cases.join = function(room)
	local joining = deliver(rooms.outsider, "presence/full",
		st.presence({ from = rooms.outsider.full_jid, to = room.jid .. "/newcomer" })
			:tag("x", { xmlns = "http://jabber.org/protocol/muc" }):up())
	local leaving = deliver(rooms.outsider, "presence/full",
		st.presence({ type = "unavailable", from = rooms.outsider.full_jid, to = room.jid .. "/newcomer" }))
	local function op() joining() leaving() end
	return { plugin = op, prosody = op }, { plugin = -1, prosody = -1 }
end

local function set_up(sizes, registered)
	rooms.outsider = log_in("outsider")
	for _, size in ipairs(sizes) do
		local room = fill_room(size, registered)
		room.size = size
		room.moderator = prosody.full_sessions[("moderator%d@%s/bench"):format(size, user_host)]
		room.asker = prosody.full_sessions[("size%d-2@%s/bench"):format(size, user_host)]
		room.target = size == 2 and room.moderator or prosody.full_sessions[("size%d-%d@%s/bench"):format(size, size, user_host)]
		rooms[size] = room
	end
	return true
end

local function use(handler)
	local loaded = modulemanager.is_loaded(host, "muc_probe")
	if handler == "plugin" and not loaded then assert(modulemanager.load(host, "muc_probe")) end
	if handler == "prosody" and loaded then assert(modulemanager.unload(host, "muc_probe")) end
end

local function run(op, times)
	for _ = 1, times do op() end
end

-- Cycles the garbage collector has come through.
local cycles = 0
local function count_cycles()
	setmetatable({}, { __gc = function() cycles = cycles + 1 count_cycles() end })
end
count_cycles()

-- Seconds of CPU for one operation, and a check that it was answered as often as it should be. Over whole cycles of the
-- collector: with a large heap a part of one would decide what is measured.
local function measure_time(op, answers)
	local function run_cycles(wanted, least_seconds)
		local times, until_cycle, started = 0, cycles + wanted, os.clock()
		repeat
			op()
			times = times + 1
		until cycles >= until_cycle and os.clock() - started >= least_seconds
		return times, os.clock() - started
	end
	run_cycles(1, 0)
	received = 0
	local times, seconds = run_cycles(CYCLES, LEAST_SECONDS)
	assert(answers < 0 or received == times * answers, ("%d answers to %d of %d each"):format(received, times, answers))
	return seconds / times
end

-- Bytes allocated for one operation.
local function measure_memory(op, times)
	run(op, 10)
	collectgarbage() collectgarbage() collectgarbage("stop")
	local before = collectgarbage("count")
	run(op, times)
	local bytes = (collectgarbage("count") - before) * 1024 / times
	collectgarbage("restart")
	return bytes
end

-- Measures a case in a room, the handlers in turn, several rounds. Returns JSON: by handler, lists of seconds, and bytes.
local function measure(case, size, rounds)
	assert(rounds >= 1)
	local ops, answers = cases[case](rooms[size])
	local results = {}
	for round = 1, rounds do
		for _, handler in ipairs({ "prosody", "plugin", "floor" }) do
			if ops[handler] then
				use(handler)
				results[handler] = results[handler] or { seconds = {}, bytes = measure_memory(ops[handler], 50) }
				results[handler].seconds[round] = measure_time(ops[handler], answers[handler])
			end
		end
	end
	return json.encode(results)
end

-- For counting instructions from outside: does an operation that many times, with one handler.
local function repeat_case(case, size, handler, times)
	use(handler)
	run(cases[case](rooms[size])[handler], times)
	return true
end

module.environment.bench = { set_up = set_up, measure = measure, repeat_case = repeat_case }
