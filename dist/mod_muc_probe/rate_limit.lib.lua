-- How often users may probe.

local cache = require "util.cache";
local time = require "util.time";

local _M = {};

-- How many users are tracked. An evicted user starts with a full allowance.
local MAX_USERS = 10000;

-- Seconds between two lines in the log about users who were told to wait.
local SUMMARY_INTERVAL = 60;

-- Parts of a probe that rounding may add. They are never granted twice, so nobody gains by them.
local ROUNDING = 0.000001;

-- Makes a limit of `rate` probes per second for each user, after a burst.
function _M.create(rate, burst)
	return { rate = rate, burst = burst, started = time.now(), full_at = cache.new(MAX_USERS) };
end

-- Takes a number of probes from the allowance of a user (a bare JID). Returns 0 if there were as many left;
-- otherwise takes none, and returns after how many seconds there will be. `util.throttle` is not used: it needs a
-- table for each user, and adds what is due for all the time before when it runs dry.
function _M.seconds_to_wait(limit, user, probes)
	if limit.rate == 0 then
		return 0;
	end
	local now = (time.now() - limit.started) * limit.rate;
	local latest = now + limit.burst + ROUNDING;
	-- A later time than the latest comes from a clock that was set back: the allowance is used up.
	local full_at = math.min(math.max(limit.full_at:get(user) or now, now), latest);
	local missing = full_at + probes - latest;
	if missing > 0 then
		limit.full_at:set(user, full_at);
		return math.ceil(missing / limit.rate);
	end
	limit.full_at:set(user, full_at + probes);
	return 0;
end

-- Writes the summary to the log, and starts anew.
local function write_summary(limit)
	local summary = limit.summary;
	limit.summary = nil;
	module:log("warn", "%d probes of %d users were told to wait in the last minute, most often those of %s (%d)",
		summary.probes, summary.users, summary.most_often, summary.most);
end

-- Returns the current summary. The first user who is told to wait opens one, which is written a minute later.
local function open_summary(limit)
	if limit.summary then
		return limit.summary;
	end
	local summary = {
		probes = 0;
		users = 0;
		probes_of = cache.new(MAX_USERS);
		most = 0;
		timer = module:add_timer(SUMMARY_INTERVAL, function()
			write_summary(limit);
		end);
	};
	limit.summary = summary;
	return summary;
end

-- Notes that probes of a user (a bare JID) were told to wait.
function _M.note_refusal(limit, user, probes)
	local summary = open_summary(limit);
	local before = summary.probes_of:get(user);
	if not before then
		summary.users = summary.users + 1;
	end
	local told_to_wait = (before or 0) + probes;
	summary.probes_of:set(user, told_to_wait);
	summary.probes = summary.probes + probes;
	if told_to_wait > summary.most then
		summary.most = told_to_wait;
		summary.most_often = user;
	end
end

-- Writes what there is to sum up, when the module is unloaded. A timer would keep the old module in memory.
function _M.close(limit)
	if limit.summary then
		limit.summary.timer:stop();
		write_summary(limit);
	end
end

return _M;
