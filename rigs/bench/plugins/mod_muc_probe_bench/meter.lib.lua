-- How much time and memory an operation takes.

-- How long a handler has its turn: so many cycles of the garbage collector, and so many seconds of CPU. And the number of
-- operations whose memory is measured.
local CYCLES, LEAST_SECONDS, MEASURED = 3, 0.1, 50
-- A tenth is enough to see that all are answered.
if module:get_option_boolean("bench_briefly") then CYCLES, LEAST_SECONDS, MEASURED = 0, 0, 5 end

return function(world)
	local meter = {}

	-- Cycles the garbage collector has come through; with the generational collector, its collections of either kind.
	local cycles = 0
	local function count_cycles()
		setmetatable({}, { __gc = function() cycles = cycles + 1 count_cycles() end })
	end
	count_cycles()

	local function run_cycles(op, wanted, least_seconds)
		local times, until_cycle, started = 0, cycles + wanted, os.clock()
		local cycle, memory = cycles, collectgarbage("count")
		repeat
			op()
			times = times + 1
			-- An operation that makes no garbage brings no cycle about.
			local makes_none = cycles == cycle and collectgarbage("count") == memory
		until (makes_none or cycles >= until_cycle) and os.clock() - started >= least_seconds
		return times, os.clock() - started
	end

	-- Has so much done before that what is measured is the same each time.
	function meter.warm_up(op, times)
		if CYCLES > 0 then meter.run(op, times) end
	end

	function meter.run(op, times)
		for _ = 1, times do op() end
	end

	-- Seconds of CPU for one operation, and a check that it was answered as often as it should be. Over whole cycles of the
	-- collector: with a large heap a part of one would decide what is measured.
	function meter.seconds(op, answers)
		run_cycles(op, math.min(CYCLES, 1), 0)
		world.received = 0
		local times, seconds = run_cycles(op, CYCLES, LEAST_SECONDS)
		local received = world.received
		assert(answers < 0 or received == times * answers, ("%d answers to %d of %d each"):format(received, times, answers))
		return seconds / times
	end

	-- Bytes allocated for one operation.
	function meter.bytes(op)
		meter.run(op, MEASURED / 5)
		collectgarbage() collectgarbage() collectgarbage("stop")
		local before = collectgarbage("count")
		meter.run(op, MEASURED)
		local bytes = (collectgarbage("count") - before) * 1024 / MEASURED
		collectgarbage("restart")
		return bytes
	end

	return meter
end
