-- The commands of the shell.

local support = require("spec.unit.support.server")
local verona = require("spec.unit.support.verona")
local start = support.start
local st = require("util.stanza")

local JULIET = verona.JULIET
local NOBODY = "room@conference.example/Nobody"
local server, room

local function start_with(options)
	server = start(options)
	room = server:room()
	server:join(room, JULIET, "Juliet")
end

describe("the shell", function()
	local function command(name)
		for _, each in ipairs(server.items) do
			if each.kind == "shell-command" and each.item.name == name then return each.item end
		end
	end

	before_each(function()
		start_with({ muc_probe_hidden = "nobody" })
		verona.register(room)
		server.routed = {}
	end)

	it("tells what a user would be told, by full or bare JID, and sends nothing", function()
		for _, user in ipairs({ JULIET, "juliet@capulet.example" }) do
			local ok, message = command("ask"):handler(room.jid .. "/Juliet", user)
			assert.is_true(ok)
			assert.is_truthy(message:find("^present: <presence"))
			assert.is_truthy(message:find(JULIET, 1, true))
		end
		local _, message = command("ask"):handler(room.jid .. "/Mercutio", JULIET)
		assert.is_truthy(message:find("^unknown: "))
		assert.equal(0, #server.routed)
	end)

	it("tells of outsiders, of rooms that are not there and of arguments that make no sense", function()
		local function ask(...) return select(2, command("ask"):handler(...)) end
		assert.is_true((command("ask"):handler(room.jid .. "/Juliet", "tybalt@capulet.example")))
		assert.is_false((command("ask"):handler("nowhere@conference.example/Juliet", JULIET)))
		assert.is_truthy(ask(room.jid .. "/Juliet", "tybalt@capulet.example"):find("not-acceptable", 1, true))
		assert.is_truthy(ask("nowhere@conference.example/Juliet", JULIET):find("No such room", 1, true))
		for _, arguments in ipairs({ {}, { room.jid, JULIET }, { room.jid .. "/Juliet" } }) do
			assert.is_false((command("ask"):handler(arguments[1], arguments[2])))
		end
	end)

	it("tells that another module takes an answer away", function()
		start_with({})
		verona.register(room)
		server:hook("muc-build-occupant-presence", function(event) event.stanza = nil end)
		local ok, message = command("ask"):handler(room.jid .. "/Mercutio", JULIET)
		assert.same({ true, "silent: nothing is sent" }, { ok, message })
	end)

	it("tells that an option takes an answer away", function()
		start_with({ muc_probe_unknown = "silent" })
		local ok, message = command("ask"):handler(NOBODY, JULIET)
		assert.same({ true, "silent: nothing is sent" }, { ok, message })
	end)

	it("shows the policy of the service, and of each room that keeps one", function()
		assert.same({ true, "conference.example: nobody" }, { command("policies"):handler(support.host) })
		room._data.muc_probe_hidden = "anyone"
		server.muc.create_room("another@" .. support.host)._data.muc_probe_hidden = "moderators"
		server.muc.create_room("third@" .. support.host)
		assert.same(
			{ true, "conference.example: nobody\nanother@conference.example: moderators\nroom@conference.example: anyone" },
			{ command("policies"):handler(support.host) }
		)
	end)

	it("says where what rooms keep does not count", function()
		start_with({ muc_probe_owners_choose = false })
		local _, message = command("policies"):handler(support.host)
		assert.is_truthy(message:find("muc_probe_owners_choose is false", 1, true))
		_, message = command("set_policy"):handler(room.jid, "nobody")
		assert.is_truthy(message:find("muc_probe_owners_choose is false", 1, true))
	end)

	it("sets the policy of a room, and saves the room", function()
		room:set_persistent(true)
		local function set(...) return command("set_policy"):handler(...) end
		local answer = { true, "room@conference.example: moderators\nconference.example: nobody" }
		assert.same(answer, { set(room.jid, "moderators") })
		assert.equal("moderators", room._data.muc_probe_hidden)
		assert.equal("moderators", server.storage.room._data.muc_probe_hidden)
		assert.same({ true, "room@conference.example: default\nconference.example: nobody" }, { set(room.jid, "default") })
		assert.is_nil(room._data.muc_probe_hidden)
	end)

	it("sets the policy of all rooms that keep one, and of no other", function()
		local another = server.muc.create_room("another@" .. support.host)
		room:set_persistent(true)
		room._data.muc_probe_hidden = "anyone"
		assert.same({ true, "Rooms set to moderators: 1" }, { command("set_policies"):handler(support.host, "moderators") })
		assert.equal("moderators", server.storage.room._data.muc_probe_hidden)
		assert.same({ "moderators" }, { room._data.muc_probe_hidden, another._data.muc_probe_hidden })
		command("set_policies"):handler(support.host, "default")
		assert.is_nil(room._data.muc_probe_hidden)
	end)

	it("leaves everybody in the rooms that Prosody swaps to disk meanwhile", function()
		server = start({ muc_room_cache_size = 1, muc_room_locking = false })
		local names = { "first", "second", "third" }
		for _, name in ipairs(names) do
			local jid = ("%s@%s"):format(name, support.host)
			server:deliver(st.presence({ from = JULIET, to = jid .. "/Juliet" })
				:tag("x", { xmlns = "http://jabber.org/protocol/muc" }):up())
			local each = server.muc.get_room_from_jid(jid)
			each:set_persistent(true)
			each._data.muc_probe_hidden = "anyone"
		end
		assert.same({ true, "Rooms set to nobody: 3" }, { command("set_policies"):handler(support.host, "nobody") })
		for _, name in ipairs(names) do
			local each = server.muc.get_room_from_jid(("%s@%s"):format(name, support.host))
			assert.same({ "nobody", true }, { each._data.muc_probe_hidden, each:has_occupant() })
		end
	end)

	it("sets each policy once, also where a room is asked for while followers are told", function()
		if not room.set_presence_broadcast then return end
		local told = 0
		for _, each in ipairs({ room, server.muc.create_room("another@" .. support.host) }) do
			each._data.muc_probe_hidden, each._data.presence_broadcast = "anyone", {}
			server:join(each, JULIET, "Juliet")
			server:join(each, verona.TYBALT, "Tybalt")
			server:library("followers").set(
				{ session = JULIET, user = "juliet@capulet.example", room = each }, each.jid .. "/Tybalt", true)
			function each.route_stanza()
				told = told + 1
				server.muc.get_room_from_jid(room.jid)
			end
		end
		assert.same({ true, "Rooms set to nobody: 2" }, { command("set_policies"):handler(support.host, "nobody") })
		assert.equal(2, told)
	end)

	it("refuses what is no policy, and rooms that are not there", function()
		room._data.muc_probe_hidden = "anyone"
		for _, value in ipairs({ "everybody", "", false }) do
			for name, first in pairs({ set_policy = room.jid, set_policies = support.host }) do
				local ok, message = command(name):handler(first, value or nil)
				assert.same({ false, "Give one of default, anyone, moderators, nobody" }, { ok, message })
			end
		end
		assert.equal("anyone", room._data.muc_probe_hidden)
		assert.same({ false, "No such room" }, { command("set_policy"):handler("nowhere@" .. support.host, "anyone") })
		assert.same({ false, "No such room" }, { command("set_policy"):handler() })
	end)

	it("has help for each command, and finds the service by the first argument", function()
		local names = {}
		for _, each in ipairs(server.items) do
			local item = each.item
			table.insert(names, item.name)
			assert.same({ "muc_probe", "Presence probes in chat rooms" }, { item.section, item.section_desc })
			assert.is_true(#item.desc > 10 and #item.help > #item.desc)
			assert.equal(item.host_selector, item.args[1].name)
			for _, arg in ipairs(item.args) do assert.equal("string", arg.type) end
		end
		assert.same({ "ask", "answers", "followers", "policies", "set_policy", "set_policies" }, names)
	end)

	it("does not count what it asks, and shows what was counted", function()
		command("ask"):handler(room.jid .. "/Juliet", JULIET)
		server:probe(JULIET, room.jid .. "/Juliet")
		local ok, message = command("answers"):handler(support.host)
		assert.is_true(ok)
		assert.is_truthy(message:find("present%s+1\n"))
		assert.is_truthy(message:find("throttled%s+0\n"))
	end)
end)
