-- Batches: many occupant JIDs in one iq.

local verona = require("spec.unit.support.verona")
local st = require("util.stanza")

local JULIET, TYBALT = verona.JULIET, verona.TYBALT
local XMLNS_MUC_USER = verona.XMLNS_MUC_USER
local server, room

local function start_with(options)
	server, room = verona.meet(options)
	verona.register(room)
end

before_each(function() start_with({}) end)

local function batch(from, jids, to)
	return server:ask(verona.batch(from, to or room.jid, jids))
end

local function occupant(nick) return room.jid .. "/" .. nick end

local function assert_refused(error_type, error_condition, from, jids)
	local handled, routed, got = batch(from, jids)
	assert.is_true(handled)
	assert.equal(0, #routed, "a refused batch had something answered")
	assert.equal(1, #got)
	local kind, condition = got[1]:get_error()
	assert.same({ error_type, error_condition, "b1" }, { kind, condition, got[1].attr.id })
end

describe("a batch", function()
	it("is answered with one presence for each item, then the result, in that order", function()
		local handled, routed, got = batch(JULIET, { occupant("Romeo"), occupant("Mercutio"), occupant("Nobody") })
		assert.is_true(handled)
		assert.equal(0, #got)
		local seen = {}
		for _, stanza in ipairs(routed) do
			assert.equal(JULIET, stanza.attr.to)
			table.insert(seen, { stanza.name, stanza.attr.from, stanza.attr.type })
		end
		assert.same({
			{ "presence", occupant("Romeo") },
			{ "presence", occupant("Mercutio"), "unavailable" },
			{ "presence", occupant("Nobody"), "unavailable" },
			{ "iq", room.jid, "result" },
		}, seen)
		assert.equal("b1", routed[4].attr.id)
		assert.equal("b1", routed[2].attr.id)
	end)

	it("is answered once for a duplicate, however it is written", function()
		local _, routed = batch(JULIET, { occupant("Romeo"), occupant("Romeo") })
		assert.equal(2, #routed)
	end)

	it("without an item is answered with the result alone", function()
		local _, routed = batch(JULIET, {})
		assert.same({ 1, "result" }, { #routed, routed[1].attr.type })
	end)

	it("with an id of 256 bytes is answered, of one more refused: each presence repeats it", function()
		local function ask(length)
			local iq = st.iq({ type = "get", id = ("i"):rep(length), from = JULIET, to = room.jid })
				:tag("query", { xmlns = XMLNS_MUC_USER }):tag("item", { jid = occupant("Romeo") }):up():up()
			local got = {}
			server.routed = {}
			prosody.hosts["conference.example"].events.fire_event("iq/bare/" .. XMLNS_MUC_USER .. ":query", {
				origin = { send = function(stanza) table.insert(got, stanza) end }, stanza = iq,
			})
			return #server.routed, got[1]
		end
		assert.equal(2, (ask(256)))
		local answered, refusal = ask(257)
		local kind, condition = refusal:get_error()
		assert.same({ 0, "modify", "bad-request", 257 }, { answered, kind, condition, #refusal.attr.id })
	end)

	it("from an outsider is refused", function()
		assert_refused("cancel", "not-acceptable", TYBALT, { occupant("Romeo") })
	end)

	for what, jid in pairs({
		["no jid"] = "",
		["the room itself, in capitals"] = "ROOM@conference.example",
		["the room itself"] = "room@conference.example",
		["another room"] = "other@conference.example/Romeo",
		["another service"] = "room@elsewhere.example/Romeo",
		["a malformed jid"] = "@/",
		["a host, with what is prepared to a slash"] = "room@conference.example\239\188\143Romeo",
		["a host, with what is prepared to an at"] = "room\239\188\160conference.example/Romeo",
	}) do
		it("with an item that is " .. what .. " is refused as a whole", function()
			assert_refused("modify", "bad-request", JULIET, { occupant("Romeo"), jid })
		end)
	end

	-- Stand-ins for Prosody's libraries in C prepare nothing.
	local it_if_prepared = require("util.encodings").stringprep.nodeprep("A") == "a" and it or pending
	it_if_prepared("is answered for an occupant JID that is not prepared", function()
		local _, routed = batch(JULIET, { "ROOM@Conference.Example/Romeo" })
		assert.same({ 2, occupant("Romeo") }, { #routed, routed[1].attr.from })
	end)

	it("of as many items as allowed is answered, of one more refused", function()
		start_with({ muc_probe_batch_limit = 3 })
		local three = { occupant("A"), occupant("B"), occupant("C") }
		local _, routed = batch(JULIET, three)
		assert.equal(4, #routed)
		table.insert(three, occupant("D"))
		assert_refused("modify", "policy-violation", JULIET, three)
	end)

	local five = { "A", "B", "C", "D", "E" }
	for i, nick in ipairs(five) do five[i] = "room@conference.example/" .. nick end

	it("of too many items is refused to an outsider as any other is", function()
		start_with({ muc_probe_batch_limit = 3 })
		assert_refused("cancel", "not-acceptable", TYBALT, five)
	end)

	it("of too many items to a room that does not exist is left to Prosody", function()
		start_with({ muc_probe_batch_limit = 3 })
		assert.is_nil((batch(JULIET, five, "nowhere@conference.example")))
	end)

	it("of too many items, or of more than the burst, costs nothing, and is refused so whatever is left", function()
		start_with({ muc_probe_batch_limit = 4, muc_probe_rate = 0.001, muc_probe_burst = 3 })
		local three = { occupant("A"), occupant("B"), occupant("C") }
		assert_refused("modify", "policy-violation", JULIET, five)
		assert_refused("modify", "policy-violation", JULIET, { occupant("A"), occupant("B"), occupant("C"), occupant("D") })
		local _, routed = batch(JULIET, three)
		assert.equal(4, #routed)
		assert_refused("modify", "policy-violation", JULIET, five)
		assert_refused("wait", "resource-constraint", JULIET, three)
	end)

	it("has as many items as it has elements of that name and namespace", function()
		start_with({ muc_probe_batch_limit = 1, muc_probe_rate = 0.001, muc_probe_burst = 1 })
		local iq = st.iq({ type = "get", id = "b1", from = JULIET, to = room.jid }):tag("query", { xmlns = XMLNS_MUC_USER })
			:tag("item", { xmlns = "urn:example:other", jid = occupant("A") }):up():tag("other", { xmlns = XMLNS_MUC_USER }):up()
			:tag("item", { xmlns = XMLNS_MUC_USER, jid = occupant("Romeo") }):up():up()
		local handled, routed = server:ask(iq)
		assert.is_true(handled)
		assert.same({ 2, occupant("Romeo") }, { #routed, routed[1].attr.from })
	end)

	it("to an occupant is left to Prosody, in a room at the service's own address too", function()
		local host_room = server.muc.new_room("conference.example")
		server.muc.track_room(host_room)
		server:join(host_room, JULIET, "Juliet")
		assert.is_nil((batch(JULIET, { "conference.example/Juliet" }, "conference.example/Juliet")))
	end)

	it("is left to other modules with muc_probe_batches = false", function()
		start_with({ muc_probe_batches = false })
		assert.is_nil((batch(JULIET, { occupant("Romeo") })))
	end)

	it("to a room that does not exist is left to Prosody", function()
		assert.is_nil((batch(JULIET, { "nowhere@conference.example/Romeo" }, "nowhere@conference.example")))
	end)

	it("leaves out nicks that nobody has with muc_probe_unknown = \"silent\"", function()
		start_with({ muc_probe_unknown = "silent" })
		local _, routed = batch(JULIET, { occupant("Nobody"), occupant("Romeo") })
		assert.equal(2, #routed)
	end)
end)

describe("a prober who is put out of the room while an answer is made", function()
	before_each(function()
		server:hook("muc-build-occupant-presence", function()
			if room:get_occupant_jid(JULIET) then
				room:set_affiliation(true, "juliet@capulet.example", "outcast")
				server.routed = {}
			end
		end)
	end)

	it("gets nothing of a batch from there on, and its end is not-acceptable", function()
		local _, _, got = batch(JULIET, { occupant("Romeo"), occupant("Nobody") })
		local _, condition = got[#got]:get_error()
		assert.equal("not-acceptable", condition)
		for _, stanza in ipairs(server.routed) do
			assert.is_false(stanza.name == "presence" and stanza.attr.to == JULIET, tostring(stanza))
		end
	end)

	it("gets nothing of a query, whose answer is not-acceptable", function()
		local iq = st.iq({ type = "get", id = "q1", from = JULIET, to = room.jid })
			:tag("query", { xmlns = "http://modules.prosody.im/mod_muc_probe/1" }):tag("item", { nick = "Romeo" }):up():up()
		local handled, _, got = server:ask(iq)
		local _, condition = got[#got]:get_error()
		assert.same({ true, 1, "not-acceptable" }, { handled, #got, condition })
	end)
end)

describe("somebody who is hidden while an answer is made", function()
	it("is not followed", function()
		if not room.set_presence_broadcast then return end
		room._data.presence_broadcast = { moderator = true }
		server:join(room, TYBALT, "Tybalt")
		server:hook("muc-build-occupant-presence", function() room._data.muc_probe_hidden = "nobody" end)
		local iq = st.iq({ type = "get", id = "q1", from = JULIET, to = room.jid })
			:tag("query", { xmlns = "http://modules.prosody.im/mod_muc_probe/1" }):tag("item", { nick = "Tybalt", follow = "true" })
			:up():up()
		local _, _, got = server:ask(iq)
		assert.equal("result", got[1].attr.type)
		assert.is_nil(got[1].tags[1].tags[1].attr.followed)
	end)
end)

describe("an iq of type set", function()
	it("is no batch", function()
		assert.is_nil((server:ask(verona.batch(JULIET, room.jid, {}, { type = "set" }))))
	end)
end)

describe("mod_muc_batched_probe", function()
	local function load_other()
		prosody.hosts["conference.example"].modules.muc_batched_probe = {}
		prosody.hosts["conference.example"].events.fire_event("module-loaded", { module = "muc_batched_probe" })
	end

	it("loaded too, the log says that the plugin answers, and it does so first", function()
		load_other()
		assert.is_truthy(table.concat(server:logged("warn")):find("muc_probe answers batches", 1, true))
		server:hook("iq/bare", function() error("the other module was asked") end, 1)
		assert.is_true((server:deliver(verona.batch(JULIET, room.jid, { occupant("Romeo") }))))
	end)

	it("loaded too, what is left to Prosody counts once against the rate limit", function()
		start_with({ muc_probe_rate = 0.001, muc_probe_burst = 2 })
		load_other()
		load_other()
		local function ask_nowhere()
			local iq = verona.batch(JULIET, "nowhere@conference.example", { "nowhere@conference.example/Romeo" })
			local handled, _, got = server:deliver(iq)
			if not handled then
				local _, _, more = server:ask(iq)
				return #got + #more
			end
			return #got
		end
		assert.same({ 0, 0, 1 }, { ask_nowhere(), ask_nowhere(), ask_nowhere() })
	end)

	it("loaded too with muc_probe_batches = false, the log says that the other one answers", function()
		start_with({ muc_probe_batches = false })
		load_other()
		assert.is_truthy(table.concat(server:logged("info")):find("mod_muc_batched_probe answers batches", 1, true))
	end)
end)

describe("a batch without an id", function()
	it("is left to Prosody, for it cannot be answered", function()
		local iq = verona.batch(JULIET, room.jid, {})
		iq.attr.id = nil
		assert.is_nil((server:ask(iq)))
	end)
end)
