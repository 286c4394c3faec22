-- Answers, and what followers are told, while a handler of another module waits.

local people = require("spec.unit.support.people")
local verona = require("spec.unit.support.verona")
local st = require("util.stanza")

local ROMEO, JULIET, TYBALT = verona.ROMEO, verona.JULIET, verona.TYBALT
local XMLNS_QUERY = people.XMLNS_QUERY
local query, page, ask, follow = people.query, people.page, people.ask, people.follow
local pairs_kept, update, send_presence, told = people.pairs_kept, people.update, people.send_presence, people.told
local while_waiting, present = people.while_waiting, people.present
local server, room

before_each(function() server, room = people.meet() end)

describe("a handler of another module that waits", function()
	local function ban_juliet() room:set_affiliation(true, "juliet@capulet.example", "outcast") end
	local function tybalt_leaves() room:set_role(true, room.jid .. "/Tybalt", nil) end

	for kind, iq in pairs({
		query = function() return query(JULIET, { "Romeo", "Tybalt" }) end,
		page = function() return page(JULIET, "10", { follow = "true" }) end,
	}) do
		it("while the prober is banned: no more of a " .. kind .. " is told", function()
			assert.equal("not-acceptable", while_waiting(ban_juliet, function() return ask(iq()) end))
			assert.equal("0 sessions follow 0 people (0 pairs)", pairs_kept())
		end)
	end

	it("while the prober is banned: no more of a batch is told", function()
		local routed, got
		while_waiting(function() ban_juliet(); server.routed = {} end, function()
			local _
			_, routed, got = server:ask(verona.batch(JULIET, room.jid, { room.jid .. "/Romeo", room.jid .. "/Tybalt" }))
		end)
		local about = 0
		for _, stanza in ipairs(server.routed) do
			if stanza.attr.to == JULIET then about = about + 1 end
		end
		assert.same({ 0, 1, "not-acceptable" }, { about, #got, (select(2, got[1]:get_error())) })
		assert.is_table(routed)
	end)

	it("while somebody leaves who was told of before: the result is true when it comes", function()
		local waits = 0
		server:hook("muc-build-occupant-presence", function(event)
			waits = waits + 1
			if waits == 2 and event.occupant.nick == room.jid .. "/Romeo" then coroutine.yield() end
		end)
		local items
		local thread = coroutine.create(function() items = ask(query(JULIET, { "Tybalt", "Romeo" })) end)
		assert(coroutine.resume(thread))
		tybalt_leaves()
		assert(coroutine.resume(thread))
		assert.same({ false, true }, { present(items[1]), present(items[2]) })
		assert.same({ nil, "true" }, { items[1].attr.followed, items[2].attr.followed })
	end)

	-- Something happens while each answer about Romeo is made.
	local function change_always()
		local asked = 0
		server:hook("muc-build-occupant-presence", function(event)
			if event.occupant.nick == room.jid .. "/Romeo" and asked < 1000 then
				asked = asked + 1
				server:library("changes").note(room)
			end
		end)
		return function() return asked end
	end

	it("every time, while something happens every time: others are told of, or one is to ask again", function()
		local count = change_always()
		local _, _, got = server:ask(query(JULIET, { "Romeo" }))
		assert.equal("1", got[1]:find("error/{" .. XMLNS_QUERY .. "}retry").attr.after)
		assert.equal(12, count())
		local items = ask(query(JULIET, { "Juliet", "Tybalt", "Romeo" }))
		assert.same({ 1, "Juliet" }, { #items, items[1].attr.nick })
		assert.equal("0 sessions follow 0 people (0 pairs)", pairs_kept(), "only those who are told of are followed")
		assert.equal(1, #ask(page(JULIET, "10")))
		local _, routed = server:probe(JULIET, room.jid .. "/Romeo")
		assert.equal(0, #routed)
	end)

	for kind, change in pairs({
		["the prober is no moderator any more"] = function() room:set_role(true, room.jid .. "/Romeo", "participant") end,
		["the room hides real JIDs from now on"] = function() room:set_whois("moderators") end,
	}) do
		for what, ask_for in pairs({
			probe = function() server:probe(ROMEO, room.jid .. "/Tybalt") end,
			batch = function() server:ask(verona.batch(ROMEO, room.jid, { room.jid .. "/Tybalt" })) end,
			query = function() local _, _, got = server:ask(query(ROMEO, { "Tybalt" })) table.insert(server.routed, got[1]) end,
		}) do
			it("while " .. kind .. ": no " .. what .. " tells a real JID", function()
				if kind:find("hides") then
					room:set_whois("anyone")
					room:set_role(true, room.jid .. "/Romeo", "participant")
				end
				while_waiting(change, ask_for)
				local answered = 0
				for _, stanza in ipairs(server.routed) do
					local text = tostring(stanza)
					if stanza.attr.to == ROMEO and text:find("/Tybalt", 1, true) then
						answered = answered + 1
						assert.is_nil(text:find(TYBALT, 1, true), text)
					end
				end
				assert.equal(1, answered)
			end)
		end
	end

	it("while a follower is told of somebody who leaves: the last word is that", function()
		if not room.set_presence_broadcast then return end
		follow(JULIET, "Tybalt")
		room:set_role(true, room.jid .. "/Tybalt", "moderator")
		local words, built = {}, 0
		server:hook("muc-build-occupant-presence", function(event)
			if not event.x then return end
			built = built + 1
			if built == 2 then coroutine.yield() end
		end)
		local thread = coroutine.create(function() room:set_role(true, room.jid .. "/Tybalt", "participant") end)
		assert(coroutine.resume(thread))
		tybalt_leaves()
		server.routed = words
		assert(coroutine.resume(thread))
		for _, stanza in ipairs(words) do assert.is_false(stanza.attr.to == JULIET and stanza.attr.type == nil) end
	end)

	-- Changes something about Tybalt. While the first of his followers is told of it, something happens. Returns how much two of
	-- them are told after that.
	local function while_told(change, meanwhile)
		local built = 0
		server:hook("muc-build-occupant-presence", function(event)
			if not event.x then return end
			built = built + 1
			-- The first is what Prosody publishes.
			if built == 2 then coroutine.yield() end
		end)
		local thread = coroutine.create(change)
		assert(coroutine.resume(thread))
		assert.equal(2, built)
		meanwhile()
		server.routed = {}
		assert(coroutine.resume(thread))
		return #told(server.routed, JULIET, "Tybalt") + #told(server.routed, ROMEO, "Tybalt")
	end

	-- Tybalt is only hidden then: his followers are told of him as present.
	local function hide_tybalt() room:set_role(true, room.jid .. "/Tybalt", "participant") end

	it("while a follower leaves: it is told nothing more of whom it followed", function()
		if not room.set_presence_broadcast then return end
		follow(JULIET, "Tybalt")
		room:set_role(true, room.jid .. "/Tybalt", "moderator")
		assert.equal(0, while_told(hide_tybalt, ban_juliet))
	end)

	it("while another takes the nick: followers are told nothing more of either", function()
		if not room.set_presence_broadcast then return end
		follow(JULIET, "Tybalt")
		follow(ROMEO, "Tybalt")
		room:set_role(true, room.jid .. "/Tybalt", "moderator")
		assert.equal(0, while_told(hide_tybalt, function()
			tybalt_leaves()
			send_presence("eve@evil.example/x", "Tybalt")
		end))
	end)

	for what, ask_for in pairs({
		query = function() return ask(query(ROMEO, { "Tybalt" })) end,
		probe = function() return #told(select(2, server:probe(ROMEO, room.jid .. "/Tybalt")), ROMEO, "Tybalt") end,
	}) do
		it("while the module is reloaded: nothing is told that it does not know any more, by a " .. what, function()
			local answer = while_waiting(function()
				server:reload()
				room:set_role(true, room.jid .. "/Romeo", "participant")
			end, ask_for)
			assert.equal(what == "query" and "resource-constraint" or 0, answer)
			assert.equal("0 sessions follow 0 people (0 pairs)", pairs_kept())
		end)
	end

	it("while people come and go: a page lists those who are there when it comes, and counts them", function()
		local got
		while_waiting(function()
			server:join(room, "abram@montague.example/house", "Abram")
			tybalt_leaves()
			server:join(room, "balthasar@montague.example/house", "Balthasar")
		end, function() got = select(3, server:ask(page(JULIET, "10")))[1].tags[1] end)
		local nicks = {}
		for item in got:childtags("item") do table.insert(nicks, item.attr.nick) end
		assert.same({ "Abram", "Balthasar", "Juliet", "Romeo" }, nicks)
		assert.equal("4", got:find("{http://jabber.org/protocol/rsm}set/count#"))
	end)

	it("while Prosody swaps the room to disk and back: the result is true when it comes", function()
		local changes = server:library("changes")
		local mark = changes.mark(room)
		changes.note(room)
		-- Another object for the same room.
		assert.is_true(changes.mark(setmetatable({}, { __index = room })) > mark)
	end)

	it("while somebody who leaves comes again: followers hear no old word", function()
		follow(JULIET, "Tybalt")
		while_waiting(function()
			send_presence(TYBALT, "Tybalt")
			follow(JULIET, "Tybalt")
			server.routed = {}
		end, function() send_presence(TYBALT, "Tybalt", "unavailable") end, "muc-broadcast-presence")
		local last
		for _, stanza in ipairs(told(server.routed, JULIET, "Tybalt")) do last = stanza end
		assert.is_true(not last or last.attr.type == nil)
		assert.equal("1 sessions follow 1 people (1 pairs)", pairs_kept())
	end)

	it("while somebody is under neither nick: followers go on, though they look again", function()
		follow(JULIET, "Tybalt")
		while_waiting(function() update(JULIET, "Juliet") end, function()
			server:deliver(st.presence({ from = TYBALT, to = room.jid .. "/Cat" }))
		end, "muc-occupant-left")
		assert.equal(1, #told(update(TYBALT, "Cat"), JULIET, "Cat"))
	end)

	it("each time, while something happens each time: who may not see somebody any more is told so", function()
		if not room.set_presence_broadcast then return end
		follow(JULIET, "Tybalt")
		server:hook("muc-build-occupant-presence", function() server:library("changes").note(room) end)
		verona.register(room, "tybalt@capulet.example", "Tybalt")
		room._data.presence_broadcast.none, room._data.muc_probe_hidden = true, "nobody"
		server.routed = {}
		server:library("followers").review(room)
		local words = told(server.routed, JULIET, "Tybalt")
		assert.same({ 1, "unavailable" }, { #words, words[1].attr.type })
	end)

	-- Tybalt takes the nick of Eve without a word, while a handler waits. Returns how his coming goes on.
	local function replace_eve()
		room._data.presence_broadcast.none = true
		local waits = true
		server:hook("muc-occupant-pre-join", function()
			if waits then
				waits = false
				coroutine.yield()
			end
		end, -500)
		local thread = coroutine.create(function() send_presence("tybalt@capulet.example/desk", "Cat") end)
		assert(coroutine.resume(thread))
		send_presence("eve@evil.example/x", "Cat")
		verona.register(room, "mercutio@montague.example", "Cat")
		follow(JULIET, "Cat")
		follow(ROMEO, "Cat")
		return thread
	end

	it("while the followers of somebody who was replaced are told: who asks anew follows whoever is there", function()
		if not room.set_presence_broadcast then return end
		local thread = replace_eve()
		local told_first
		server:hook("muc-build-occupant-presence", function(event)
			if not told_first and not event.occupant.role and event.occupant.nick == room.jid .. "/Cat" then
				told_first = true
				coroutine.yield()
			end
		end)
		assert(coroutine.resume(thread))
		assert.is_true(told_first)
		follow(JULIET, "Cat")
		follow(ROMEO, "Cat")
		server.routed = {}
		assert(coroutine.resume(thread))
		for _, session in ipairs({ JULIET, ROMEO }) do
			for _, stanza in ipairs(told(server.routed, session, "Cat")) do assert.is_nil(stanza.attr.type) end
		end
		assert.equal("2 sessions follow 1 people (2 pairs)", pairs_kept())
	end)

	local function session(name) return "benvolio@montague.example/" .. name end

	-- So many people join, and follow Tybalt.
	local function crowd_follows(count, letter)
		for i = 1, count do
			server:join(room, session(letter .. i), letter .. i)
			follow(session(letter .. i), "Tybalt")
		end
	end

	for what, meanwhile in pairs({
		["asks no more"] = function() ask(query(ROMEO, { { nick = "Tybalt" } })) end,
		["follows another in the nick"] = function()
			tybalt_leaves()
			server:join(room, "eve@evil.example/x", "Tybalt")
			follow(ROMEO, "Tybalt")
		end,
	}) do
		it("while many are told that they see somebody no more, and one " .. what .. ": it hears no old word", function()
			if not room.set_presence_broadcast then return end
			verona.register(room, "tybalt@capulet.example", "Tybalt")
			crowd_follows(9, "m")
			follow(ROMEO, "Tybalt")
			room._data.presence_broadcast = { moderator = true, none = true }
			room._data.muc_probe_hidden = "moderators"
			assert.equal(0, while_told(function() update(TYBALT, "Tybalt") end, meanwhile))
		end)
	end

	it("while many are told that they see somebody no more, and people come and go: nobody is forgotten", function()
		if not room.set_presence_broadcast then return end
		crowd_follows(10, "a")
		verona.register(room, "tybalt@capulet.example", "Tybalt")
		room._data.presence_broadcast.none = true
		room._data.muc_probe_hidden = "nobody"
		while_waiting(function()
			for i = 1, 10 do room:set_role(true, room.jid .. "/a" .. i, nil) end
			for i = 1, 60 do server:join(room, session("b" .. i), "b" .. i) end
			collectgarbage()
		end, function() server:library("followers").review(room) end)
		assert.equal("0 sessions follow 0 people (0 pairs)", pairs_kept())
	end)

	it("while a change is told, all end it: only the first is told", function()
		if not room.set_presence_broadcast then return end
		crowd_follows(10, "a")
		room._data.presence_broadcast, room._data.muc_probe_hidden = { none = true }, "anyone"
		local told_to = {}
		function room.route_stanza(_, stanza)
			if stanza.attr.to == TYBALT then return end
			table.insert(told_to, stanza.attr.to)
			ask(query(stanza.attr.to, { { nick = "Tybalt" } }))
			for i = 1, 10 do ask(query(session("a" .. i), { { nick = "Tybalt" } })) end
		end
		update(TYBALT, "Tybalt")
		assert.equal(1, #told_to)
	end)

	it("while a change is told, others begin to follow and one ends it: each is told once, but for that one", function()
		if not room.set_presence_broadcast then return end
		crowd_follows(10, "a")
		room._data.presence_broadcast, room._data.muc_probe_hidden = { none = true }, "anyone"
		local routed = {}
		function room.route_stanza(_, stanza)
			-- Prosody itself tells only Tybalt.
			if stanza.attr.to == TYBALT then return end
			table.insert(routed, st.clone(stanza))
			if #routed == 1 then
				crowd_follows(60, "b")
				ask(query(session(stanza.attr.to == session("a1") and "a2" or "a1"), { { nick = "Tybalt" } }))
			end
		end
		update(TYBALT, "Tybalt")
		local times = 0
		for i = 1, 10 do
			local told_to = #told(routed, session("a" .. i), "Tybalt")
			assert.is_true(told_to < 2)
			times = times + told_to
		end
		assert.equal(9, times)
	end)
end)
