-- Beside modules that change who is seen, and by which name: stand-ins for those of others, and Prosody's own.

local verona = require("spec.unit.support.verona")
local st = require("util.stanza")

local ROMEO, JULIET = verona.ROMEO, verona.JULIET
local TY = "tybalt@capulet.example/street"
local XMLNS_QUERY = "http://modules.prosody.im/mod_muc_probe/1"
local XMLNS_MUC, XMLNS_MUC_USER = "http://jabber.org/protocol/muc", verona.XMLNS_MUC_USER
local XMLNS_OCCUPANT_ID = "urn:xmpp:occupant-id:0"
local server, room

local function meet(options)
	options = options or {}
	options.muc_probe_rate = 0
	server, room = verona.meet(options)
	if room.set_presence_broadcast then room._data.presence_broadcast = { moderator = true } end
end

local function join(real_jid, nick)
	return server:deliver(st.presence({ from = real_jid, to = room.jid .. "/" .. nick }):tag("x", { xmlns = XMLNS_MUC }):up())
end

local function leave(real_jid)
	server:deliver(st.presence({ type = "unavailable", from = real_jid, to = room:get_occupant_jid(real_jid) }))
end

-- A query for a nick, or for the user with a bare JID.
local function query(from, nick, user)
	local iq = st.iq({ type = "get", id = "q1", from = from, to = room.jid }):tag("query", { xmlns = XMLNS_QUERY })
		:tag("item", { xmlns = XMLNS_QUERY, nick = nick, follow = "true" })
	if user then
		iq:tag("occupant-id", { xmlns = XMLNS_OCCUPANT_ID, id = room:get_occupant_id({ bare_jid = user }) }):up()
	end
	return iq:up():up()
end

-- The presence in the item that comes back.
local function presence_in(got)
	return got[1]:get_child("query", XMLNS_QUERY):get_child("item"):get_child("presence", "jabber:client")
end

local function ask(from, nick, user)
	local _, _, got = server:ask(query(from, nick, user))
	return presence_in(got)
end

local function item_of(presence) return presence:get_child("x", XMLNS_MUC_USER):get_child("item").attr end

-- Those of some stanzas that a filter lets out.
local function filtered(stanzas, filter)
	local left = {}
	for _, stanza in ipairs(stanzas) do
		stanza = filter(stanza)
		if stanza then table.insert(left, stanza) end
	end
	return left
end

