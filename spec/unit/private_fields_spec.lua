-- How elements are kept, and what other modules are given: neither is said by Prosody's public methods.

local start = require("spec.unit.support.server").start
local verona = require("spec.unit.support.verona")
local st = require("util.stanza")

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
