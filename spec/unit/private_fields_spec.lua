-- What the plugin relies on beside Prosody's public methods: fields of rooms, and how elements are kept.

local start = require("spec.unit.support.server").start
local verona = require("spec.unit.support.verona")
local st = require("util.stanza")

describe("a room", function()
	it("keeps its occupants by occupant JID, with bare JID, primary session and role", function()
		local server = start()
		local room = server:room()
		server:join(room, verona.ROMEO, "Romeo", "moderator")
		local occupant = room._occupants[room.jid .. "/Romeo"]
		assert.equal("moderator", occupant.role)
		assert.equal("romeo@montague.example", occupant.bare_jid)
		assert.equal(verona.ROMEO, occupant.jid)
		assert.is_table(occupant.sessions)
	end)

	it("keeps the occupant JIDs of its sessions in one table, by real JID", function()
		local server = start()
		local room = server:room()
		local occupant_jids = room._jid_nick
		server:join(room, "romeo@montague.example/garden", "Romeo")
		assert.same({ ["romeo@montague.example/garden"] = room.jid .. "/Romeo" }, occupant_jids)
		assert.equal(occupant_jids, room._jid_nick)
	end)
end)

describe("an element", function()
	it("that the plugin builds is what Prosody would have built", function()
		local elements = assert(loadfile("dist/mod_muc_probe/elements.lib.lua"))()
		local leaf = elements.leaf("item", { role = "none", nick = nil })
		assert.same(st.stanza("item", { role = "none" }), leaf)
		assert.is_true(st.is_stanza(leaf))
		local built = st.stanza("presence", { id = "p" }):tag("a"):up():tag("b"):up():reset()
		local parent = elements.parent("presence", { id = "p" }, elements.leaf("a", {}), elements.leaf("b", {}))
		assert.equal(tostring(built), tostring(parent))
		assert.same(built.tags, parent.tags)
		assert.equal(2, #parent)
		local with_one = elements.parent("x", { xmlns = "urn:x" }, elements.leaf("a", {}))
		assert.same(st.stanza("x", { xmlns = "urn:x" }):tag("a"):up():reset(), with_one)
		assert.same(built, parent)
	end)
end)

describe("what handlers of muc-build-occupant-presence are given", function()
	it("is never shared with the room: a handler changes everything it can reach", function()
		local server = start()
		local room = server:room()
		server:join(room, verona.ROMEO, "Romeo", "moderator")
		server:join(room, verona.JULIET, "Juliet")
		server:join(room, "juliet@capulet.example/tomb", "Juliet")
		local function state()
			local occupant = room._occupants[room.jid .. "/Juliet"]
			local lines = { occupant.role, occupant.nick, occupant.bare_jid, occupant.jid }
			for _, session in ipairs({ "balcony", "tomb" }) do
				table.insert(lines, tostring(occupant.sessions["juliet@capulet.example/" .. session]))
			end
			return lines
		end
		local before = state()
		server:hook("muc-build-occupant-presence", function(event)
			for _, presence in pairs(event.occupant.sessions) do
				presence.attr.id, presence.attr.from = "changed", "changed@example"
				presence:tag("changed"):up()
			end
			event.occupant.role, event.occupant.jid = "visitor", "changed@example/x"
			event.stanza:tag("changed"):up()
			event.x:tag("changed"):up()
		end)
		server:probe(verona.ROMEO, room.jid .. "/Juliet")
		assert.same(before, state())
	end)
end)