describe("Jitsi's lobby, that drops available presences of others on their way out,", function()
	before_each(function()
		meet()
		join(TY, "Ty")
	end)

	local function lobby(stanza)
		local is_about_others = stanza.name == "presence" and stanza.attr.from ~= room:get_occupant_jid(stanza.attr.to)
		return not (is_about_others and stanza.attr.type == nil) and stanza or nil
	end

	it("drops the answer to a probe, and no error stands in for it", function()
		local _, routed, got = server:probe(JULIET, room.jid .. "/Ty")
		assert.same({ 0, 0 }, { #filtered(routed, lobby), #filtered(got, lobby) })
	end)

	it("lets the rest of a batch pass, with its end", function()
		local _, routed = server:ask(verona.batch(JULIET, room.jid, { room.jid .. "/Ty", room.jid .. "/Nobody" }))
		local left = filtered(routed, lobby)
		assert.same({ 2, "unavailable", "result" }, { #left, left[1].attr.type, left[2].attr.type })
	end)

	it("does not see what is inside of a result", function()
		local _, _, got = server:ask(query(JULIET, "Ty"))
		assert.equal(room.jid .. "/Ty", presence_in(filtered(got, lobby)).attr.from)
	end)

	it("leaves followers the last word, that somebody has gone", function()
		ask(JULIET, "Ty")
		local _, routed = server:deliver(st.presence({ from = TY, to = room.jid .. "/Ty" }))
		for _, stanza in ipairs(filtered(routed, lobby)) do assert.not_equal(JULIET, stanza.attr.to) end
		_, routed = server:deliver(st.presence({ type = "unavailable", from = TY, to = room.jid .. "/Ty" }))
		local told = filtered(routed, function(stanza) return stanza.attr.to == JULIET and lobby(stanza) or nil end)
		assert.same({ 1, "unavailable" }, { #told, told[1].attr.type })
	end)

	it("hides people inside of results too, by the event that is for it", function()
		server:hook("muc-build-occupant-presence", function(event)
			if event.occupant.nick == room.jid .. "/Ty" then event.stanza.attr.type = "unavailable" end
		end)
		assert.equal("unavailable", ask(JULIET, "Ty").attr.type)
	end)
end)

describe("tenants, whose rooms have other addresses outside,", function()
	before_each(function()
		meet()
		join(TY, "Ty")
	end)

	-- room@conference.example is room@conference.tenant.example to its users.
	local INSIDE, OUTSIDE = "@conference%.example", "@conference.tenant.example"

	local function outwards(stanza)
		stanza.attr.from = stanza.attr.from:gsub(INSIDE, OUTSIDE)
		return stanza
	end

	local function inwards(stanza)
		stanza.attr.to = stanza.attr.to:gsub("@conference%.tenant%.example", "@conference.example")
		return stanza
	end

	it("are asked by nick, and answered in the tenant's name; inside stands the room's own address", function()
		local iq = query(JULIET, "Ty")
		iq.attr.to = "room@conference.tenant.example"
		local _, _, got = server:ask(inwards(iq))
		outwards(got[1])
		assert.same({ "room@conference.tenant.example", room.jid .. "/Ty" }, { got[1].attr.from, presence_in(got).attr.from })
		assert.equal("Ty", got[1].tags[1].tags[1].attr.nick)
	end)

	it("are not asked by a batch, whose items have the tenant's address: no occupant JID of this room", function()
		local iq = verona.batch(JULIET, "room@conference.tenant.example", { "room@conference.tenant.example/Ty" })
		local _, routed, got = server:ask(inwards(iq))
		assert.same({ 0, "bad-request" }, { #routed, (select(2, got[1]:get_error())) })
	end)

	it("have followers told in the tenant's name, as of everything", function()
		ask(JULIET, "Ty")
		local _, routed = server:deliver(st.presence({ from = TY, to = room.jid .. "/Ty" }))
		local told = filtered(routed, function(stanza) return stanza.attr.to == JULIET and outwards(stanza) or nil end)
		assert.same({ 1, "room@conference.tenant.example/Ty" }, { #told, told[1].attr.from })
	end)
end)

describe("nicks that are registered by themselves", function()
	before_each(function()
		meet()
		server:hook("muc-occupant-joined", function(event)
			local nick = event.nick:sub(#room.jid + 2)
			if not event.room:get_registered_nick(event.occupant.bare_jid) then
				verona.register(event.room, event.occupant.bare_jid, nick)
			end
		end)
		join(TY, "Ty")
		leave(TY)
		join(TY, "Cat")
	end)

	it("are answered as those of somebody absent, without the occupant-id of whom they belong to", function()
		local _, routed = server:probe(JULIET, room.jid .. "/Ty")
		assert.same({ "unavailable", "member", "none", "Ty" }, {
			routed[1].attr.type, item_of(routed[1]).affiliation, item_of(routed[1]).role, item_of(routed[1]).nick,
		})
		assert.is_nil(routed[1]:get_child("occupant-id", XMLNS_OCCUPANT_ID))
		assert.is_nil(ask(JULIET, "Ty"):get_child("occupant-id", XMLNS_OCCUPANT_ID))
	end)

	it("leave their owner to be found under the nick that he has", function()
		if not room.get_occupant_id then return end
		assert.equal(room.jid .. "/Cat", ask(JULIET, nil, "tybalt@capulet.example").attr.from)
	end)

	it("show whom one follows as a member from the first word on", function()
		leave(TY)
		join("new@capulet.example/x", "New")
		assert.equal("member", item_of(ask(JULIET, "New")).affiliation)
		local _, routed = server:deliver(st.presence({ from = "new@capulet.example/x", to = room.jid .. "/New" }))
		local told = filtered(routed, function(stanza) return stanza.attr.to == JULIET and stanza or nil end)
		assert.same({ 1, "member" }, { #told, item_of(told[1]).affiliation })
	end)
end)

describe("enforce_registered_nickname", function()
	it("has people come under their own nick whatever they ask for: that one is answered and followed", function()
		meet({ enforce_registered_nickname = true })
		verona.register(room, "tybalt@capulet.example", "Ty")
		join(TY, "Cat")
		assert.equal("unavailable", ask(JULIET, "Cat").attr.type)
		assert.is_nil(ask(JULIET, "Ty").attr.type)
		server:deliver(st.presence({ from = TY, to = room.jid .. "/Cat" }))
		assert.same({ room.jid .. "/Ty", nil }, { room:get_occupant_jid(TY), ask(JULIET, "Ty").attr.type })
	end)
end)

describe("hats", function()
	it("are in results as in broadcasts", function()
		meet()
		local data = { reserved_nickname = "Ty", hats = { ["urn:x"] = { active = true, title = "Prince of Cats" } } }
		room:set_affiliation(true, "tybalt@capulet.example", "member", nil, data)
		join(TY, "Ty")
		local function hats(presence)
			-- Their namespace was another one before 13.0.
			for _, element in ipairs(presence.tags) do
				if element.name == "hats" then return element.tags[1].attr.title end
			end
		end
		local answered = hats(ask(JULIET, "Ty"))
		local _, routed = server:deliver(st.presence({ from = TY, to = room.jid .. "/Ty" }))
		local told = filtered(routed, function(stanza) return stanza.attr.to == JULIET and stanza or nil end)
		assert.same({ 1, answered }, { #told, hats(told[1]) })
		local has_hats = pcall(function() return server.muc.module:require("muc/hats") end)
		assert.equal(has_hats and "Prince of Cats" or nil, answered)
		-- Who is absent has them too, where the room tells of him.
		room:set_role(true, room.jid .. "/Ty", nil)
		assert.equal(answered, (hats(ask(ROMEO, "Ty"))))
	end)
end)
