-- The contract's second table: probes of rooms, from bare JIDs and of rooms that are not there, and the join guard.

local support = require("spec.unit.support.server")
local verona = require("spec.unit.support.verona")
local start = support.start
local st = require("util.stanza")

local JULIET, TYBALT = verona.JULIET, verona.TYBALT

local server, room

before_each(function()
	server, room = verona.meet()
end)

local function item_of(presence)
	return presence:get_child("x", verona.XMLNS_MUC_USER):get_child("item").attr
end

describe("a probe of the room's bare JID", function()
	it("tells an occupant that the room is online, and mirrors the id", function()
		local handled, routed = server:probe(JULIET, room.jid, "mine")
		assert.is_true(handled)
		assert.same({ from = room.jid, to = JULIET, id = "mine" }, routed[1].attr)
		assert.equal(0, #routed[1].tags)
		assert.equal(1, #routed)
	end)

	it("is left to Prosody with muc_probe_room = false", function()
		server = start({ muc_probe_room = false })
		room = server:room()
		server:join(room, JULIET, "Juliet")
		room.handle_presence_to_room = function() return "Prosody's" end
		assert.equal("Prosody's", (server:probe(JULIET, room.jid)))
	end)

	it("is refused to an outsider, from the room's bare JID", function()
		local handled, routed, got = server:probe(TYBALT, room.jid, "mine")
		assert.same({ true, 0, 1 }, { handled, #routed, #got })
		assert.same({ type = "error", id = "mine", from = room.jid, to = TYBALT }, got[1].attr)
	end)

	it("is answered in a room at the service's own address too", function()
		local host_room = server.muc.new_room(support.host)
		server.muc.track_room(host_room)
		server:join(host_room, JULIET, "Juliet")
		local _, routed = server:probe(JULIET, support.host)
		assert.equal(support.host, routed[1].attr.from)
		_, routed = server:probe(JULIET, support.host .. "/Juliet")
		assert.equal(support.host .. "/Juliet", routed[1].attr.from)
	end)
end)

describe("a probe from a bare JID", function()
	local NURSE, BOT = "nurse@capulet.example", "bot.example"

	it("is refused, though a session of the user is in the room: a bare JID asks for itself only", function()
		server:join(room, NURSE .. "/n", "Nurse")
		local handled, routed, got = server:probe(NURSE, room.jid .. "/Juliet", "mine")
		assert.same({ true, 0, 1 }, { handled, #routed, #got })
		local kind, condition = got[1]:get_error()
		assert.same({ "cancel", "not-acceptable" }, { kind, condition })
		assert.same({ type = "error", id = "mine", from = room.jid .. "/Juliet", to = NURSE }, got[1].attr)
	end)

	it("looks at no occupant", function()
		server:join(room, NURSE .. "/n", "Nurse")
		room.each_occupant = function() error("the room was walked") end
		setmetatable(room._occupants, { __pairs = function() error("the room was walked") end })
		server:probe(NURSE, room.jid .. "/Juliet")
	end)

	it("that is a session in the room is answered, as any other session with its role", function()
		server:join(room, BOT, "Bot", "moderator")
		local _, routed = server:probe(BOT, room.jid .. "/Juliet")
		assert.equal(BOT, routed[1].attr.to)
		assert.equal(JULIET, item_of(routed[1]).jid)
	end)

	it("that is a session in the room without the moderator role is shown no other real JID", function()
		server:join(room, BOT, "Bot", "participant")
		local function jid_of(nick)
			local _, routed = server:probe(BOT, room.jid .. "/" .. nick)
			return item_of(routed[1]).jid
		end
		assert.is_nil(jid_of("Juliet"))
		assert.equal(BOT, jid_of("Bot"))
	end)

	it("of a session that has left is refused, whoever else of the user is in the room", function()
		server:join(room, NURSE .. "/n", "Nurse")
		local _, routed, got = server:probe(NURSE .. "/gone", room.jid .. "/Juliet")
		assert.same({ 0, 1 }, { #routed, #got })
	end)
end)

describe("a probe of a room that is not there", function()
	local function probe(to)
		server.reads = 0
		local handled, routed, got = server:probe(JULIET, to, "mine")
		return { handled, #routed, got[1] and tostring(got[1]) or "nothing", server.reads }
	end

	-- The same without the plugin: its handlers are those of priority -1.
	local function probe_prosody(to)
		local events = prosody.hosts[support.host].events
		local unhook = {}
		for _, event in ipairs({ "presence/full", "presence/bare", "presence/host" }) do
			local handler = events.get_handlers(event)[1]
			events.remove_handler(event, handler)
			table.insert(unhook, function() events.add_handler(event, handler, -1) end)
		end
		local answer = probe(to)
		for _, restore in ipairs(unhook) do restore() end
		return answer
	end

	local function assert_as_prosody(to)
		assert.same(probe_prosody(to), probe(to))
	end

	it("is answered as Prosody does, reads the storage as often, and creates no room", function()
		for _, to in ipairs({ "nowhere@" .. support.host .. "/Juliet", "nowhere@" .. support.host, support.host }) do
			assert_as_prosody(to)
			assert.is_true(server.reads <= 1)
		end
		assert.is_nil(server.muc.get_room_from_jid("nowhere@" .. support.host))
	end)

	it("is answered as Prosody does where the JID is none that a room can have", function()
		assert_as_prosody("now\226\152\131here@" .. support.host .. "/Juliet")
	end)

	it("is left to Prosody where the room was destroyed", function()
		room:set_persistent(true)
		room:destroy()
		local reached = false
		server:hook("presence/full", function() reached = true return true end, -1.5)
		server:probe(JULIET, room.jid .. "/Juliet")
		assert.is_true(reached)
	end)

	it("is answered as Prosody does where the room cannot be loaded", function()
		server.storage.broken = true
		assert_as_prosody("broken@" .. support.host .. "/Juliet")
		assert.equal(1, server.reads)
	end)

	it("is answered as Prosody does where the room may not be loaded", function()
		server.storage.locked_out = { _jid = "locked_out@" .. support.host, _data = {} }
		server:hook("muc-room-pre-restore", function() return false end)
		assert_as_prosody("locked_out@" .. support.host .. "/Juliet")
		assert.equal(1, server.reads)
	end)

	it("of which only the bare JID is probed, is answered as Prosody's router does where the room cannot be loaded", function()
		server.storage.broken = true
		local handled, _, error_reply, reads = table.unpack(probe("broken@" .. support.host))
		assert.is_true(handled)
		assert.is_truthy(error_reply:find("service-unavailable", 1, true))
		assert.equal(1, reads)
	end)

	it("leaves a batch to Prosody, where the room cannot be loaded, too", function()
		server.storage.broken = true
		assert.is_nil((server:ask(verona.batch(JULIET, "broken@" .. support.host, {}))))
	end)
end)

describe("a probe without addresses", function()
	it("is left to Prosody", function()
		for _, attr in ipairs({ { from = JULIET }, { to = "room@conference.example/Juliet" } }) do
			attr.type = "probe"
			local handled = prosody.hosts[support.host].events.get_handlers("presence/full")[1]({
				origin = {}, stanza = st.presence(attr),
			})
			assert.is_nil(handled)
		end
	end)
end)

describe("a presence that is no probe", function()
	for _, kind in ipairs({ "none", "unavailable", "subscribe", "error" }) do
		it("is left alone: type " .. kind, function()
			local reached = false
			server:hook("presence/full", function() reached = true return true end, -1.5)
			local type = kind ~= "none" and kind or nil
			server:deliver(st.presence({ from = JULIET, to = room.jid .. "/Juliet", type = type }))
			assert.is_true(reached)
			assert.equal(0, #server:logged("debug"))
		end)
	end
end)

describe("the join guard", function()
	local function join(type, name)
		local got = {}
		local handled = prosody.hosts[support.host].events.fire_event("muc-occupant-pre-join", {
			room = room,
			origin = { send = function(stanza) table.insert(got, stanza) end },
			stanza = st.stanza(name or "presence", { from = TYBALT, to = room.jid .. "/Tybalt", type = type, id = "join1" }),
			occupant = room:new_occupant("tybalt@capulet.example", room.jid .. "/Tybalt"),
			is_new_room = true,
		})
		return handled, got
	end

	for _, type in ipairs({ "probe", "subscribe", "unavailable" }) do
		it("refuses a presence of type " .. type .. " with modify / bad-request", function()
			local handled, got = join(type)
			assert.is_true(handled)
			assert.equal(1, #got)
			local kind, condition = got[1]:get_error()
			assert.same({ "modify", "bad-request" }, { kind, condition })
			assert.equal("join1", got[1].attr.id)
		end)
	end

	it("comes before the policies of other modules", function()
		local asked = false
		server:hook("muc-occupant-pre-join", function() asked = true end, 999)
		join("probe")
		assert.is_false(asked)
	end)

	it("stops an error without answering it with another", function()
		local handled, got = join("error")
		assert.same({ true, 0 }, { handled, #got })
	end)

	it("lets what is no presence pass: it has a type for another reason", function()
		local handled, got = join("set", "iq")
		assert.is_nil(handled)
		assert.equal(0, #got)
	end)

	it("lets a presence without a type pass", function()
		local handled, got = join(nil)
		assert.is_nil(handled)
		assert.equal(0, #got)
	end)
end)
