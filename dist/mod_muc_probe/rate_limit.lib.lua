-- How often users may probe.

local cache = require "util.cache";
local time = require "util.time";

local _M = {};

-- How many users each of the two tables of allowances has at most.
local MAX_USERS = 5000;

-- How many users the summary in the log tells apart. Of more, who was not told for longest counts anew.
local MAX_SUMMED_UP = 10000;

-- Seconds between two lines in the log about users who were told to wait.
local SUMMARY_INTERVAL = 60;

-- Parts of a probe that rounding may add. They are never granted twice, so nobody gains by them.
local ROUNDING = 0.000001;

-- Makes a limit of `rate` probes per second for each user, after a burst.
function _M.create(rate, burst)
	return { rate = rate, burst = burst, recent = {}, users = 0, earlier = {}, earlier_full_at = 0 };
end

-- Remembers when a user's allowance is full again. A new table is begun when the last one is large, or when the one
-- before tells nothing any more. What is dropped is the one before: those in it have not asked for longest.
local function remember(limit, now, user, full_at)
	if limit.users == MAX_USERS or now >= limit.earlier_full_at then
		limit.earlier = limit.recent;
		limit.earlier_full_at = now + limit.burst;
		limit.recent = {};
		limit.users = 0;
	end
	if not limit.recent[user] then
		limit.users = limit.users + 1;
	end
	limit.recent[user] = full_at;
end

-- Takes a number of probes from the allowance of a user (a bare JID). Returns 0 if there were as many left;
-- otherwise takes none, and returns after how many seconds there will be. `util.throttle` is not used: it needs a
-- table for each user, and adds what is due for all the time before when it runs dry.
function _M.seconds_to_wait(limit, user, probes)
	if limit.rate == 0 then
		return 0;
	end
	local now = time.monotonic() * limit.rate;
	local full_at = math.max(limit.recent[user] or limit.earlier[user] or now, now);
	local missing = full_at + probes - limit.burst - ROUNDING - now;
	if missing > 0 then
		remember(limit, now, user, full_at);
		return math.ceil(missing / limit.rate);
	end
	remember(limit, now, user, full_at + probes);
	return 0;
end

-- Writes the summary to the log, and starts anew.
local function write_summary(limit, level)
	local summary = limit.summary;
	limit.summary = nil;
	module:log(level, "%d probes of %d users were told to wait in the last minute, most often those of %s (%d)",
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
		probes_of = cache.new(MAX_SUMMED_UP);
		most = 0;
		timer = module:add_timer(SUMMARY_INTERVAL, function()
			write_summary(limit, "warn");
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

-- Writes what there is to sum up, when the module is unloaded: a timer would keep the old module in memory. This is no warning,
-- since of these there is one a minute at most, however often the module is loaded.
function _M.close(limit)
	if limit.summary then
		limit.summary.timer:stop();
		write_summary(limit, "info");
	end
end

return _M;
