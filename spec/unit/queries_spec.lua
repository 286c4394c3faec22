-- Queries by nick and by occupant-id, and pages: what scripts do not reach.

local people = require("spec.unit.support.people")
local verona = require("spec.unit.support.verona")
local st = require("util.stanza")

local ROMEO, JULIET, TYBALT = verona.ROMEO, verona.JULIET, verona.TYBALT
local XMLNS_QUERY, XMLNS_MUC_USER, XMLNS_RSM = people.XMLNS_QUERY, verona.XMLNS_MUC_USER, "http://jabber.org/protocol/rsm"
local query, page, ask, follow = people.query, people.page, people.ask, people.follow
local pairs_kept, update, send_presence, told = people.pairs_kept, people.update, people.send_presence, people.told
local server, room

local function meet(options) server, room = people.meet(options) end

before_each(function() meet() end)

describe("a result", function()
	-- A presence of so many bytes, which XML has no need to escape.
	local function fill(bytes)
		return function(stanza) stanza:text_tag("status", ("x"):rep(bytes)) end
	end

	it("of more than 64 KiB has as many items as fit, and the others are not counted", function()
		meet({ muc_probe_rate = 0.001, muc_probe_burst = 7 })
		update(TYBALT, "Tybalt", fill(20000))
		assert.equal(3, #ask(query(ROMEO, { "Tybalt", "Tybalt", "Tybalt", "Tybalt", "Tybalt" })))
		assert.equal(3, #ask(query(ROMEO, { "Tybalt", "Tybalt", "Tybalt", "Tybalt" })))
		assert.equal(1, #ask(query(ROMEO, { "Tybalt" })))
		assert.equal("resource-constraint", ask(query(ROMEO, { "Tybalt" })))
	end)

	it("is as large as it may be, however much of it is escaped", function()
		for _, text in ipairs({ "x", "<", "'", "\"&" }) do
			update(TYBALT, "Tybalt", function(stanza)
				stanza:text_tag("status", text:rep(300)):tag("x"):up()
				-- As it is read from a stream: the namespace is part of the name.
				stanza.tags[2].attr[text:rep(300) .. "\1name"] = text
			end)
			local nicks = {}
			for n = 1, 100 do nicks[n] = "Tybalt" end
			local _, _, got = server:ask(query(ROMEO, nicks))
			assert.is_true(#tostring(got[1]) <= 65536, text .. ": " .. #tostring(got[1]))
		end
	end)

	it("keeps the sizes of 1,000 short texts at most", function()
		local estimate = server:library("sizes").estimate
		local function estimate_many(texts)
			for n = 1, texts do estimate(st.stanza("a", { id = "<" .. n })) end
			collectgarbage()
			return collectgarbage("count")
		end
		local before = estimate_many(1000)
		local more = estimate_many(20000) - before
		assert.is_true(more < 1000, more .. " kB")
		assert.is_true(estimate(st.stanza("a", { id = "<1" })) >= #"<a id='&lt;1'/>")
	end)

	it("has its first item, however large that is", function()
		update(TYBALT, "Tybalt", fill(100000))
		assert.equal(1, #ask(query(ROMEO, { "Tybalt", "Juliet" })))
		assert.equal(1, #ask(query(ROMEO, { "Tybalt" })))
	end)

	it("of a page ends before what does not fit, and the next begins with that", function()
		update(TYBALT, "Tybalt", fill(60000))
		local items = ask(page(ROMEO, "10"))
		assert.same({ "Juliet", "Romeo" }, { items[1].attr.nick, items[2].attr.nick, items[3] and items[3].attr.nick })
		local iq = page(ROMEO, "10")
		iq.tags[1].tags[1]:text_tag("after", "Romeo", { xmlns = XMLNS_RSM })
		assert.equal("Tybalt", ask(iq)[1].attr.nick)
	end)

	it("is not followed by a large presence of its own: a follower is told all of a change", function()
		follow(ROMEO, "Tybalt")
		local presences = told(update(TYBALT, "Tybalt", fill(100000)), ROMEO, "Tybalt")
		assert.same({ 1, 100000 }, { #presences, #presences[1]:get_child_text("status") })
	end)
end)

describe("an item", function()
	it("has a presence without id and to", function()
		local items = ask(query(JULIET, { "Romeo", "Nobody" }))
		for _, item in ipairs(items) do
			local attr = item:get_child("presence", "jabber:client").attr
			assert.same({ room.jid .. "/" .. item.attr.nick, nil, nil }, { attr.from, attr.to, attr.id })
		end
	end)

	for about, item in pairs({
		["with neither nick nor occupant-id"] = {},
		["with an empty nick"] = { nick = "" },
		["with a follow that is none of four"] = { nick = "Romeo", follow = "yes" },
	}) do
		it(about .. " refuses the whole query", function()
			assert.equal("bad-request", ask(query(JULIET, { "Romeo", item })))
		end)
	end
end)

describe("items for the same person", function()
	it("of which the last says not to follow: none says followed", function()
		local items = ask(query(JULIET, { "Tybalt", { nick = "Tybalt", follow = "false" }, { nick = "Tybalt" } }))
		for _, item in ipairs(items) do assert.is_nil(item.attr.followed) end
		assert.equal("0 sessions follow 0 people (0 pairs)", pairs_kept())
	end)
end)

describe("somebody who is asked for by occupant-id", function()
	local function by_id(from, user)
		local iq = query(from, {})
		iq:tag("item", { xmlns = XMLNS_QUERY, follow = "true" })
			:tag("occupant-id", { xmlns = "urn:xmpp:occupant-id:0", id = room:get_occupant_id({ bare_jid = user }) }):up():up()
		return iq
	end

	-- What the item tells: the sender of the presence, its type, and the affiliation.
	local function answer(from, user)
		local presence = ask(by_id(from, user))[1]:get_child("presence", "jabber:client")
		local item = presence:get_child("x", XMLNS_MUC_USER):get_child("item")
		return { presence.attr.from, presence.attr.type, item.attr.affiliation }
	end

	local it_with_ids = select(2, verona.meet()).get_occupant_id and it or pending

	it_with_ids("and is an owner as the service's administrator only is nobody, if absent or hidden", function()
		local room_mt = server.muc.room_mt
		local get_affiliation = room_mt.get_affiliation
		function room_mt:get_affiliation(real_jid)
			return real_jid and real_jid:find("^tybalt@") and "owner" or get_affiliation(self, real_jid)
		end
		assert.same({ room.jid .. "/Tybalt", nil, "owner" }, answer(JULIET, "tybalt@capulet.example"))
		room._data.muc_probe_hidden = "nobody"
		-- Who is absent may be seen, who is hidden may not.
		room._data.presence_broadcast = { moderator = true, none = true }
		assert.same({ nil, "unavailable", "none" }, answer(JULIET, "tybalt@capulet.example"))
		room:set_role(true, room.jid .. "/Tybalt", nil)
		assert.same({ nil, "unavailable", "none" }, answer(JULIET, "tybalt@capulet.example"))
	end)

	it_with_ids("and has two nicks is followed by the first, and found by the other once that is given up", function()
		server:join(room, "tybalt@capulet.example/desk", "Prince of Cats")
		assert.equal(room.jid .. "/Prince of Cats", answer(JULIET, "tybalt@capulet.example")[1])
		assert.equal("1 sessions follow 1 people (1 pairs)", pairs_kept())
		room:set_role(true, room.jid .. "/Prince of Cats", nil)
		assert.equal(room.jid .. "/Tybalt", answer(JULIET, "tybalt@capulet.example")[1])
		assert.equal("1 sessions follow 1 people (1 pairs)", pairs_kept())
	end)

	local EVE, MALLORY = "eve@evil.example/x", "mallory@evil.example/x"

	for followers, kept in pairs({
		nobody = "1 sessions follow 1 people (1 pairs)",
		Romeo = "2 sessions follow 2 people (2 pairs)",
	}) do
		it_with_ids("and was replaced by another, whom " .. followers .. " follows at once, is gone everywhere", function()
			answer(JULIET, "tybalt@capulet.example")
			ask(page(JULIET, "9"))
			local waits = true
			local function wait()
				if waits then
					waits = false
					coroutine.yield()
				end
			end
			server:hook("muc-occupant-pre-join", wait)
			server:hook("muc-build-occupant-presence", wait)
			local mallory = coroutine.wrap(function() send_presence(MALLORY, "N") end)
			mallory()
			send_presence(EVE, "N")
			assert.equal(room.jid .. "/N", answer(JULIET, "eve@evil.example")[1])
			waits = true
			mallory()
			-- Mallory has replaced Eve, and is told who is in the room.
			assert.same({ nil, "unavailable", "none" }, answer(ROMEO, "eve@evil.example"))
			if followers == "Romeo" then follow(ROMEO, "N") end
			mallory()
			assert.equal(kept, pairs_kept())
			assert.same({ nil, "unavailable", "none" }, answer(JULIET, "eve@evil.example"))
			assert.is_false(server:library("occupant_lists").has_user(room, "eve@evil.example"))
			room._data.muc_probe_hidden = "nobody"
			send_presence(EVE, "M")
			local _, _, got = server:ask(page(EVE, "0"))
			assert.equal("2", got[1].tags[1].tags[1]:get_child_text("count"))
		end)
	end

	it_with_ids("is told of with the id, if absent and a member", function()
		verona.register(room)
		local presence = ask(by_id(JULIET, "mercutio@montague.example"))[1]:get_child("presence", "jabber:client")
		local id = room:get_occupant_id({ bare_jid = "mercutio@montague.example" })
		assert.same({ room.jid .. "/Mercutio", "unavailable" }, { presence.attr.from, presence.attr.type })
		assert.equal(id, presence:get_child("occupant-id", "urn:xmpp:occupant-id:0").attr.id)
	end)

	it_with_ids("and by nick at once is malformed", function()
		local iq = by_id(JULIET, "tybalt@capulet.example")
		iq.tags[1].tags[1].attr.nick = "Tybalt"
		assert.equal("bad-request", ask(iq))
	end)

	it_with_ids("is malformed where ids are switched off", function()
		meet({ muc_occupant_id = false })
		assert.equal("bad-request", ask(by_id(JULIET, "tybalt@capulet.example")))
	end)
end)

describe("a page", function()
	local function nicks(iq)
		local listed = {}
		for n, item in ipairs(ask(iq)) do listed[n] = item.attr.nick end
		return listed
	end

	it("has those whom the prober may see and itself, in order of nick, as they are now", function()
		assert.same({ "Juliet", "Romeo", "Tybalt" }, nicks(page(JULIET, "10")))
		server:deliver(st.presence({ from = TYBALT, to = room.jid .. "/Abram" }))
		assert.same({ "Abram", "Juliet", "Romeo" }, nicks(page(JULIET, "10")))
		room._data.muc_probe_hidden = "nobody"
		local hides = room.set_presence_broadcast ~= nil
		assert.same(hides and { "Juliet", "Romeo" } or { "Abram", "Juliet", "Romeo" }, nicks(page(JULIET, "10")))
		room:set_role(true, room.jid .. "/Abram", nil)
		assert.same({ "Juliet", "Romeo" }, nicks(page(JULIET, "10")))
	end)

	it("begins after a nick", function()
		assert.same({ "Romeo", "Tybalt" }, nicks(page(JULIET, "10", {}, "Juliet")))
	end)

	it("costs as many probes as it has people, and one if it has none", function()
		meet({ muc_probe_rate = 0.001, muc_probe_burst = 8, muc_probe_list = true })
		assert.equal(3, #ask(page(JULIET, "8")))
		assert.equal(3, #ask(page(JULIET, "5")))
		assert.equal("resource-constraint", ask(page(JULIET, "3")))
		for _ = 1, 2 do assert.same({}, ask(page(JULIET, "1", {}, "Tybalt"))) end
		assert.equal("resource-constraint", ask(page(JULIET, "1", {}, "Tybalt")))
	end)

	it("is refused where people are not listed", function()
		meet({ muc_probe_rate = 0 })
		assert.equal("service-unavailable", ask(page(JULIET, "10")))
	end)

	it("without follow leaves those as they are who are followed", function()
		follow(JULIET, "Tybalt")
		ask(page(JULIET, "10"))
		ask(page(JULIET, "10", { follow = "false" }))
		assert.equal(1, #told(update(TYBALT, "Tybalt"), JULIET, "Tybalt"))
	end)

	it("follows all but oneself", function()
		local items = ask(page(JULIET, "10", { follow = "1" }))
		assert.same({ nil, "true", "true" }, { items[1].attr.followed, items[2].attr.followed, items[3].attr.followed })
	end)
end)
