-- Asks and follows people, and reads what comes of it. Romeo moderates, Juliet and Tybalt are hidden where the release can hide
-- anybody.

local verona = require("spec.unit.support.verona")
local st = require("util.stanza")

local XMLNS_RSM = "http://jabber.org/protocol/rsm"
local people = { XMLNS_QUERY = "http://modules.prosody.im/mod_muc_probe/1" }
local server, room

-- Starts a service, and lets them into a room. Returns both. Without options nobody is told to wait, and lists are on.
function people.meet(options)
	server, room = verona.meet(options or { muc_probe_rate = 0, muc_probe_list = true })
	if room.set_presence_broadcast then room._data.presence_broadcast = { moderator = true } end
	server:join(room, verona.TYBALT, "Tybalt")
	return server, room
end

-- An iq with an item for each nick, or for each table of attributes.
function people.query(from, items, attr)
	local all = { xmlns = people.XMLNS_QUERY }
	for name, value in pairs(attr or {}) do all[name] = value end
	local iq = st.iq({ type = "get", id = "q1", from = from, to = room.jid }):tag("query", all)
	for _, item in ipairs(items) do
		local item_attr = { xmlns = people.XMLNS_QUERY, follow = "true", nick = item }
		if type(item) == "table" then
			item_attr = { xmlns = people.XMLNS_QUERY, nick = item.nick, follow = item.follow }
		end
		iq:tag("item", item_attr):up()
	end
	return iq
end

function people.page(from, max, attr, after)
	local iq = people.query(from, {}, attr):tag("set", { xmlns = XMLNS_RSM }):text_tag("max", max, { xmlns = XMLNS_RSM })
	if after then iq:text_tag("after", after, { xmlns = XMLNS_RSM }) end
	return iq:up()
end

-- Asks, and returns the condition of the error, or the items of the result.
function people.ask(iq)
	local _, _, got = server:ask(iq)
	assert(#got == 1, "a query was not answered once")
	if got[1].attr.type == "error" then return (select(2, got[1]:get_error())) end
	local items = {}
	for item in got[1].tags[1]:childtags("item") do table.insert(items, item) end
	return items
end

function people.follow(from, ...)
	for _, item in ipairs(people.ask(people.query(from, { ... }))) do
		assert(item.attr.followed == "true", from .. " does not follow " .. tostring(item.attr.nick))
	end
end

function people.pairs_kept() return server:library("followers").describe() end

-- Changes a presence by a stanza, as a client does.
function people.update(real_jid, nick, fill)
	local stanza = st.presence({ from = real_jid, to = room.jid .. "/" .. nick })
	if fill then fill(stanza) end
	return select(2, server:deliver(stanza))
end

-- Enters the room, or leaves it, as a client does.
function people.send_presence(real_jid, nick, type)
	local stanza = st.presence({ type = type, from = real_jid, to = room.jid .. "/" .. nick })
	server:deliver(stanza:tag("x", { xmlns = "http://jabber.org/protocol/muc" }):up())
end

-- The presences about a nick that a session was sent.
function people.told(routed, session, nick)
	local presences = {}
	for _, stanza in ipairs(routed) do
		if stanza.attr.to == session and stanza.attr.from == room.jid .. "/" .. nick then table.insert(presences, stanza) end
	end
	return presences
end

-- Runs something that waits in another module's handler, for the first answer that is built if no other event is named, and
-- does `meanwhile` then.
function people.while_waiting(meanwhile, run, event)
	local waited
	server:hook(event or "muc-build-occupant-presence", function()
		if not waited then
			waited = true
			coroutine.yield()
		end
	end)
	local thread = coroutine.create(run)
	assert(coroutine.resume(thread))
	assert(waited, "nothing has waited")
	meanwhile()
	local ok, result = coroutine.resume(thread)
	assert(ok, result)
	return result
end

-- How often somebody who follows nobody is told of a change of Tybalt's: where nobody can be hidden, Prosody tells everybody.
function people.told_anyway() return room.set_presence_broadcast and 0 or 1 end

function people.present(item)
	return item:get_child("presence", "jabber:client").attr.type == nil
end

return people
