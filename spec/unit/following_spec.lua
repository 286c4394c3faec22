-- Queries, pages, and what becomes of the people in them: what scripts do not reach.

local verona = require("spec.unit.support.verona")
local st = require("util.stanza")

local ROMEO, JULIET, TYBALT = verona.ROMEO, verona.JULIET, verona.TYBALT
local XMLNS_QUERY = "http://modules.prosody.im/mod_muc_probe/1"
local XMLNS_MUC_USER, XMLNS_RSM = verona.XMLNS_MUC_USER, "http://jabber.org/protocol/rsm"
local server, room

-- Romeo moderates, Juliet and Tybalt are hidden where the release can hide anybody.
local function meet(options)
	server, room = verona.meet(options)
	if room.set_presence_broadcast then room._data.presence_broadcast = { moderator = true } end
	server:join(room, TYBALT, "Tybalt")
end

before_each(function() meet({ muc_probe_rate = 0, muc_probe_list = true }) end)

-- An iq with an item for each nick, or for each table of attributes.
local function query(from, items, attr)
	local all = { xmlns = XMLNS_QUERY }
	for name, value in pairs(attr or {}) do all[name] = value end
	local iq = st.iq({ type = "get", id = "q1", from = from, to = room.jid }):tag("query", all)
	for _, item in ipairs(items) do
		local item_attr = { xmlns = XMLNS_QUERY, follow = "true", nick = item }
		if type(item) == "table" then
			item_attr = { xmlns = XMLNS_QUERY, nick = item.nick, follow = item.follow }
		end
		iq:tag("item", item_attr):up()
	end
	return iq
end

local function page(from, max, attr, after)
	local iq = query(from, {}, attr):tag("set", { xmlns = XMLNS_RSM }):text_tag("max", max, { xmlns = XMLNS_RSM })
	if after then iq:text_tag("after", after, { xmlns = XMLNS_RSM }) end
	return iq:up()
end

