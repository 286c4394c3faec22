-- What is measured: by name, functions of a room that return the operations by who handles them, how many stanzas sessions get of
-- each (-1: any number), and how often an operation is done before it is measured, if that matters.

local st = require("util.stanza")

-- More than the table of users being limited holds (10,000): each of these is always a new one.
local STRANGERS = 10500

return function(world)
	local cases = {}

	-- One ready-made presence, cloned and routed.
	local function floor(room, session)
		local ready = st.presence({ id = "joined", from = room.jid .. "/somebody", to = session.full_jid })
			:text_tag("show", "away"):text_tag("status", "about")
			:tag("c", { xmlns = "http://jabber.org/protocol/caps", hash = "sha-1", node = "https://example.com", ver = "v" }):up()
			:tag("occupant-id", { xmlns = "urn:xmpp:occupant-id:0", id = "somebody" }):up()
			:tag("x", { xmlns = "http://jabber.org/protocol/muc#user" })
				:tag("item", { affiliation = "none", role = "participant" }):up():up()
		return function() room:route_stanza(st.clone(ready)) end
	end

	-- The same operation, handled by either.
	local function either(op, plugin_answers, prosody_answers, warm_up)
		return { plugin = op, prosody = op }, { plugin = plugin_answers, prosody = prosody_answers or plugin_answers }, warm_up
	end

	local function present(room, prober, target)
		local op = world.probe(prober, world.occupant_jid(room, target))
		return { plugin = op, prosody = op, floor = floor(room, prober) }, { plugin = 1, prosody = 1, floor = 1 }
	end

	function cases.participant(room) return present(room, room.asker, room.target) end
	function cases.moderator(room) return present(room, room.moderator, room.asker) end
	function cases.oneself(room) return present(room, room.asker, room.asker) end
	function cases.registered(room) return either(world.probe(room.asker, room.jid .. "/absent77"), 1) end
	function cases.unknown(room) return either(world.probe(room.asker, room.jid .. "/nobody"), 1, 0) end

	-- A probe by somebody of another server, each time by somebody else; the session stands for the connection to that server.
	local function strangers(room, form)
		local stanza = st.presence({ type = "probe", id = "p", to = world.occupant_jid(room, room.target) })
			:tag("x", { xmlns = "http://jabber.org/protocol/muc" }):up()
		local jids, next_one = {}, 0
		for i = 1, STRANGERS do jids[i] = form:format(i) end
		local deliver = world.deliver(world.outsider, "presence/full", stanza)
		local function op()
			next_one = next_one % STRANGERS + 1
			stanza.attr.from = jids[next_one]
			deliver()
		end
		return either(op, 1, 1, STRANGERS)
	end

	cases["stranger, full JID"] = function(room) return strangers(room, "stranger%d@elsewhere.example/phone") end
	cases["stranger, bare JID"] = function(room) return strangers(room, "stranger%d@elsewhere.example") end

	function cases.room(room)
		local stanza = st.presence({ type = "probe", id = "p", from = room.asker.full_jid, to = room.jid })
		return either(world.deliver(room.asker, "presence/bare", stanza), 1)
	end

	local function batch(room, nicks)
		local session = room.asker
		local iq = st.iq({ type = "get", id = "b", from = session.full_jid, to = room.jid })
			:tag("query", { xmlns = "http://jabber.org/protocol/muc#user" })
		local singles = {}
		for i, nick in ipairs(nicks) do
			iq:tag("item", { jid = room.jid .. "/" .. nick }):up()
			singles[i] = world.probe(session, room.jid .. "/" .. nick)
		end
		local function one_by_one()
			for i = 1, #singles do singles[i]() end
		end
		local at_once = world.deliver(session, "iq/bare", iq:up())
		return { plugin = at_once, prosody = one_by_one }, { plugin = #nicks + 1, prosody = #nicks }
	end

	cases["batch of 100"] = function(room)
		local nicks = {}
		for i = 1, 100 do nicks[i] = world.nick(room.size, i) end
		return batch(room, nicks)
	end
	cases["batch of 100 absent"] = function(room)
		local nicks = {}
		for i = 1, 100 do nicks[i] = "absent" .. i end
		return batch(room, nicks)
	end

	local QUERY = "http://modules.prosody.im/mod_muc_probe/1"

	local function first_nicks(room)
		local nicks = {}
		for i = 1, 100 do nicks[i] = world.nick(room.size, i) end
		return nicks
	end

	local function query(session, room, fill, attr)
		local iq = st.iq({ type = "get", id = "q", from = session.full_jid, to = room.jid })
			:tag("query", { xmlns = QUERY, follow = attr and attr.follow })
		fill(iq)
		return world.deliver(session, "iq/bare", iq:up())
	end

	local function query_by_nick(room)
		return query(room.asker, room, function(iq)
			for _, nick in ipairs(first_nicks(room)) do iq:tag("item", { xmlns = QUERY, nick = nick }):up() end
		end)
	end

	local function query_by_id(room, users)
		return query(room.asker, room, function(iq)
			for _, user in ipairs(users) do
				local id = room:get_occupant_id({ bare_jid = user .. "@" .. world.user_host })
				iq:tag("item", { xmlns = QUERY }):tag("occupant-id", { xmlns = "urn:xmpp:occupant-id:0", id = id }):up():up()
			end
		end)
	end

	-- Queries stand beside the batch, a page beside the query: all are the plugin's.
	cases["query of 100 by nick"] = function(room)
		local ops, answers = batch(room, first_nicks(room))
		return { plugin = query_by_nick(room), floor = ops.plugin }, { plugin = 1, floor = answers.plugin }
	end
	cases["query of 100 by occupant-id"] = function(room)
		local ops, answers = batch(room, first_nicks(room))
		return { plugin = query_by_id(room, first_nicks(room)), floor = ops.plugin }, { plugin = 1, floor = answers.plugin }
	end
	cases["page of 100"] = function(room)
		local page = query(room.asker, room, function(iq)
			iq:tag("set", { xmlns = "http://jabber.org/protocol/rsm" }):text_tag("max", "100"):up()
		end)
		return { plugin = page, floor = query_by_nick(room) }, { plugin = 1, floor = 1 }
	end

	-- The first query by occupant-id, the plugin loaded anew each time, beside somebody's join.
	cases["first query by occupant-id"] = function(room)
		local first = query_by_id(room, { room.target.username })
		local joining, leaving = world.join(room, world.outsider), world.leave(room, world.outsider)
		local function reload_and_ask()
			world.use("prosody")
			world.use("plugin")
			first()
		end
		return { plugin = reload_and_ask, floor = function() joining() leaving() end }, { plugin = 1, floor = -1 }
	end

	cases["disco#info"] = function(room)
		local iq = st.iq({ type = "get", id = "d", from = room.asker.full_jid, to = room.jid })
			:tag("query", { xmlns = "http://jabber.org/protocol/disco#info" }):up()
		return either(world.deliver(room.asker, "iq-get/bare/http://jabber.org/protocol/disco#info:query", iq), 1)
	end

	-- A change of somebody whom everybody follows, beside the same change in the room that broadcasts everybody.
	cases["change that all follow"] = function(room)
		local update = world.presence_update(room, room.asker)
		local loaded
		local function followed()
			local module_loaded = prosody.hosts[world.host].modules.muc_probe
			if loaded ~= module_loaded then
				loaded = module_loaded
				for i = 1, room.size do
					local session = world.session(room.size, i)
					if session ~= room.asker then
						query(session, room, function(iq)
							iq:tag("item", { xmlns = QUERY, nick = room.asker.username, follow = "true" }):up()
						end)()
					end
				end
			end
			update()
		end
		local function broadcast()
			local shown = room._data.presence_broadcast
			room._data.presence_broadcast = nil
			update()
			room._data.presence_broadcast = shown
		end
		return { plugin = followed, prosody = broadcast }, { plugin = room.size, prosody = room.size }, 1
	end

	-- A probe from bytes to bytes: read, routed, answered, written.
	cases["whole path"] = function(room)
		local feed = world.connect(room.asker)
		local probe = ("<presence type='probe' id='p' to='%s'><x xmlns='http://jabber.org/protocol/muc'/></presence>")
			:format(world.occupant_jid(room, room.target))
		return either(function() feed(probe) end, 1)
	end

	cases["presence update"] = function(room) return either(world.presence_update(room, room.asker), -1) end
	cases["groupchat message"] = function(room) return either(world.message(room, room.asker), room.size) end
	function cases.join(room)
		local joining, leaving = world.join(room, world.outsider), world.leave(room, world.outsider)
		return either(function() joining() leaving() end, -1)
	end

	return cases
end
