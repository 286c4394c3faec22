-- What other modules see of the answers: muc-build-occupant-presence, and the order of the hooks.

local verona = require("spec.unit.support.verona")
local st = require("util.stanza")

local ROMEO, JULIET = verona.ROMEO, verona.JULIET
local XMLNS_HATS = "urn:xmpp:hats:0"
local server, room, seen

before_each(function()
	server, room = verona.meet()
	verona.register(room)
	seen = {}
	server:hook("muc-build-occupant-presence", function(event) table.insert(seen, event) end)
end)

local function answer(nick)
	local _, routed = server:probe(ROMEO, room.jid .. "/" .. nick)
	assert.equal(1, #routed)
	return routed[1]
end

describe("muc-build-occupant-presence", function()
	it("is fired once for a present target, with the fields Prosody passes", function()
		answer("Juliet")
		assert.equal(1, #seen)
		assert.equal(room, seen[1].room)
		assert.equal("presence", seen[1].stanza.name)
		assert.equal("x", seen[1].x.name)
		assert.equal(room.jid .. "/Juliet", seen[1].occupant.nick)
		assert.equal("juliet@capulet.example", seen[1].occupant.bare_jid)
		assert.equal("juliet@capulet.example", seen[1].bare_jid)
		assert.is_nil(seen[1].nick)
	end)

	it("is fired for an absent target with an occupant that has neither role nor sessions", function()
		answer("Mercutio")
		assert.equal(1, #seen)
		assert.equal("Mercutio", seen[1].nick)
		assert.equal("mercutio@montague.example", seen[1].bare_jid)
		assert.equal("mercutio@montague.example", seen[1].occupant.bare_jid)
		assert.is_nil(seen[1].occupant.role)
		assert.is_nil(next(seen[1].occupant.sessions))
		assert.equal(seen[1].x, seen[1].stanza:get_child("x", "http://jabber.org/protocol/muc#user"))
	end)

	it("is not fired for an unknown nick, which shows no user", function()
		answer("Nobody")
		assert.equal(0, #seen)
	end)

	for _, nick in ipairs({ "Juliet", "Mercutio" }) do
		it("adds to the answer what a handler adds, for " .. nick, function()
			server:hook("muc-build-occupant-presence", function(event)
				event.stanza:tag("hats", { xmlns = XMLNS_HATS }):tag("hat", { uri = "lover" })
			end)
			local presence = answer(nick)
			assert.equal("lover", presence:get_child("hats", XMLNS_HATS):get_child("hat").attr.uri)
			assert.is_truthy(presence:get_child("x", "http://jabber.org/protocol/muc#user"):get_child("item"))
		end)

		it("cannot send the answer to somebody else, for " .. nick, function()
			server:hook("muc-build-occupant-presence", function(event) event.stanza.attr.to = JULIET end)
			assert.equal(ROMEO, answer(nick).attr.to)
		end)

		it("cannot make real JIDs visible by changing the occupant, for " .. nick, function()
			server:hook("muc-build-occupant-presence", function(event) event.occupant.bare_jid = "juliet@capulet.example" end)
			local _, routed = server:probe(JULIET, room.jid .. "/" .. (nick == "Juliet" and "Romeo" or nick))
			local item = routed[1]:get_child("x", "http://jabber.org/protocol/muc#user"):get_child("item")
			assert.is_nil(item.attr.jid)
		end)
	end

	it("may leave elements open in x too", function()
		server:hook("muc-build-occupant-presence", function(event) event.x:tag("status", { code = "100" }) end)
		local x = answer("Juliet"):get_child("x", "http://jabber.org/protocol/muc#user")
		assert.same({ 2, "status", "item" }, { #x.tags, x.tags[1].name, x.tags[2].name })
	end)

	it("sends the stanza that a handler puts in the place of an absent target's", function()
		server:hook("muc-build-occupant-presence", function(event)
			event.stanza = st.presence({ from = event.stanza.attr.from, to = JULIET, id = "another" })
		end)
		assert.same({ id = "another", from = room.jid .. "/Mercutio", to = ROMEO }, answer("Mercutio").attr)
	end)

	it("sends nothing for an absent target where a handler takes the stanza away, as Prosody does", function()
		server:hook("muc-build-occupant-presence", function(event) event.stanza = nil end)
		local handled, routed, got = server:probe(ROMEO, room.jid .. "/Mercutio")
		assert.same({ true, 0, 0 }, { handled, #routed, #got })
		assert.is_truthy(table.concat(server:logged("debug")):find("Mercutio by romeo@montague.example/garden: silent", 1, true))
	end)

	it("shows the affiliation that a handler has left the occupant with, as in broadcasts", function()
		server:hook("muc-build-occupant-presence", function(event)
			event.room._affiliations["juliet@capulet.example"] = "member"
		end)
		local item = answer("Juliet"):get_child("x", "http://jabber.org/protocol/muc#user"):get_child("item")
		assert.equal("member", item.attr.affiliation)
	end)

	it("lets a handler name a nick in the item, as in broadcasts", function()
		server:hook("muc-build-occupant-presence", function(event) event.nick = "Jules" end)
		local item = answer("Juliet"):get_child("x", "http://jabber.org/protocol/muc#user"):get_child("item")
		assert.equal("Jules", item.attr.nick)
	end)
end)

describe("modules that hook presences", function()
	for _, priority in ipairs({ 100, 1, 0, -0.5 }) do
		it("come first at priority " .. priority, function()
			server:hook("presence/full", function() return true end, priority)
			local handled, routed, got = server:probe(ROMEO, room.jid .. "/Juliet")
			assert.same({ true, 0, 0 }, { handled, #routed, #got })
		end)
	end
end)

describe("the log", function()
	it("tells at debug level who probed whom and the outcome, and nothing of the payload", function()
		for _, nick in ipairs({ "Juliet", "Mercutio", "Nobody" }) do answer(nick) end
		server:deliver(st.presence({ from = "x@y.example/z", to = room.jid .. "/Juliet", type = "probe" }))
		local lines = {}
		for _, line in ipairs(server:logged("debug")) do
			if line:find("^Probe of") then table.insert(lines, line) end
		end
		assert.same({
			"Probe of room@conference.example/Juliet by " .. ROMEO .. ": present",
			"Probe of room@conference.example/Mercutio by " .. ROMEO .. ": unavailable",
			"Probe of room@conference.example/Nobody by " .. ROMEO .. ": unknown",
			"Probe of room@conference.example/Juliet by x@y.example/z: not-acceptable",
		}, lines)
	end)
end)
