-- The rate limit, the statistics and the commands of the shell.

local support = require("spec.unit.support.server")
local start = support.start
local st = require("util.stanza")

local JULIET = "juliet@capulet.example/balcony"
local server, room

local function start_with(options)
	server = start(options)
	room = server:room()
	server:join(room, JULIET, "Juliet")
end

local function probe_times(count, from, to)
	local answered, refused = 0, 0
	for _ = 1, count do
		local _, routed, got = server:probe(from, to)
		answered, refused = answered + #routed, refused + #got
	end
	return answered, refused
end

describe("the rate limit", function()
	it("grants the burst, then refuses with wait / resource-constraint and the id mirrored", function()
		start_with({ muc_probe_rate = 0.001, muc_probe_burst = 3 })
		assert.same({ 3, 0 }, { probe_times(3, JULIET, room.jid .. "/Juliet") })
		local _, routed, got = server:probe(JULIET, room.jid .. "/Juliet", "fourth")
		assert.equal(0, #routed)
		local kind, condition = got[1]:get_error()
		assert.same({ "wait", "resource-constraint", "fourth" }, { kind, condition, got[1].attr.id })
	end)

	it("is one for all sessions of a user, and another for another user", function()
		start_with({ muc_probe_rate = 0.001, muc_probe_burst = 2 })
		server:join(room, "juliet@capulet.example/tomb", "Juliet")
		server:join(room, "romeo@montague.example/garden", "Romeo")
		assert.same({ 2, 0 }, { probe_times(2, JULIET, room.jid .. "/Juliet") })
		assert.same({ 0, 1 }, { probe_times(1, "juliet@capulet.example/tomb", room.jid .. "/Juliet") })
		assert.same({ 1, 0 }, { probe_times(1, "romeo@montague.example/garden", room.jid .. "/Juliet") })
	end)

	it("applies before the room is looked up, so that no stranger loads rooms", function()
		start_with({ muc_probe_rate = 0.001, muc_probe_burst = 1 })
		probe_times(1, "tybalt@capulet.example/street", room.jid .. "/Juliet")
		local looked_up = false
		local find = server.muc.get_room_from_jid
		server.muc.get_room_from_jid = function(...) looked_up = true return find(...) end
		probe_times(1, "tybalt@capulet.example/street", room.jid .. "/Juliet")
		assert.is_false(looked_up)
	end)

	it("counts the items of a batch", function()
		start_with({ muc_probe_rate = 0.001, muc_probe_burst = 3, muc_probe_batch_limit = 3 })
		local function batch()
			local got = {}
			local iq = st.iq({ type = "get", id = "b", from = JULIET, to = room.jid })
				:tag("query", { xmlns = "http://jabber.org/protocol/muc#user" })
				:tag("item", { jid = room.jid .. "/A" }):up():tag("item", { jid = room.jid .. "/B" }):up():up()
			prosody.hosts[support.host].events.fire_event("iq/bare/http://jabber.org/protocol/muc#user:query", {
				origin = { send = function(stanza) table.insert(got, stanza) end }, stanza = iq,
			})
			return #got
		end
		assert.equal(0, batch())
		assert.equal(1, batch())
		assert.same({ 1, 0 }, { probe_times(1, JULIET, room.jid .. "/Juliet") })
	end)

	it("is off with muc_probe_rate = 0", function()
		start_with({ muc_probe_rate = 0, muc_probe_burst = 1 })
		assert.same({ 50, 0 }, { probe_times(50, JULIET, room.jid .. "/Juliet") })
	end)

	it("lets 200 through at once by default", function()
		start_with({})
		local answered, refused = probe_times(300, JULIET, room.jid .. "/Juliet")
		assert.equal(300, answered + refused)
		assert.is_true(answered >= 200 and answered < 230, answered .. " answered")
	end)

	it("keeps a bounded table: ten thousand users push the first one out", function()
		start_with({ muc_probe_rate = 0.001, muc_probe_burst = 1 })
		probe_times(1, JULIET, room.jid .. "/Juliet")
		for i = 1, 10000 do server:probe(("u%d@capulet.example/x"):format(i), room.jid .. "/Juliet") end
		assert.same({ 1, 0 }, { probe_times(1, JULIET, room.jid .. "/Juliet") })
	end)

	it("that is lower than a batch may be is reported", function()
		start_with({ muc_probe_burst = 50 })
		assert.is_truthy(table.concat(server:logged("warn")):find("muc_probe_burst", 1, true))
	end)
end)

describe("Prosody's statistics", function()
	it("count answers by outcome", function()
		start_with({})
		room:set_affiliation(true, "mercutio@montague.example", "member", nil, { reserved_nickname = "Mercutio" })
		for _, nick in ipairs({ "Juliet", "Juliet", "Mercutio", "Nobody" }) do server:probe(JULIET, room.jid .. "/" .. nick) end
		server:probe(JULIET, room.jid)
		server:probe("tybalt@capulet.example/street", room.jid)
		local function counter(outcome)
			return server.counters[("answers{outcome=%s}"):format(outcome)] or server.counters["answers_" .. outcome]
		end
		assert.same({ 2, 1, 1, 1, 1 }, {
			counter("present"), counter("unavailable"), counter("unknown"), counter("online"), counter("not-acceptable"),
		})
	end)
end)

describe("the shell", function()
	local function command(name)
		for _, each in ipairs(server.items) do
			if each.kind == "shell-command" and each.item.name == name then return each.item end
		end
	end

	before_each(function()
		start_with({ muc_probe_hidden = "nobody" })
		room:set_affiliation(true, "mercutio@montague.example", "member", nil, { reserved_nickname = "Mercutio" })
		server.routed = {}
	end)

	it("tells what a user would be told, by full or bare JID, and sends nothing", function()
		for _, user in ipairs({ JULIET, "juliet@capulet.example" }) do
			local ok, message = command("ask"):handler(room.jid .. "/Juliet", user)
			assert.is_true(ok)
			assert.is_truthy(message:find("^present: <presence"))
			assert.is_truthy(message:find(JULIET, 1, true))
		end
		local _, message = command("ask"):handler(room.jid .. "/Mercutio", JULIET)
		assert.is_truthy(message:find("^unknown: "))
		assert.equal(0, #server.routed)
	end)

	it("tells of outsiders, of rooms that are not there and of arguments that make no sense", function()
		local function ask(...) return select(2, command("ask"):handler(...)) end
		assert.is_truthy(ask(room.jid .. "/Juliet", "tybalt@capulet.example"):find("not-acceptable", 1, true))
		assert.is_truthy(ask("nowhere@conference.example/Juliet", JULIET):find("No such room", 1, true))
		for _, arguments in ipairs({ {}, { room.jid, JULIET }, { room.jid .. "/Juliet" } }) do
			assert.is_false((command("ask"):handler(arguments[1], arguments[2])))
		end
	end)

	it("tells that another module takes an answer away", function()
		start_with({})
		room:set_affiliation(true, "mercutio@montague.example", "member", nil, { reserved_nickname = "Mercutio" })
		server:hook("muc-build-occupant-presence", function(event) event.stanza = nil end)
		local ok, message = command("ask"):handler(room.jid .. "/Mercutio", JULIET)
		assert.same({ true, "silent: another module takes the answer away" }, { ok, message })
	end)

	it("does not count what it asks, and shows what was counted", function()
		command("ask"):handler(room.jid .. "/Juliet", JULIET)
		server:probe(JULIET, room.jid .. "/Juliet")
		local _, message = command("answers"):handler(support.host)
		assert.is_truthy(message:find("present%s+1\n"))
		assert.is_truthy(message:find("throttled%s+0\n"))
	end)
end)
