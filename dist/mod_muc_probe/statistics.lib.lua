-- Counts the answers by outcome.

local _M = {};

-- The outcomes of a probe, of a batch, or of a typed presence that was taken for a join.
_M.OUTCOMES = {
	"present";
	"unavailable";
	"unknown";
	"silent";
	"online";
	"not-acceptable";
	"throttled";
	"bad-batch";
	"large-batch";
	"bad-join";
};

-- Registers with Prosody's statistics. Since 0.12 this is one counter with a label. Before, it is a counter for each
-- outcome.
local function register(report)
	if not module.metric then
		for _, outcome in ipairs(_M.OUTCOMES) do
			report[outcome] = module:measure("answers_"..outcome, "counter");
		end
		return;
	end
	local family = module:metric("counter", "answers", "", "Answers to presence probes, by outcome", {
		"outcome";
	});
	for _, outcome in ipairs(_M.OUTCOMES) do
		local metric = family:with_labels(outcome);
		report[outcome] = function(answers)
			metric:add(answers);
		end;
	end
end

-- Starts counting, from zero.
function _M.start()
	local answers = { totals = {}, report = {} };
	for _, outcome in ipairs(_M.OUTCOMES) do
		answers.totals[outcome] = 0;
	end
	register(answers.report);
	return answers;
end

-- Counts an answer, and logs who was told what about whom.
function _M.record(answers, prober, target, outcome)
	module:log("debug", "Probe of %s by %s: %s", target, prober, outcome);
	local totals = answers.totals;
	totals[outcome] = totals[outcome] + 1;
	answers.report[outcome](1);
end

-- Returns the totals as text, one line for each outcome.
function _M.describe(answers)
	local lines = { "Answers to presence probes since the module was loaded:" };
	for _, outcome in ipairs(_M.OUTCOMES) do
		table.insert(lines, string.format("%-14s %d", outcome, answers.totals[outcome]));
	end
	return table.concat(lines, "\n");
end

return _M;
