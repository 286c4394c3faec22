-- Limits how often users may probe.
-- SPDX-License-Identifier: MIT

local cache = require "util.cache";
local time = require "util.time";
local options = module:require "options";

-- The size of each of the two tables of allowances, in users.
local MAX_USERS = 5000;

-- The most users whom the summary in the log tells apart. Beyond that, the user refused longest ago is
-- forgotten, and is counted as a new one the next time.
local MAX_SUMMED_UP = 10000;

-- Seconds between two lines in the log about users who were told to wait.
local SUMMARY_INTERVAL = 60;

-- Parts of a probe that rounding may add. They are never granted twice, so nobody gains by them.
local ROUNDING = 1e-6;

-- The users who have asked since this table was begun.
local recent = {};

-- The number of users in `recent`.
local recent_users = 0;

-- The users who asked while the table before was in use.
local earlier = {};

-- The time at which every allowance in `earlier` is full again.
local earlier_full_at = 0;

-- Nil while nobody was told to wait since the last line in the log.
local summary;

-- Remembers when a user's allowance is full again. A new table is begun when the newer one is large, or when
-- every allowance in the older one is full. Then the older one is dropped: its users have not asked for the
-- longest time.
local function remember(now, user, full_at)
	if recent_users == MAX_USERS or now >= earlier_full_at then
		earlier = recent;
		earlier_full_at = now + options.burst;
		recent = {};
		recent_users = 0;
	end
	if not recent[user] then
		recent_users = recent_users + 1;
	end
	recent[user] = full_at;
end

-- Takes probes from the allowance of a user (a bare JID), if so many are left. Otherwise takes none, and
-- returns the seconds to wait. Also returns the time, counted in probes, at which what was taken has come
-- back. `util.throttle` is not used: it needs a table for each user, and adds nothing before it runs dry.
local function take(user, probes)
	if options.rate == 0 then return 0, 0; end
	local now = time.monotonic() * options.rate;
	local full_at = math.max(recent[user] or earlier[user] or now, now);
	local missing = full_at + probes - options.burst - ROUNDING - now;
	if missing > 0 then
		remember(now, user, full_at);
		return math.ceil(missing / options.rate), now;
	end
	remember(now, user, full_at + probes);
	return 0, now + probes;
end

-- Gives a prober back probes that were not needed. Those that have come back since, while a handler of
-- another module waited, are not given twice.
local function give_back(prober, probes)
	local user = prober.user;
	local allowances = recent[user] and recent or earlier;
	local full_at = allowances[user];
	if full_at then
		local still_taken = math.max(prober.refilled_at - time.monotonic() * options.rate, 0);
		allowances[user] = full_at - math.min(probes, still_taken);
	end
end

-- Writes the summary to the log, and starts anew.
local function write_summary(level)
	local probes, users, most_often, most = summary.probes, summary.users, summary.most_often, summary.most;
	summary = nil;
	module:log(level, "%d probes of %d users were told to wait in the last minute, most often those of %s (%d)", probes,
		users, most_often, most);
end

-- The first user who is told to wait opens a summary, which is written a minute later.
local function open_summary()
	if not summary then
		summary = {
			probes = 0;
			users = 0;
			probes_of = cache.new(MAX_SUMMED_UP);
			most = 0;
			timer = module:add_timer(SUMMARY_INTERVAL, function()
				write_summary("warn");
			end);
		};
	end
	return summary;
end

-- Notes that probes of a user (a bare JID) were told to wait.
local function note_refusal(user, probes)
	local opened = open_summary();
	local before = opened.probes_of:get(user);
	if not before then
		opened.users = opened.users + 1;
	end
	local told_to_wait = (before or 0) + probes;
	opened.probes_of:set(user, told_to_wait);
	opened.probes = opened.probes + probes;
	if told_to_wait > opened.most then
		opened.most = told_to_wait;
		opened.most_often = user;
	end
end

-- Writes the summary when the module is unloaded: its timer would keep the old module in memory. This is no
-- warning: there is one a minute at most, however often the module is loaded.
local function close()
	if summary then
		summary.timer:stop();
		write_summary("info");
	end
end

return {
	take = take;
	give_back = give_back;
	note_refusal = note_refusal;
	close = close;
};
