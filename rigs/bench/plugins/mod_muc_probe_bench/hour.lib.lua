-- The load of a busy service, minute by minute: probes and pings all the time, and now and then what a whole room must hear of.

local PROBES_A_SECOND, PINGS_A_SECOND = 20, 20
-- In seconds: how often somebody writes, changes presence, and leaves while somebody else comes.
local MESSAGE_EVERY, UPDATE_EVERY, COMING_EVERY = 15, 15, 20

return function(world, new_queue, new_ping)
	local hour = {}
	local room, queue, ping, present, newcomers, seconds_played

	-- Begins, in a room of some size, with all garbage collected. Returns kB of memory in use.
	function hour.begin(size)
		world.use("plugin")
		room = world.rooms[size]
		present, newcomers, seconds_played = {}, 0, 0
		for i = 2, size do present[i - 1] = world.session(size, i) end
		ping = new_ping()
		collectgarbage() collectgarbage()
		queue = new_queue()
		return queue.peak
	end

	local function somebody() return present[math.random(#present)] end

	local function probe() return world.probe(somebody(), world.occupant_jid(room, somebody())) end

	-- Somebody leaves and logs out, somebody else logs in and joins: what they are made of outlives many stanzas, then is garbage.
	local function come_and_go()
		newcomers = newcomers + 1
		local leaving_one = math.random(#present)
		local goes, comes = present[leaving_one], world.log_in("newcomer" .. newcomers)
		present[leaving_one] = comes
		local leave, join = world.leave(room, goes), world.join(room, comes)
		return function()
			leave()
			join()
			world.log_out(goes)
		end
	end

	local function in_microseconds(seconds) return math.floor(seconds * 1e6 + 0.5) end

	-- Plays a second. Notes in microseconds how long pings waited, and how long pings and probes took; in seconds what else took.
	local function play_second(notes)
		local now = seconds_played
		seconds_played = now + 1
		local function rarely(name, every, offset, new_op)
			if now % every ~= offset then return end
			local _, took = queue.serve(now, new_op())
			table.insert(notes[name], took)
		end
		rarely("messages", MESSAGE_EVERY, 0, function() return world.message(room, somebody()) end)
		rarely("updates", UPDATE_EVERY, 7, function() return world.presence_update(room, somebody()) end)
		rarely("comings", COMING_EVERY, 3, come_and_go)
		for i = 1, PINGS_A_SECOND do
			local wait, took = queue.serve(now + (i - 0.5) / PINGS_A_SECOND, ping)
			table.insert(notes.waits, in_microseconds(wait))
			table.insert(notes.small, in_microseconds(took))
			for j = 1, PROBES_A_SECOND / PINGS_A_SECOND do
				local _, probe_took = queue.serve(now + (i - 0.5 + j * 0.01) / PINGS_A_SECOND, probe())
				table.insert(notes.small, in_microseconds(probe_took))
			end
		end
	end

	-- Plays the next minute. Returns what was noted, with seconds of CPU and kB of memory at the end and at the peak.
	function hour.play_minute()
		local notes = { waits = {}, small = {}, messages = {}, updates = {}, comings = {} }
		local busy = queue.busy
		queue.peak = 0
		for _ = 1, 60 do play_second(notes) end
		notes.busy = queue.busy - busy
		notes.peak = queue.peak
		notes.kilobytes = collectgarbage("count")
		return notes
	end

	return hour
end
