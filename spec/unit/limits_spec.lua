-- The rate limit and the statistics.

local support = require("spec.unit.support.server")
local verona = require("spec.unit.support.verona")
local start = support.start
local st = require("util.stanza")

local ROMEO, JULIET, TYBALT = verona.ROMEO, verona.JULIET, verona.TYBALT
local NOBODY = "room@conference.example/Nobody"
local server, room

local function start_with(options)
	server = start(options)
	room = server:room()
	server:join(room, JULIET, "Juliet")
end

-- Time stands still but where a test moves it on.
local now
local time = require("util.time")
local real_now = time.monotonic
setup(function()
	time.monotonic = function() return now or real_now() end
end)
teardown(function()
	time.monotonic = real_now
end)
before_each(function() now = 1000 end)

local function probe_times(count, from, to)
	local answered, refused = 0, 0
	for _ = 1, count do
		local _, routed, got = server:probe(from, to)
		answered, refused = answered + #routed, refused + #got
	end
	return answered, refused
end

-- The allowance alone, for tests of many probes: who asks it, and what it says then, is tested with few.
local function take_times(count, user)
	local take = server:library("rate_limit").take
	local granted = 0
	for _ = 1, count do
		if take(user, 1) == 0 then granted = granted + 1 end
	end
	return granted
end

