-- How often users may probe.

local cache = require "util.cache";
local throttles = require "util.throttle";

local _M = {};

-- How many users are tracked. Who has not asked for longest is dropped, and starts with a full allowance.
local MAX_USERS = 10000;

-- Seconds between two lines in the log about users who were told to wait.
local SUMMARY_INTERVAL = 60;

-- Makes a limit of `rate` probes per second for each user, after a burst.
function _M.create(rate, burst)
	return { rate = rate, burst = burst, users = cache.new(MAX_USERS) };
end

-- Returns a user's allowance, and marks the user as the one who asked last.
local function allowance_of(limit, user)
	local allowance = limit.users:get(user)
		or {
			throttle = throttles.create(limit.burst, limit.burst / limit.rate);
			told_to_wait = 0;
		};
	limit.users:set(user, allowance);
	return allowance;
end

-- Takes a number of probes from the allowance of a user (a bare JID). Returns 0 if there were as many left;
-- otherwise takes none, and returns after how many seconds there will be.
function _M.seconds_to_wait(limit, user, probes)
	if limit.rate == 0 then
		return 0;
	end
	local throttle = allowance_of(limit, user).throttle;
	-- Left alone, a throttle looks at the clock only when it runs dry, and then adds what is due for all the time
	-- before.
	if throttle:update() < 0 then
		-- The clock was set back.
		throttle.balance = 0;
	end
	local granted, _, missing = throttle:poll(probes);
	if granted then
		return 0;
	end
	return math.ceil(missing / limit.rate);
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
	local summary = { probes = 0, users = 0, most = 0 };
	limit.summary = summary;
	module:add_timer(SUMMARY_INTERVAL, function()
		write_summary(limit);
	end);
	return summary;
end

-- Notes that probes of a user (a bare JID) were told to wait.
function _M.note_refusal(limit, user, probes)
	local summary = open_summary(limit);
	local allowance = allowance_of(limit, user);
	if allowance.summary ~= summary then
		allowance.summary = summary;
		allowance.told_to_wait = 0;
		summary.users = summary.users + 1;
	end
	allowance.told_to_wait = allowance.told_to_wait + probes;
	summary.probes = summary.probes + probes;
	if allowance.told_to_wait > summary.most then
		summary.most = allowance.told_to_wait;
		summary.most_often = user;
	end
end

return _M;