-- Asks, and returns the condition of the error, or the items of the result.
local function ask(iq)
	local _, _, got = server:ask(iq)
	assert.equal(1, #got, "a query was not answered once")
	if got[1].attr.type == "error" then return (select(2, got[1]:get_error())) end
	local items = {}
	for item in got[1].tags[1]:childtags("item") do table.insert(items, item) end
	return items
end

local function follow(from, ...)
	for _, item in ipairs(ask(query(from, { ... }))) do
		assert.equal("true", item.attr.followed, from .. " does not follow " .. item.attr.nick)
	end
end

local function pairs_kept() return server:library("followers").describe() end

-- Changes a presence by a stanza, as a client does.
local function update(real_jid, nick, fill)
	local stanza = st.presence({ from = real_jid, to = room.jid .. "/" .. nick })
	if fill then fill(stanza) end
	return select(2, server:deliver(stanza))
end

-- Enters the room, or leaves it, as a client does.
local function send_presence(real_jid, nick, type)
	local stanza = st.presence({ type = type, from = real_jid, to = room.jid .. "/" .. nick })
	server:deliver(stanza:tag("x", { xmlns = "http://jabber.org/protocol/muc" }):up())
end

-- The presences about a nick that a session was sent.
local function told(routed, session, nick)
	local presences = {}
	for _, stanza in ipairs(routed) do
		if stanza.attr.to == session and stanza.attr.from == room.jid .. "/" .. nick then table.insert(presences, stanza) end
	end
	return presences
end

-- Runs something that waits in another module's handler, for the first answer that is built if no other event is named, and
-- does `meanwhile` then.
local function while_waiting(meanwhile, run, event)
	local waited
	server:hook(event or "muc-build-occupant-presence", function()
		if not waited then
			waited = true
			coroutine.yield()
		end
	end)
	local thread = coroutine.create(run)
	assert(coroutine.resume(thread))
	assert.is_true(waited)
	meanwhile()
	local ok, result = coroutine.resume(thread)
	assert(ok, result)
	return result
end

-- How often somebody who follows nobody is told of a change of Tybalt's: where nobody can be hidden, Prosody tells everybody.
local function told_anyway() return room.set_presence_broadcast and 0 or 1 end

local function present(item)
	return item:get_child("presence", "jabber:client").attr.type == nil
end

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

describe("pairs", function()
	local PEOPLE, SESSIONS = 320, 315

	-- Lets strangers into the room without a word to the module.
	local function crowd(prefix, count)
		for n = 1, count do
			server:join(room, ("%s%d@x.example/r"):format(prefix, n), prefix .. n, "participant", nil, true)
		end
	end

	it("are 100,000 at most, nobody is dropped for another, and memory returns", function()
		meet({ muc_probe_rate = 0, muc_probe_follow = 1000 })
		crowd("Montague", PEOPLE)
		crowd("Capulet", SESSIONS)
		local followers = server:library("followers")
		collectgarbage()
		local before = collectgarbage("count")
		local granted = 0
		for session = 1, SESSIONS do
			local user = ("Capulet%d@x.example"):format(session)
			local prober = { room = room, user = user, session = user .. "/r" }
			for person = 1, PEOPLE do
				if followers.set(prober, room.jid .. "/Montague" .. person, true) then granted = granted + 1 end
			end
		end
		assert.equal(100000, granted)
		assert.equal("313 sessions follow 320 people (100000 pairs)", pairs_kept())
		collectgarbage()
		local per_pair = (collectgarbage("count") - before) * 1024 / granted
		assert.is_true(per_pair < 200, per_pair .. " bytes a pair")

		assert.is_nil(ask(query(TYBALT, { "Romeo" }))[1].attr.followed)
		local first = told(update("Montague1@x.example/r", "Montague1"), "Capulet1@x.example/r", "Montague1")
		assert.equal(1, #first, "the first was dropped for another")
		follow("Capulet1@x.example/r", "Montague1")
		server:deliver(st.presence({ type = "unavailable", from = "Montague1@x.example/r", to = room.jid .. "/Montague1" }))
		follow(TYBALT, "Romeo")

		-- Who joins anew follows nobody.
		for n = 1, SESSIONS do server:join(room, ("Capulet%d@x.example/r"):format(n), "Capulet" .. n) end
		assert.equal("1 sessions follow 1 people (1 pairs)", pairs_kept())
		server.routed, server.log = {}, {}
		collectgarbage()
		collectgarbage()
		assert.is_true(collectgarbage("count") - before < 1024, "memory does not return")
	end)

	it("come and go as fast as anybody may ask, and nothing is left", function()
		for _ = 1, 50 do
			follow(JULIET, "Romeo", "Tybalt", "Romeo")
			ask(query(JULIET, { { nick = "Romeo" }, { nick = "Tybalt", follow = "0" } }))
		end
		assert.equal("0 sessions follow 0 people (0 pairs)", pairs_kept())
		assert.equal(told_anyway(), #told(update(TYBALT, "Tybalt"), JULIET, "Tybalt"))
	end)

	it("up to the limit of each, and one who may not follow more keeps whom it has", function()
		meet({ muc_probe_rate = 0, muc_probe_follow = 1 })
		for _, session in ipairs({ ROMEO, JULIET, TYBALT }) do
			local items = ask(query(session, { "Romeo", "Juliet", "Tybalt", "Nobody" }))
			local followed = {}
			for _, item in ipairs(items) do
				if item.attr.followed then table.insert(followed, item.attr.nick) end
			end
			assert.same({ session == ROMEO and "Juliet" or "Romeo" }, followed)
		end
		assert.equal(1, #told(update(JULIET, "Juliet"), ROMEO, "Juliet"))
		assert.equal(told_anyway(), #told(update(TYBALT, "Tybalt"), ROMEO, "Tybalt"))
	end)

	it("of a session that an error puts out alone are no longer counted", function()
		server:join(room, "juliet@capulet.example/desk", "Juliet")
		follow("juliet@capulet.example/desk", "Romeo", "Tybalt")
		server:deliver(st.presence({ type = "error", from = "juliet@capulet.example/desk", to = room.jid .. "/Romeo" })
			:tag("error", { type = "cancel" }):tag("remote-server-not-found", { xmlns = "urn:ietf:params:xml:ns:xmpp-stanzas" }))
		assert.is_truthy(room:get_occupant_jid(JULIET))
		assert.is_nil(room:get_occupant_jid("juliet@capulet.example/desk"))
		assert.equal("0 sessions follow 0 people (0 pairs)", pairs_kept())
	end)

	it("of a session that another of its user replaces are no longer counted", function()
		meet({ muc_probe_rate = 0, enforce_registered_nickname = true })
		verona.register(room)
		for n = 1, 3 do
			local session = "mercutio@montague.example/" .. n
			send_presence(session, "Queen Mab")
			follow(session, "Romeo")
		end
		assert.equal("1 sessions follow 1 people (1 pairs)", pairs_kept())
		room:set_affiliation(true, "mercutio@montague.example", "outcast")
		assert.equal("0 sessions follow 0 people (0 pairs)", pairs_kept())
	end)

	it("of sessions that a reload of mod_muc has put out are gone after it", function()
		follow(JULIET, "Tybalt")
		follow(ROMEO, "Tybalt")
		room._jid_nick[JULIET] = nil
		server:reload()
		assert.equal("1 sessions follow 1 people (1 pairs)", pairs_kept())
		server.muc.module:fire_event("muc-room-destroyed", { room = room })
		server:reload()
		assert.equal("0 sessions follow 0 people (0 pairs)", pairs_kept())
	end)

	it("outlive a reload", function()
		follow(JULIET, "Tybalt")
		server:reload()
		assert.equal(1, #told(update(TYBALT, "Tybalt"), JULIET, "Tybalt"))
	end)

	it("are as many after a reload as a session may follow then", function()
		follow(JULIET, "Romeo", "Tybalt")
		follow(ROMEO, "Juliet")
		server.options.muc_probe_follow = 1
		server:reload()
		assert.equal(2, tonumber(pairs_kept():match("(%d+) pairs")))
	end)

	it("end with a reload after which nobody may follow", function()
		follow(JULIET, "Tybalt")
		server.options.muc_probe_follow = 0
		server:reload()
		assert.equal("0 sessions follow 0 people (0 pairs)", pairs_kept())
		assert.equal(told_anyway(), #told(update(TYBALT, "Tybalt"), JULIET, "Tybalt"))
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

describe("a reload over what the version before has kept", function()
	it("follows nobody, and leaves presences as they are", function()
		server:library("followers").restore({ followers_of = { [room.jid .. "/Tybalt"] = JULIET }, followed_by = {}, count = 1 })
		assert.equal("0 sessions follow 0 people (0 pairs)", pairs_kept())
		update(TYBALT, "Tybalt")
	end)
end)

describe("a handler of another module that fails", function()
	it("while a follower loses the right to see: it hears nothing more", function()
		if not room.set_presence_broadcast then return end
		meet({ muc_probe_rate = 0, muc_probe_hidden = "moderators" })
		follow(ROMEO, "Tybalt")
		local fails = true
		server:hook("muc-build-occupant-presence", function() if fails then error("fails") end end)
		assert.is_false(pcall(room.set_role, room, true, room.jid .. "/Romeo", "participant"))
		fails = false
		local _, routed = server:deliver(st.presence({ type = "unavailable", from = TYBALT, to = room.jid .. "/Tybalt" }))
		for _, stanza in ipairs(routed) do assert.not_equal(ROMEO, stanza.attr.to) end
	end)
end)

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

	it("while the module is reloaded: nobody is said to be followed whom nobody follows", function()
		local items = while_waiting(function() server:reload() end, function() return ask(query(JULIET, { "Tybalt" })) end)
		assert.same({ true, nil }, { present(items[1]), items[1].attr.followed })
		assert.equal("0 sessions follow 0 people (0 pairs)", pairs_kept())
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

describe("a follower", function()
	-- What a session was sent about a nick: the type of each presence, and the role.
	local function types(routed, session, nick)
		local seen = {}
		for n, presence in ipairs(told(routed, session, nick)) do
			local role = presence:get_child("x", XMLNS_MUC_USER):get_child("item").attr.role
			seen[n] = (presence.attr.type or "available") .. " " .. role
		end
		return seen
	end

	local function happens(change, ...)
		server.routed = {}
		change(...)
		return server.routed
	end

	local function policy(value)
		room._data.muc_probe_hidden = value
		server:library("followers").review(room)
	end

	local it_hides = select(2, verona.meet()).set_presence_broadcast and it or pending

	it_hides("of somebody who is broadcast is told once, and without real JIDs of whom is hidden", function()
		follow(JULIET, "Romeo", "Tybalt")
		assert.equal(1, #told(update(ROMEO, "Romeo"), JULIET, "Romeo"))
		local presence = told(update(TYBALT, "Tybalt"), JULIET, "Tybalt")[1]
		assert.is_nil(presence:get_child("x", XMLNS_MUC_USER):get_child("item").attr.jid)
	end)

	it_hides("has the truth as the last word, where somebody is only hidden now", function()
		follow(JULIET, "Tybalt")
		local routed = happens(room.set_role, room, true, room.jid .. "/Tybalt", "moderator")
		assert.same({ "available moderator" }, types(routed, JULIET, "Tybalt"))
		routed = happens(room.set_role, room, true, room.jid .. "/Tybalt", "participant")
		assert.same({ "unavailable participant", "available participant" }, types(routed, JULIET, "Tybalt"))
	end)

	it_hides("is told at once that it may not see somebody any more, and nothing after that", function()
		follow(JULIET, "Tybalt")
		assert.same({ "unavailable none" }, types(happens(policy, "nobody"), JULIET, "Tybalt"))
		policy("anyone")
		assert.same({}, types(update(TYBALT, "Tybalt"), JULIET, "Tybalt"))
	end)

	it_hides("is told no more where Prosody has just said unavailable, and the right ends with that", function()
		room:set_role(true, room.jid .. "/Tybalt", "moderator")
		room._data.muc_probe_hidden = "nobody"
		follow(JULIET, "Tybalt")
		local routed = happens(room.set_role, room, true, room.jid .. "/Tybalt", "participant")
		assert.same({ "unavailable participant" }, types(routed, JULIET, "Tybalt"))
		assert.equal("0 sessions follow 0 people (0 pairs)", pairs_kept())
	end)

	it_hides("follows through changes of nick of both, until the other leaves; who comes again is not followed", function()
		follow(JULIET, "Tybalt")
		server:deliver(st.presence({ from = JULIET, to = room.jid .. "/Jule" }))
		local _, routed = server:deliver(st.presence({ from = TYBALT, to = room.jid .. "/Cat" }))
		assert.same({ "unavailable participant" }, types(routed, JULIET, "Tybalt"))
		assert.same({ "available participant" }, types(routed, JULIET, "Cat"))
		_, routed = server:deliver(st.presence({ type = "unavailable", from = TYBALT, to = room.jid .. "/Cat" }))
		assert.same({ "unavailable none" }, types(routed, JULIET, "Cat"))
		server:join(room, TYBALT, "Cat")
		assert.same({}, types(update(TYBALT, "Cat"), JULIET, "Cat"))
	end)

	-- Somebody takes the nick of Tybalt, whom Juliet followed. Returns what Juliet hears of it.
	local function comes(real_jid)
		send_presence(real_jid, "Tybalt")
		return types(server.routed, JULIET, "Tybalt")
	end

	for how, nick in pairs({ leaves = "Tybalt", ["has another nick"] = "Cat" }) do
		it_hides("is told nothing of whoever takes the nick while a handler waits: Tybalt " .. how, function()
			follow(JULIET, "Tybalt")
			while_waiting(function()
				assert.same({ "unavailable none" }, comes("eve@evil.example/x"))
				follow(JULIET, "Tybalt")
				server.routed = {}
			end, function()
				send_presence(TYBALT, nick, how == "leaves" and "unavailable" or nil)
			end, "muc-broadcast-presence")
			assert.same({}, types(server.routed, JULIET, "Tybalt"))
			assert.equal("1 sessions follow 1 people (1 pairs)", pairs_kept())
		end)
	end

	it_hides("is told nothing of whoever is replaced, and what it followed is forgotten", function()
		follow(ROMEO, "Tybalt")
		while_waiting(function()
			send_presence("eve@evil.example/x", "Cat")
			follow("eve@evil.example/x", "Romeo")
			follow(JULIET, "Cat")
			server.routed = {}
		end, function() send_presence(TYBALT, "Cat") end, "muc-occupant-pre-change")
		assert.same({ "unavailable none" }, types(server.routed, JULIET, "Cat"))
		assert.same({ "available participant" }, types(server.routed, ROMEO, "Cat"))
		assert.equal("1 sessions follow 1 people (1 pairs)", pairs_kept())
	end)

	it_hides("is told nothing of whoever comes again after a handler failed while the leaving was published", function()
		follow(JULIET, "Tybalt")
		local failed
		server:hook("muc-broadcast-presence", function()
			if not failed then
				failed = true
				error("planted")
			end
		end)
		assert.is_false(pcall(send_presence, TYBALT, "Tybalt", "unavailable"))
		assert.same({ "unavailable none" }, comes(TYBALT))
		assert.equal("0 sessions follow 0 people (0 pairs)", pairs_kept())
	end)

	it("is told by whichever nick: a user who has two is two to it", function()
		server:join(room, "tybalt@capulet.example/desk", "Prince of Cats")
		follow(JULIET, "Tybalt")
		local of_the_other = told(update("tybalt@capulet.example/desk", "Prince of Cats"), JULIET, "Prince of Cats")
		assert.equal(told_anyway(), #of_the_other)
		assert.equal(1, #told(update(TYBALT, "Tybalt"), JULIET, "Tybalt"))
	end)

	it("with two nicks of its own follows neither, and by each of them others", function()
		server:join(room, "juliet@capulet.example/desk", "Jule")
		local items = ask(query(JULIET, { "Jule", "Juliet", "Tybalt" }))
		assert.same({ nil, nil, "true" }, { items[1].attr.followed, items[2].attr.followed, items[3].attr.followed })
		follow("juliet@capulet.example/desk", "Tybalt")
		local routed = update(TYBALT, "Tybalt")
		assert.same({ 1, 1 }, { #told(routed, JULIET, "Tybalt"), #told(routed, "juliet@capulet.example/desk", "Tybalt") })
	end)

	it("is told of each change, where a handler of another module makes another inside of the first", function()
		follow(JULIET, "Tybalt")
		local entered
		server:hook("muc-broadcast-presence", function(event)
			if not entered and event.occupant.nick == room.jid .. "/Tybalt" then
				entered = true
				room:set_affiliation(true, "tybalt@capulet.example", "member")
			end
		end)
		local presences = told(update(TYBALT, "Tybalt", function(stanza) stanza:text_tag("status", "new") end), JULIET, "Tybalt")
		local affiliations = {}
		for n, presence in ipairs(presences) do
			affiliations[n] = presence:get_child("x", XMLNS_MUC_USER):get_child("item").attr.affiliation
		end
		assert.same({ "member", "member" }, affiliations)
	end)

	it("is told what the handlers of other modules have made of it, also where they return something", function()
		follow(JULIET, "Tybalt")
		server:hook("muc-broadcast-presence", function(event)
			event.stanza:text_tag("mood", "angry")
			event.stanza = st.presence()
			return true
		end)
		local presences = told(update(TYBALT, "Tybalt"), JULIET, "Tybalt")
		assert.same({ 1, "angry" }, { #presences, presences[1]:get_child_text("mood") })
	end)

	it("that is put out with whom it follows is told nothing more", function()
		follow(JULIET, "Tybalt")
		room:set_affiliation(true, "juliet@capulet.example", "outcast")
		assert.equal(0, #told(update(TYBALT, "Tybalt"), JULIET, "Tybalt"))
		assert.equal("0 sessions follow 0 people (0 pairs)", pairs_kept())
	end)
end)
