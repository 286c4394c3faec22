-- Measures, inside a running server, what a stanza costs: with the plugin, with Prosody's own handler, and the floor,
-- one ready-made answer cloned and routed. For development only; rigs/bench calls what this module exports.

local json = require("util.json")

-- A library that is required twice is there twice: everything gets the same world from here.
local world = module:require("world")
local cases = module:require("cases")(world)
local meter = module:require("meter")(world)
local new_queue = module:require("queue")
local herd = module:require("herd")(world, new_queue)
local play_crowd = module:require("crowd")(world)
local measure_pairs = module:require("pairs")(world)

local bench = { set_up = world.set_up }

-- The garbage collector that is in use.
function bench.collector()
	local mode = collectgarbage("incremental")
	collectgarbage(mode)
	return mode
end

-- Measures a case in a room, the handlers in turn, several rounds. Returns JSON: by handler, lists of seconds, and bytes.
function bench.measure(case, size, rounds)
	assert(rounds >= 1)
	local ops, answers, warm_up = cases[case](world.rooms[size])
	local results = {}
	for round = 1, rounds do
		for _, handler in ipairs({ "prosody", "plugin", "floor" }) do
			if ops[handler] then
				world.use(handler)
				if handler == "plugin" then meter.warm_up(ops.plugin, warm_up or 0) end
				results[handler] = results[handler] or { seconds = {}, bytes = meter.bytes(ops[handler]) }
				results[handler].seconds[round] = meter.seconds(ops[handler], answers[handler])
			end
		end
	end
	return json.encode(results)
end

-- For counting instructions from outside: does an operation that many times, with one handler, after all garbage was collected.
function bench.repeat_case(case, size, handler, times)
	world.use(handler)
	local op = cases[case](world.rooms[size])[handler]
	-- What only the first does is no part of what is counted, even where none is asked for.
	op()
	collectgarbage() collectgarbage()
	meter.run(op, times)
	return true
end

-- Plays a herd in a room. Returns JSON: seconds of CPU, kB at the peak, and how long each ping waited, in seconds.
function bench.play_herd(size, handler)
	return json.encode(herd.play(size, handler))
end

-- Plays an hour of a crowd. Returns JSON: stanzas, bytes, and seconds of CPU.
function bench.play_crowd(size, way)
	return json.encode(play_crowd(size, way))
end

-- Lets sessions follow people, and lets them go. Returns JSON: bytes for each pair, and what is left of them in the end.
function bench.measure_pairs(size, followers, followed)
	return json.encode(measure_pairs(size, followers, followed))
end

module.environment.bench = bench
