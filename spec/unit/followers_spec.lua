-- What becomes of those who are followed: what scripts do not reach.

local people = require("spec.unit.support.people")
local verona = require("spec.unit.support.verona")
local st = require("util.stanza")

local ROMEO, JULIET, TYBALT = verona.ROMEO, verona.JULIET, verona.TYBALT
local XMLNS_MUC_USER = verona.XMLNS_MUC_USER
local query, ask, follow, pairs_kept = people.query, people.ask, people.follow, people.pairs_kept
local update, send_presence, told, while_waiting = people.update, people.send_presence, people.told, people.while_waiting
local told_anyway = people.told_anyway
local server, room

local function meet(options) server, room = people.meet(options) end

before_each(function() meet() end)

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
				followers.set(prober, room.jid .. "/Montague" .. person, true)
				if followers.follows(prober, room.jid .. "/Montague" .. person) then granted = granted + 1 end
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
