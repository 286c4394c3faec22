-- A server that handles one stanza after the other, in a time of its own: stanzas arrive when a plan says so, and take the
-- CPU that they really take. So a second, or an hour, is played in no more time than the server is busy in it, and what else
-- the machine does counts for nothing.

local clock = os.clock

return function()
	local free_at = 0
	-- The most memory in use after any stanza, in kB.
	local queue = { peak = collectgarbage("count") }

	-- Handles a stanza that arrives at a time. Returns when it is done after how many seconds, and how many of them it took itself.
	function queue.serve(arrival, op)
		local began = clock()
		op()
		local took = clock() - began
		queue.peak = math.max(queue.peak, collectgarbage("count"))
		free_at = math.max(free_at, arrival) + took
		return free_at - arrival, took
	end

	return queue
end
