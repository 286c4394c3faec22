-- Counts the answers by outcome.
-- SPDX-License-Identifier: MIT

-- The outcomes of a probe, batch, query or page, and of a typed presence that was taken for a join. `change`:
-- followers were told.
local OUTCOMES = {
	"present";
	"unavailable";
	"unknown";
	"silent";
	"online";
	"not-acceptable";
	"throttled";
	"bad-batch";
	"large-batch";
	"bad-query";
	"large-query";
	"counted";
	"no-list";
	"bad-join";
	"change";
};

-- The answers since the module was loaded.
local totals = {};

local LABELS = { "outcome" };

-- Counts answers in Prosody's statistics.
local report = {};

-- Registers with Prosody's statistics. Since 0.12 this is one counter with a label. Before, it is a counter
-- for each outcome.
local function register()
	if not module.metric then
		for _, outcome in ipairs(OUTCOMES) do
			report[outcome] = module:measure("answers_"..outcome, "counter");
		end
		return;
	end
	local family = module:metric("counter", "answers", "", "Answers to presence probes, by outcome", LABELS);
	for _, outcome in ipairs(OUTCOMES) do
		local metric = family:with_labels(outcome);
		report[outcome] = function(answers)
			metric:add(answers);
		end;
	end
end

-- Starts counting, from zero.
local function start()
	for _, outcome in ipairs(OUTCOMES) do
		totals[outcome] = 0;
	end
	register();
end

-- Counts an answer, and logs who was told what about whom.
local function record(prober, target, outcome)
	module:log("debug", "Probe of %s by %s: %s", target, prober, outcome);
	totals[outcome] = totals[outcome] + 1;
	report[outcome](1);
end

-- Counts the sessions that were told of a change of an occupant whom they follow.
local function record_change(target, sessions)
	module:log("debug", "Change of %s: told to %d who follow", target, sessions);
	totals.change = totals.change + sessions;
	report.change(sessions);
end

-- Writes the totals, one line for each outcome.
local function describe()
	local lines = { "Answers to presence probes since the module was loaded:" };
	for _, outcome in ipairs(OUTCOMES) do
		table.insert(lines, string.format("%-14s %d", outcome, totals[outcome]));
	end
	return table.concat(lines, "\n");
end

return {
	start = start;
	record = record;
	record_change = record_change;
	describe = describe;
};
