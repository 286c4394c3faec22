-- An hour in a room: people come, go, change their status and write. Counts what their clients are sent.

local st = require("util.stanza")

local QUERY = "http://modules.prosody.im/mod_muc_probe/1"

-- What happens in an hour, and how many people a client shows.
local COMINGS, GOINGS, UPDATES, MESSAGES, SHOWN = 60, 60, 180, 120, 30
if module:get_option_boolean("bench_briefly") then COMINGS, GOINGS, UPDATES, MESSAGES = 6, 6, 18, 12 end

return function(world)
	-- Every client counts what it gets, and has it written as XML.
	local function count_bytes(session, counts)
		session.send = function(stanza)
			counts.stanzas = counts.stanzas + 1
			counts.bytes = counts.bytes + #tostring(stanza)
			return true
		end
	end

	-- Asks for the people who are on the screen, and follows them.
	local function look(room, session, after)
		world.deliver(session, "iq/bare",
			st.iq({ type = "get", id = "look", from = session.full_jid, to = room.jid })
				:tag("query", { xmlns = QUERY, follow = "true" })
				:tag("set", { xmlns = "http://jabber.org/protocol/rsm" })
				:text_tag("max", tostring(SHOWN)):text_tag("after", after):up():up())()
	end

	-- One of the people in the room but the moderator, drawn by a generator of one's own: each way sees the same hour.
	local function new_dice(size)
		local state = 1
		return function()
			state = (state * 16807) % 2147483647
			return world.nick(size, 2 + state % (size - 1))
		end
	end

	local function session_of(name) return prosody.full_sessions[("%s@%s/bench"):format(name, world.user_host)] end

	-- Has everybody look at some part of the list, as many as the service lets follow.
	local function begin(room, size, draw)
		local most = math.min(size, math.floor(100000 / SHOWN))
		for i = 1, most do look(room, world.session(size, i), draw()) end
	end

	-- Plays an hour, with everybody broadcast, with moderators only, or with them and pages and following. Returns the stanzas and
	-- bytes that clients were sent, and the seconds of CPU.
	local function play(size, way)
		local room, draw = world.rooms[size], new_dice(size)
		local counts = { stanzas = 0, bytes = 0 }
		room._data.presence_broadcast = way ~= "everybody" and { moderator = true } or nil
		world.use("prosody")
		world.use(way == "following" and "plugin" or "prosody")
		for i = 1, size do count_bytes(world.session(size, i), counts) end
		if way == "following" then begin(room, size, draw) end
		collectgarbage() collectgarbage()
		counts.stanzas, counts.bytes = 0, 0
		local started = os.clock()
		for i = 1, COMINGS do
			for _ = 1, UPDATES / COMINGS do world.presence_update(room, session_of(draw()))() end
			for _ = 1, MESSAGES / COMINGS do world.message(room, session_of(draw()))() end
			local newcomer = world.log_in(("newcomer%d"):format(i))
			count_bytes(newcomer, counts)
			world.join(room, newcomer)()
			if way == "following" then look(room, newcomer, draw()) end
		end
		for i = 1, GOINGS do
			local newcomer = session_of(("newcomer%d"):format(i))
			world.leave(room, newcomer)()
			world.log_out(newcomer)
		end
		counts.seconds = os.clock() - started
		return counts
	end

	return play
end
