-- What a probe of an occupant JID is answered: the contract's first table, and who sees real JIDs.

local start = require("spec.unit.support.server").start
local verona = require("spec.unit.support.verona")
local st = require("util.stanza")

local ROMEO, JULIET, TYBALT = verona.ROMEO, verona.JULIET, verona.TYBALT
local XMLNS_MUC_USER = verona.XMLNS_MUC_USER

local server, room

local function occupant_jid(nick) return room.jid .. "/" .. nick end

local function items(presence)
	local found = {}
	for item in presence:get_child("x", XMLNS_MUC_USER):childtags("item") do
		table.insert(found, item.attr)
	end
	return found
end

-- The one answer to a probe: it goes to the prober, and nothing else is sent.
local function answer(from, to, id)
	local handled, routed, got = server:probe(from, to, id)
	assert.is_true(handled, "the probe was left to Prosody")
	assert.equal(0, #got, "the origin was sent something besides the answer")
	assert.equal(1, #routed, "number of stanzas routed")
	assert.equal(from, routed[1].attr.to)
	assert.equal(to, routed[1].attr.from)
	return routed[1]
end

local function refusal(from, to, id)
	local handled, routed, got = server:probe(from, to, id)
	assert.is_true(handled, "the probe was left to Prosody")
	assert.equal(0, #routed, "a refused probe had something routed")
	assert.equal(1, #got, "number of stanzas sent to the origin")
	return got[1]
end

local function register(real_jid, nick, affiliation)
	verona.register(room, real_jid, nick, affiliation)
end

local function assert_unknown(presence, id)
	assert.equal("unavailable", presence.attr.type)
	assert.equal(id, presence.attr.id)
	assert.same({ { affiliation = "none", role = "none" } }, items(presence))
	assert.equal(1, #presence.tags, "children of " .. tostring(presence))
end

before_each(function()
	server, room = verona.meet()
end)

describe("contract row 1: a prober who is no occupant", function()
	it("is refused with cancel / not-acceptable, the id mirrored, from the probed JID", function()
		local error_reply = refusal(TYBALT, occupant_jid("Juliet"), "mine")
		local kind, condition = error_reply:get_error()
		assert.same({ "cancel", "not-acceptable" }, { kind, condition })
		assert.same({ type = "error", id = "mine", from = occupant_jid("Juliet"), to = TYBALT }, error_reply.attr)
	end)

	it("is told by which room, where Prosody's own errors say so", function()
		local by = refusal(TYBALT, occupant_jid("Juliet"), "mine"):get_child("error").attr.by
		local own = st.error_reply(st.presence({ from = "a" }), "cancel", "gone", nil, "b"):get_child("error")
		assert.equal(own.attr.by and room.jid, by)
	end)

	it("gets none of the probe's payload back", function()
		assert.is_nil(tostring(refusal(TYBALT, occupant_jid("Juliet"))):find("secret"))
	end)

	it("learns nothing: present, registered, banned and unknown nicks answer alike", function()
		register("mercutio@montague.example", "Mercutio")
		register("paris@capulet.example", "Paris", "outcast")
		local function without_nick(nick)
			return (tostring(refusal(TYBALT, occupant_jid(nick)):get_child("error")))
		end
		for _, nick in ipairs({ "Mercutio", "Paris", "Nobody" }) do
			assert.equal(without_nick("Juliet"), without_nick(nick), nick)
		end
	end)

	it("is refused after leaving the room", function()
		local occupant = room:get_occupant_by_real_jid(JULIET)
		occupant:set_session(JULIET, st.presence({ type = "unavailable" }))
		room:save_occupant(occupant)
		refusal(JULIET, occupant_jid("Romeo"))
	end)

	it("is refused in a session that is not in the room, though another one of the user is", function()
		refusal("juliet@capulet.example/tomb", occupant_jid("Romeo"))
	end)

	it("is refused when banned", function()
		assert(room:set_affiliation(true, "juliet@capulet.example", "outcast"))
		refusal(JULIET, occupant_jid("Romeo"))
	end)
end)

describe("contract row 2: a present target", function()
	it("is shown by its presence with all children and its own id", function()
		server:join(room, "mercutio@montague.example/m", "Mercutio", "participant",
			st.presence({ id = "his-own" }):text_tag("show", "away"):text_tag("status", "jesting"))
		local presence = answer(JULIET, occupant_jid("Mercutio"))
		assert.equal("his-own", presence.attr.id)
		assert.is_nil(presence.attr.type)
		assert.equal("away", presence:get_child_text("show"))
		assert.equal("jesting", presence:get_child_text("status"))
	end)

	it("has its affiliation and role in the item", function()
		assert.same({ { affiliation = "none", role = "moderator" } }, items(answer(JULIET, occupant_jid("Romeo"))))
	end)

	it("is shown by its primary session", function()
		server:join(room, "juliet@capulet.example/tomb", "Juliet", nil, st.presence({ id = "second" }))
		assert.equal("joined", answer(ROMEO, occupant_jid("Juliet")).attr.id)
	end)

	it("has one item for each session where real JIDs are shown, else a single one", function()
		server:join(room, "juliet@capulet.example/tomb", "Juliet")
		server:join(room, TYBALT, "Tybalt")
		assert.equal(2, #items(answer(ROMEO, occupant_jid("Juliet"))))
		assert.equal(1, #items(answer(TYBALT, occupant_jid("Juliet"))))
	end)

	it("is answered for in the probing session only", function()
		server:join(room, "romeo@montague.example/balcony", "Romeo")
		answer("romeo@montague.example/balcony", occupant_jid("Juliet"))
	end)

	it("is answered without any status, even of oneself", function()
		for _, nick in ipairs({ "Romeo", "Juliet" }) do
			local x = answer(ROMEO, occupant_jid(nick)):get_child("x", XMLNS_MUC_USER)
			assert.is_nil(x:get_child("status"))
		end
	end)

	it("without a presence of its primary session is unavailable, as in broadcasts", function()
		local occupant = room:get_occupant_by_nick(occupant_jid("Juliet"))
		occupant.jid = "juliet@capulet.example/tomb"
		room._occupants[occupant.nick] = occupant
		assert.equal("unavailable", answer(ROMEO, occupant_jid("Juliet")).attr.type)
	end)

	it("keeps the presence the room holds as it was", function()
		local before = tostring(room:get_occupant_by_nick(occupant_jid("Juliet")):get_presence())
		answer(ROMEO, occupant_jid("Juliet"))
		assert.equal(before, tostring(room:get_occupant_by_nick(occupant_jid("Juliet")):get_presence()))
	end)
end)

describe("contract row 3: an absent owner of a registered nick", function()
	before_each(function() register("mercutio@montague.example", "Mercutio") end)

	it("is unavailable with affiliation, role none and nick, the id mirrored", function()
		local presence = answer(JULIET, occupant_jid("Mercutio"), "mine")
		assert.equal("unavailable", presence.attr.type)
		assert.equal("mine", presence.attr.id)
		assert.same({ { affiliation = "member", role = "none", nick = "Mercutio" } }, items(presence))
		assert.same({ 1, 1 }, { #presence.tags, #presence.tags[1].tags }, "there is more in it than the item")
	end)

	it("has no occupant-id, also where another module adds one", function()
		local XMLNS_OCCUPANT_ID = "urn:xmpp:occupant-id:0"
		server:hook("muc-build-occupant-presence", function(event)
			event.stanza:tag("occupant-id", { xmlns = XMLNS_OCCUPANT_ID, id = "added" }):up()
		end)
		assert.is_nil(answer(JULIET, occupant_jid("Mercutio")):get_child("occupant-id", XMLNS_OCCUPANT_ID))
	end)

	it("is the same while its owner is in the room under another nick", function()
		server:join(room, "mercutio@montague.example/m", "Queen Mab")
		assert.same({ { affiliation = "member", role = "none", nick = "Mercutio" } },
			items(answer(JULIET, occupant_jid("Mercutio"))))
	end)
end)

describe("contract row 4: a nick that nobody has", function()
	it("is unavailable with affiliation and role none, the id mirrored", function()
		assert_unknown(answer(JULIET, occupant_jid("Nobody"), "mine"), "mine")
	end)

	it("may be one whose owner lost the affiliation", function()
		room._reserved_nicks = { Ghost = "ghost@capulet.example" }
		assert_unknown(answer(JULIET, occupant_jid("Ghost"), "mine"), "mine")
	end)

	it("stays unanswered with muc_probe_unknown = \"silent\"", function()
		server = start({ muc_probe_unknown = "silent" })
		room = server:room()
		server:join(room, JULIET, "Juliet")
		local handled, routed, got = server:probe(JULIET, occupant_jid("Nobody"))
		assert.same({ true, 0, 0 }, { handled, #routed, #got })
	end)
end)

describe("contract row 5: a nick registered to a banned user", function()
	before_each(function() register("paris@capulet.example", "Paris", "outcast") end)

	it("is as unknown to whoever may not read the ban list, a moderator among them", function()
		assert_unknown(answer(JULIET, occupant_jid("Paris"), "mine"), "mine")
		assert_unknown(answer(ROMEO, occupant_jid("Paris"), "mine"), "mine")
	end)

	for _, affiliation in ipairs({ "admin", "owner" }) do
		it("is shown as outcast to an " .. affiliation, function()
			assert(room:set_affiliation(true, "juliet@capulet.example", affiliation))
			assert.equal("outcast", items(answer(JULIET, occupant_jid("Paris")))[1].affiliation)
		end)
	end
end)

describe("contract row 7: a prober who probes itself", function()
	it("gets its presence, with its real JID", function()
		assert.same({ { affiliation = "none", role = "participant", jid = JULIET } },
			items(answer(JULIET, occupant_jid("Juliet"))))
	end)
end)

describe("real JIDs", function()
	before_each(function()
		register("mercutio@montague.example", "Mercutio")
		server:join(room, "benvolio@montague.example/b", "Benvolio", "visitor")
	end)

	local function real_jids(prober)
		return { items(answer(prober, occupant_jid("Juliet")))[1].jid, items(answer(prober, occupant_jid("Mercutio")))[1].jid }
	end

	it("are shown to moderators, for present and absent targets", function()
		assert.same({ JULIET, "mercutio@montague.example" }, real_jids(ROMEO))
	end)

	it("are hidden from participants and visitors", function()
		server:join(room, TYBALT, "Tybalt")
		assert.same({}, real_jids(TYBALT))
		assert.same({}, real_jids("benvolio@montague.example/b"))
	end)

	it("are hidden from an owner who is no moderator", function()
		server:join(room, TYBALT, "Tybalt")
		room._affiliations["tybalt@capulet.example"] = "owner"
		assert.same({}, real_jids(TYBALT))
	end)

	it("are shown to everybody in a non-anonymous room", function()
		room:set_whois("anyone")
		assert.same({ JULIET, "mercutio@montague.example" }, real_jids("benvolio@montague.example/b"))
	end)

	it("are shown of one's own registered nick and of one's other occupants", function()
		server:join(room, "mercutio@montague.example/m", "Queen Mab")
		server:join(room, "mercutio@montague.example/n", "Jester")
		assert.equal("mercutio@montague.example", items(answer("mercutio@montague.example/m", occupant_jid("Mercutio")))[1].jid)
		assert.equal("mercutio@montague.example/n", items(answer("mercutio@montague.example/m", occupant_jid("Jester")))[1].jid)
	end)
end)
