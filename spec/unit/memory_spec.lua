-- What stays of a question that is answered: nothing.

local verona = require("spec.unit.support.verona")
local st = require("util.stanza")

local JULIET, TYBALT = verona.JULIET, verona.TYBALT
local QUERY = "http://modules.prosody.im/mod_muc_probe/1"
local QUESTIONS = 300
-- The least that Lua can keep of a question, an empty table, takes 56.
local MOST_BYTES = 40

local server, room

-- LuaJIT keeps what it compiles.
local jit = rawget(_G, "jit")
setup(function() if jit then jit.off() end end)
teardown(function() if jit then jit.on() end end)

-- Few are different in their texts: the sizes of 1,000 are kept.
local function query(n)
	return st.iq({ type = "get", id = "id" .. n % 10, from = JULIET, to = room.jid }):tag("query", { xmlns = QUERY })
end

-- Each asks something else every time.
local questions = {
	["a probe of somebody there"] = function(n) server:probe(JULIET, room.jid .. "/Romeo", "id" .. n) end,
	["a probe of nobody"] = function(n) server:probe(JULIET, room.jid .. "/Nobody" .. n) end,
	["a probe of the room"] = function(n) server:probe(JULIET, room.jid, "id" .. n) end,
	["a stranger's probe"] = function(n) server:probe(TYBALT .. n, room.jid .. "/Romeo" .. n) end,
	["a batch"] = function(n) server:ask(verona.batch(JULIET, room.jid, { room.jid .. "/Nobody" .. n }, { id = "id" .. n })) end,
	["a query"] = function(n) server:ask(query(n):tag("item", { xmlns = QUERY, nick = "Nobody" }):up():up()) end,
	["a page"] = function(n)
		server:ask(query(n):tag("set", { xmlns = "http://jabber.org/protocol/rsm" })
			:text_tag("after", "A"):up():up())
	end,
}

local function bytes_after(question, first)
	for n = first, first + QUESTIONS - 1 do
		question(n)
		server.routed, server.log = {}, {}
	end
	collectgarbage()
	collectgarbage()
	return collectgarbage("count") * 1024
end

describe("nothing is kept in memory", function()
	for name, question in pairs(questions) do
		it("of " .. name, function()
			server, room = verona.meet({ muc_probe_rate = 0, muc_probe_list = true })
			local before = bytes_after(question, 1)
			local kept = (bytes_after(question, QUESTIONS + 1) - before) / QUESTIONS
			assert.is_true(kept < MOST_BYTES, kept .. " bytes")
		end)
	end
end)
