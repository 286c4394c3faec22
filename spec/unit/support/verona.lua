-- The cast of the specs and their room: Romeo moderates it, Juliet takes part, Tybalt is a stranger. Mercutio may be registered.

local start = require("spec.unit.support.server").start
local st = require("util.stanza")

local verona = {
	ROMEO = "romeo@montague.example/garden",
	JULIET = "juliet@capulet.example/balcony",
	TYBALT = "tybalt@capulet.example/street",
	XMLNS_MUC_USER = "http://jabber.org/protocol/muc#user",
}

-- Starts a service with some options, and lets Romeo and Juliet into the room. Returns both.
function verona.meet(options)
	local server = start(options)
	local room = server:room()
	server:join(room, verona.ROMEO, "Romeo", "moderator")
	server:join(room, verona.JULIET, "Juliet")
	return server, room
end

-- Registers a nick in the room: that of Mercutio, who is absent, if no other is named.
function verona.register(room, real_jid, nick, affiliation)
	local data = { reserved_nickname = nick or "Mercutio" }
	assert(room:set_affiliation(true, real_jid or "mercutio@montague.example", affiliation or "member", nil, data))
end

-- A batch with some items; "" stands for one without a JID. Further attributes replace those of a batch.
function verona.batch(from, to, jids, attr)
	local all = { type = "get", id = "b1", from = from, to = to }
	for name, value in pairs(attr or {}) do all[name] = value end
	local iq = st.iq(all):tag("query", { xmlns = verona.XMLNS_MUC_USER })
	for _, item_jid in ipairs(jids) do
		iq:tag("item", { xmlns = verona.XMLNS_MUC_USER, jid = item_jid ~= "" and item_jid or nil }):up()
	end
	return iq:up()
end

return verona
