-- Somebody hidden writes, and every client in the room asks who that is, within one second.

local st = require("util.stanza")

local PINGS = 100

return function(world, new_queue)
	-- An unrelated ping: of a user who is in no room, to its own server.
	local function new_ping()
		local iq = st.iq({ type = "get", id = "ping", from = world.outsider.full_jid, to = world.user_host })
			:tag("ping", { xmlns = "urn:xmpp:ping" }):up()
		local data = { origin = world.outsider, stanza = iq }
		local events = prosody.hosts[world.user_host].events
		return function() assert(events.fire_event("iq-get/host/urn:xmpp:ping:ping", data), "A ping was not answered") end
	end

	-- Plays a herd in a room, evenly spread over a second, with pings in between. Returns the seconds of CPU for the probes, kB of
	-- memory at the peak beyond what there was before, and how long each ping waited, in seconds.
	local function play(size, handler)
		local room = world.rooms[size]
		local author = world.occupant_jid(room, room.target)
		local probes = {}
		for i = 1, size do probes[i] = world.probe(world.session(size, i), author) end
		local ping = new_ping()
		-- loaded anew: it knows nobody yet
		if handler == "plugin" then world.use("prosody") end
		world.use(handler)
		collectgarbage() collectgarbage()
		local before = collectgarbage("count")
		world.received = 0

		local queue, waits, probes_seconds, pinged = new_queue(), {}, 0, 0
		for i = 1, size do
			local arrival = (i - 1) / size
			if arrival >= pinged / PINGS then
				waits[#waits + 1] = queue.serve(pinged / PINGS, ping)
				pinged = pinged + 1
			end
			local _, took = queue.serve(arrival, probes[i])
			probes_seconds = probes_seconds + took
		end
		local answers = world.received - #waits
		assert(answers == size, ("%d answers to %d probes"):format(answers, size))
		return { seconds = probes_seconds, kilobytes = queue.peak - before, waits = waits }
	end

	return { play = play, new_ping = new_ping }
end