describe("the rate limit", function()
	it("grants the burst, then refuses with wait / resource-constraint and the id mirrored", function()
		start_with({ muc_probe_rate = 0.001, muc_probe_burst = 3 })
		assert.same({ 3, 0 }, { probe_times(3, JULIET, NOBODY) })
		local _, routed, got = server:probe(JULIET, NOBODY, "fourth")
		assert.equal(0, #routed)
		local kind, condition = got[1]:get_error()
		assert.same({ "wait", "resource-constraint", "fourth" }, { kind, condition, got[1].attr.id })
	end)

	it("is one for all sessions of a user, and another for another user", function()
		start_with({ muc_probe_rate = 0.001, muc_probe_burst = 2 })
		server:join(room, "juliet@capulet.example/tomb", "Juliet")
		server:join(room, ROMEO, "Romeo")
		assert.same({ 2, 0 }, { probe_times(2, JULIET, NOBODY) })
		assert.same({ 0, 1 }, { probe_times(1, "juliet@capulet.example/tomb", NOBODY) })
		assert.same({ 1, 0 }, { probe_times(1, ROMEO, NOBODY) })
	end)

	it("applies before the room is looked up, so that no stranger loads rooms", function()
		start_with({ muc_probe_rate = 0.001, muc_probe_burst = 1 })
		probe_times(1, TYBALT, NOBODY)
		local looked_up = false
		local find = server.muc.get_room_from_jid
		server.muc.get_room_from_jid = function(...) looked_up = true return find(...) end
		probe_times(1, TYBALT, NOBODY)
		assert.is_false(looked_up)
	end)

	it("counts the items of a batch", function()
		start_with({ muc_probe_rate = 0.001, muc_probe_burst = 3, muc_probe_batch_limit = 3 })
		local function batch()
			local _, _, got = server:ask(verona.batch(JULIET, room.jid, { room.jid .. "/A", room.jid .. "/B" }))
			return #got
		end
		assert.equal(0, batch())
		assert.equal(1, batch())
		assert.same({ 1, 0 }, { probe_times(1, JULIET, NOBODY) })
	end)

	it("is off with muc_probe_rate = 0", function()
		start_with({ muc_probe_rate = 0, muc_probe_burst = 1 })
		assert.same({ 50, 0 }, { probe_times(50, JULIET, room.jid .. "/Juliet") })
	end)

	it("is off for batches and floods too, and on with a rate of 1", function()
		start_with({ muc_probe_rate = 0, muc_probe_burst = 1 })
		assert.same({ 3, 0 }, { probe_times(3, JULIET, NOBODY) })
		start_with({ muc_probe_rate = 1, muc_probe_burst = 1 })
		assert.same({ 1, 2 }, { probe_times(3, JULIET, NOBODY) })
	end)

	it("reads no storage when the plugin is loaded", function()
		start_with({})
		local reads = server.reads
		server:reload()
		assert.equal(reads, server.reads)
	end)

	it("lets 200 through at once by default, and 20 more in each second", function()
		start_with({})
		assert.same({ 200, 100 }, { probe_times(300, JULIET, NOBODY) })
		now = now + 1
		assert.same({ 20, 30 }, { probe_times(50, JULIET, NOBODY) })
	end)

	it("lets no more through after a pause: the burst is the most at any time", function()
		start_with({})
		probe_times(1, JULIET, NOBODY)
		for _, pause in ipairs({ 12, 3600 }) do
			now = now + pause
			assert.same({ 200, 220 }, { probe_times(420, JULIET, NOBODY) })
		end
	end)

	it("lets burst + rate * t through in t seconds at most, whatever the pauses", function()
		start_with({ muc_probe_rate = 10, muc_probe_burst = 20 })
		math.randomseed(1)
		local answers = {}
		for _ = 1, 300 do
			now = now + (math.random() < 0.1 and math.random(0, 9) or math.random() / 5)
			table.insert(answers, { at = now, count = take_times(math.random(1, 30), "juliet@capulet.example") })
		end
		local most_over = -math.huge
		for i = 1, #answers do
			local total = 0
			for j = i, #answers do
				total = total + answers[j].count
				most_over = math.max(most_over, total - 20 - 10 * (answers[j].at - answers[i].at))
			end
		end
		assert.is_true(most_over <= 0.001)
	end)

	it("grants the whole burst at any moment, however numbers are rounded", function()
		start_with({ muc_probe_rate = 7 })
		for _ = 1, 50 do
			now = now + 1000 / 3
			assert.equal(200, take_times(200, "juliet@capulet.example"))
		end
	end)

	it("is not moved by the time of the day, which may be set", function()
		local of_day = time.now
		start_with({})
		probe_times(200, JULIET, NOBODY)
		for _, set in ipairs({ 3600, -3600 }) do
			time.now = function() return of_day() + set end
			assert.same({ 0, 1 }, { probe_times(1, JULIET, NOBODY) })
		end
		time.now = of_day
		now = now + 1
		assert.same({ 20, 1 }, { probe_times(21, JULIET, NOBODY) })
	end)

	it("decides as a bucket for each user would, which forgets nobody", function()
		local RATE, BURST = 4, 8
		start_with({ muc_probe_rate = RATE, muc_probe_burst = BURST })
		math.randomseed(2)
		local buckets = {}
		for _ = 1, 3000 do
			now = now + math.random(0, 3) / 8
			local user = ("u%d@capulet.example"):format(math.random(30))
			local bucket = buckets[user] or { left = BURST, at = now }
			buckets[user] = bucket
			bucket.left = math.min(BURST, bucket.left + (now - bucket.at) * RATE)
			bucket.at = now
			local wanted = math.random(8)
			local granted = math.min(wanted, math.floor(bucket.left))
			bucket.left = bucket.left - granted
			assert.equal(granted, take_times(wanted, user))
		end
	end)

	it("says in its text after how many seconds to ask again", function()
		start_with({ muc_probe_rate = 0.5, muc_probe_burst = 1 })
		local function text()
			local _, _, got = server:probe(JULIET, NOBODY)
			return got[1] and select(3, got[1]:get_error())
		end
		assert.is_nil(text())
		assert.equal("You are probing too fast, ask again after 2 s", text())
		now = now + 1.5
		assert.equal("You are probing too fast, ask again after 1 s", text())
		now = now + 0.5
		assert.is_nil(text())
	end)

	it("says so however long that is", function()
		start_with({ muc_probe_rate = 0.001, muc_probe_burst = 1 })
		probe_times(1, JULIET, NOBODY)
		local _, _, got = server:probe(JULIET, NOBODY)
		assert.equal("You are probing too fast, ask again after 1000 s", select(3, got[1]:get_error()))
	end)

	describe("that gives back what was taken for too much", function()
		local USER = "juliet@capulet.example"

		-- Takes 100 for a question that waits so long, does `meanwhile` then, and has 97 given back.
		local function give_back_after(seconds, meanwhile)
			local limit = server:library("rate_limit")
			local _, refilled_at = limit.take(USER, 100)
			now = now + seconds
			meanwhile()
			limit.give_back({ user = USER, refilled_at = refilled_at }, 97)
		end

		it("does not give back what has come back by itself", function()
			start_with({})
			give_back_after(5, function() assert.equal(200, take_times(201, USER)) end)
			assert.equal(0, take_times(1, USER))
			now = now + 100
			give_back_after(2, function() assert.equal(140, take_times(141, USER)) end)
			assert.equal(60, take_times(100, USER))
		end)

		it("does so too if the user has asked before a new table was begun", function()
			start_with({})
			take_times(1, "romeo@montague.example")
			now = now + 9.9
			give_back_after(0.2, function() take_times(1, "romeo@montague.example") end)
			assert.equal(200, take_times(201, USER))
		end)
	end)

	it("never refuses a probe of oneself, which counts all the same (contract row 7)", function()
		start_with({ muc_probe_rate = 0.001, muc_probe_burst = 3 })
		assert.same({ 5, 0 }, { probe_times(5, JULIET, room.jid .. "/Juliet") })
		assert.same({ 0, 1 }, { probe_times(1, JULIET, NOBODY) })
		assert.same({ 1, 0 }, { probe_times(1, JULIET, room.jid .. "/Juliet") })
		server:join(room, ROMEO, "Romeo")
		assert.same({ 0, 1 }, { probe_times(1, JULIET, room.jid .. "/Romeo") })
		assert.same({ 0, 1 }, { probe_times(1, JULIET, room.jid) })
	end)

	for what, enter in pairs({
		["that was there when the plugin was loaded"] = function() server:reload() end,
		["that Prosody has loaded from storage"] = function()
			server.muc.module:fire_event("muc-room-restored", { jid = room.jid, room = room })
		end,
	}) do
		it("never refuses a probe of oneself in a room " .. what, function()
			server = start({ muc_probe_rate = 0.001, muc_probe_burst = 1 })
			room = server:room()
			server:join(room, JULIET, "Juliet", nil, nil, true)
			enter()
			assert.same({ 5, 0 }, { probe_times(5, JULIET, room.jid .. "/Juliet") })
		end)
	end

	describe("of a service that swaps rooms to disk", function()
		local SWAPPED = "swapped@conference.example"
		local ANOTHER = "another@conference.example/Romeo"

		local function send(from, to, kind)
			server:deliver(st.presence({ from = from, to = to, type = kind }))
		end

		local function join(from, to)
			server:deliver(st.presence({ from = from, to = to }):tag("x", { xmlns = "http://jabber.org/protocol/muc" }):up())
		end

		local function is_in_memory(jid)
			for each in server.muc.each_room(true) do
				if each.jid == jid then return true end
			end
			return false
		end

		-- Joins a room, uses up the allowance, and has the room swapped to disk.
		before_each(function()
			server = start({
				muc_probe_rate = 0.001, muc_probe_burst = 1, muc_room_cache_size = 1, muc_room_locking = false,
			})
			join(JULIET, SWAPPED .. "/Juliet")
			server.muc.get_room_from_jid(SWAPPED):set_persistent(true)
			probe_times(1, JULIET, SWAPPED .. "/Juliet")
		end)

		local function swap_out()
			join(ROMEO, ANOTHER)
			collectgarbage()
			collectgarbage()
			assert.is_false(is_in_memory(SWAPPED))
		end

		it("never refuses a probe of oneself in a room on disk, and loads it", function()
			swap_out()
			local _, routed, got = server:probe(JULIET, SWAPPED .. "/Juliet")
			assert.same({ 1, 0, SWAPPED .. "/Juliet" }, { #routed, #got, routed[1].attr.from })
			assert.is_true(is_in_memory(SWAPPED))
		end)

		it("loads no room for any other probe that comes too fast", function()
			swap_out()
			for _, from in ipairs({ JULIET, "juliet@capulet.example/tomb", TYBALT }) do
				probe_times(1, from, ANOTHER)
				for _, nick in ipairs({ "Juliet", "Nobody" }) do
					if from ~= JULIET or nick ~= "Juliet" then
						assert.same({ 0, 1 }, { probe_times(1, from, SWAPPED .. "/" .. nick) })
					end
				end
			end
			assert.is_false(is_in_memory(SWAPPED))
		end)

		it("never refuses a probe of oneself after a change of nick, by the only one in the room", function()
			send(JULIET, SWAPPED .. "/Capulet")
			swap_out()
			assert.same({ 1, 0 }, { probe_times(1, JULIET, SWAPPED .. "/Capulet") })
			assert.same({ 0, 1 }, { probe_times(1, JULIET, SWAPPED .. "/Juliet") })
		end)

		for what, leave in pairs({
			["whose last occupant has left"] = function() send(JULIET, SWAPPED .. "/Juliet", "unavailable") end,
			["that was destroyed"] = function(left) left:destroy() end,
			["that Prosody destroys since the only occupant changes the nick"] = function(left)
				left:set_persistent(false)
				send(JULIET, SWAPPED .. "/Capulet")
			end,
			["that Prosody destroys since the only occupant joins by another nick"] = function(left)
				left:set_persistent(false)
				join(JULIET, SWAPPED .. "/Capulet")
			end,
		}) do
			it("keeps nothing of a room " .. what, function()
				local left = server.muc.get_room_from_jid(SWAPPED)
				local kept = setmetatable({ left._jid_nick }, { __mode = "v" })
				leave(left)
				left = nil -- luacheck: ignore 311
				join(ROMEO, ANOTHER)
				collectgarbage()
				collectgarbage()
				assert.is_nil(kept[1])
			end)
		end
	end)

	it("is not passed with the occupant JID that another session has, or had", function()
		start_with({ muc_probe_rate = 0.001, muc_probe_burst = 1 })
		assert.same({ 0, 1 }, { probe_times(1, TYBALT, room.jid .. "/Juliet") })
		local _, _, got = server:probe(TYBALT, room.jid .. "/Juliet")
		assert.equal("wait", (got[1]:get_error()))
	end)

	it("reads no storage for a stranger's flood, and loads no room", function()
		start_with({ muc_probe_rate = 0.001, muc_probe_burst = 2 })
		server.storage.asleep = { _jid = "asleep@" .. support.host, _data = {} }
		server.reads = 0
		probe_times(2, TYBALT, "nowhere@" .. support.host .. "/Juliet")
		local reads = server.reads
		probe_times(50, TYBALT, "asleep@" .. support.host .. "/Tybalt")
		probe_times(50, TYBALT, "asleep@" .. support.host)
		assert.equal(reads, server.reads)
	end)

	it("keeps bounded tables, from which drop those who have not asked for longest", function()
		start_with({ muc_probe_rate = 0.001, muc_probe_burst = 1 })
		local benvolio = "benvolio@montague.example/street"
		server:join(room, ROMEO, "Romeo")
		server:join(room, benvolio, "Benvolio")
		local asked = 0
		local function strangers_ask(count)
			for _ = 1, count do
				asked = asked + 1
				take_times(1, ("u%d@capulet.example"):format(asked))
			end
		end
		for _, user in ipairs({ JULIET, ROMEO, benvolio }) do probe_times(1, user, NOBODY) end
		strangers_ask(4998)
		assert.same({ 0, 1 }, { probe_times(1, JULIET, NOBODY) })
		strangers_ask(4997)
		assert.same({ 0, 1 }, { probe_times(1, ROMEO, NOBODY) })
		strangers_ask(1)
		assert.same({ 0, 1 }, { probe_times(1, JULIET, NOBODY) })
		assert.same({ 0, 1 }, { probe_times(1, ROMEO, NOBODY) })
		assert.same({ 1, 0 }, { probe_times(1, benvolio, NOBODY) })
		assert.same({ 0, 1 }, { probe_times(1, "u9996@capulet.example/x", NOBODY) })
		local _, _, got = server:probe("u1@capulet.example/x", NOBODY)
		assert.equal("cancel", (got[1]:get_error()))
	end)

	it("forgets users whose allowance is full again, so that a flood leaves nothing in memory", function()
		start_with({})
		local function memory()
			server.log = {}
			collectgarbage()
			collectgarbage()
			return collectgarbage("count")
		end
		local before = memory()
		for i = 1, 1000 do take_times(1, ("u%d@%s.example"):format(i, ("flood"):rep(400))) end
		assert.is_true(memory() - before > 1000)
		for _ = 1, 2 do
			now = now + 10
			probe_times(1, TYBALT, NOBODY)
		end
		assert.is_true(memory() - before < 500)
	end)

	it("sums up in the log, once a minute at most, who was told to wait", function()
		start_with({ muc_probe_rate = 0.001, muc_probe_burst = 1, muc_probe_batch_limit = 1 })
		for i = 1, 3 do
			for _ = 0, i do server:probe(("u%d@capulet.example/x"):format(i), NOBODY) end
		end
		assert.same({ {}, 1, 60 }, { server:logged("warn"), #server.timers, server.timers[1].delay })
		server.timers[1].callback()
		assert.same(
			{ "6 probes of 3 users were told to wait in the last minute, most often those of u3@capulet.example (3)" },
			server:logged("warn")
		)
		server:probe("u1@capulet.example/y", NOBODY)
		assert.equal(2, #server.timers)
		server.timers[2].callback()
		assert.equal(
			"1 probes of 1 users were told to wait in the last minute, most often those of u1@capulet.example (1)",
			server:logged("warn")[2]
		)
	end)

	it("tells 10,000 users apart in what it sums up, and counts more of them anew", function()
		start_with({ muc_probe_rate = 0.001, muc_probe_burst = 1, muc_probe_batch_limit = 1 })
		probe_times(4, TYBALT, NOBODY)
		local note_refusal = server:library("rate_limit").note_refusal
		for i = 1, 10000 do note_refusal(("u%d@capulet.example"):format(i), 1) end
		probe_times(1, TYBALT, NOBODY)
		server.timers[1].callback()
		assert.same({
			"10004 probes of 10002 users were told to wait in the last minute, most often those of tybalt@capulet.example (3)",
		}, server:logged("warn"))
	end)

	it("names the first of several users who were told to wait as often", function()
		start_with({ muc_probe_rate = 0.001, muc_probe_burst = 1, muc_probe_batch_limit = 1 })
		for _, user in ipairs({ "tybalt@capulet.example/x", "paris@verona.example/x" }) do probe_times(2, user, NOBODY) end
		server.timers[1].callback()
		assert.is_truthy(server:logged("warn")[1]:find("those of tybalt@capulet.example (1)", 1, true))
	end)

	it("sums up when the module is unloaded, and leaves no timer behind", function()
		start_with({ muc_probe_rate = 0.001, muc_probe_burst = 1, muc_probe_batch_limit = 1 })
		server:reload()
		assert.same({}, server:logged("warn"))
		probe_times(2, TYBALT, NOBODY)
		server:reload()
		local summaries = {}
		for _, line in ipairs(server:logged("info")) do
			if not line:find("^Version ") then table.insert(summaries, line) end
		end
		assert.same({ 1, true }, { #summaries, server.timers[1].stopped })
		assert.is_truthy(summaries[1]:find("1 probes of 1 users were told to wait", 1, true))
	end)

	it("warns no more often for being loaded again and again", function()
		start_with({ muc_probe_rate = 0.001, muc_probe_burst = 1, muc_probe_batch_limit = 1 })
		for _ = 1, 3 do
			probe_times(2, TYBALT, NOBODY)
			server:reload()
		end
		assert.same({}, server:logged("warn"))
	end)

	it("says nothing in the log about probes of oneself", function()
		start_with({ muc_probe_rate = 0.001, muc_probe_burst = 1 })
		probe_times(9, JULIET, room.jid .. "/Juliet")
		assert.equal(0, #server.timers)
	end)

	it("tells a batch that it could never grant so, and no time to wait", function()
		start_with({ muc_probe_burst = 1 })
		local _, _, got = server:ask(verona.batch(JULIET, room.jid, { room.jid .. "/A", room.jid .. "/B" }))
		local kind, condition = got[1]:get_error()
		assert.same({ "modify", "policy-violation" }, { kind, condition })
		assert.is_nil(got[1]:get_child("error"):get_child("retry", "http://modules.prosody.im/mod_muc_probe/1"))
	end)

	it("tells programs when to ask again, as the text does people", function()
		start_with({ muc_probe_rate = 0.3, muc_probe_burst = 1 })
		server:probe(JULIET, room.jid .. "/Romeo")
		local _, _, got = server:probe(JULIET, room.jid .. "/Romeo")
		local error = got[1]:get_child("error")
		assert.equal("4", error:get_child("retry", "http://modules.prosody.im/mod_muc_probe/1").attr.after)
		assert.is_truthy(error:get_child_text("text", "urn:ietf:params:xml:ns:xmpp-stanzas"):find("after 4 s", 1, true))
	end)

	it("that is lower than a batch may be is reported", function()
		start_with({ muc_probe_burst = 50 })
		assert.is_truthy(table.concat(server:logged("warn")):find("muc_probe_burst", 1, true))
	end)
end)

describe("Prosody's statistics", function()
	it("are a counter for each outcome where Prosody has no labels, as before 0.12", function()
		local metric = support.api.metric
		support.api.metric = false
		start_with({})
		support.api.metric = metric
		server:probe(JULIET, NOBODY)
		assert.equal(1, server.counters.answers_unknown)
	end)

	it("count answers by outcome", function()
		start_with({})
		verona.register(room)
		for _, nick in ipairs({ "Juliet", "Juliet", "Mercutio", "Nobody" }) do server:probe(JULIET, room.jid .. "/" .. nick) end
		server:probe(JULIET, room.jid)
		server:probe(TYBALT, room.jid)
		local function counter(outcome)
			return server.counters[("answers{outcome=%s}"):format(outcome)] or server.counters["answers_" .. outcome]
		end
		assert.same({ 2, 1, 1, 1, 1 }, {
			counter("present"), counter("unavailable"), counter("unknown"), counter("online"), counter("not-acceptable"),
		})
	end)
end)
