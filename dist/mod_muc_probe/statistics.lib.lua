-- Generated from src/statistics.ts by TypeScriptToLua: changes belong there.
local _M = {}
local OUTCOMES = {
	"present",
	"unavailable",
	"unknown",
	"silent",
	"online",
	"not-acceptable",
	"throttled",
	"bad-batch",
	"large-batch",
	"bad-join",
}
local totals = {}
local reports = {}

--- Prosody's own statistics: one counter with a label from 0.12 on, before that a counter for each outcome.
local function report_to_prosody()
	if module.metric == nil then
		for _, outcome in ipairs(OUTCOMES) do
			reports[outcome] = module:measure("answers_" .. outcome, "counter")
		end
		return
	end
	local family = module:metric("counter", "answers", "", "Answers to presence probes, by outcome", { "outcome" })
	for _, outcome in ipairs(OUTCOMES) do
		local metric = family:with_labels(outcome)
		reports[outcome] = function(answers)
			metric:add(answers)
		end
	end
end

for _, outcome in ipairs(OUTCOMES) do
	totals[outcome] = 0
end

report_to_prosody()

--- Counts an answer.
function _M.count(outcome)
	totals[outcome] = totals[outcome] + 1
	reports[outcome](1)
end

--- The totals, one line for each outcome.
function _M.describe()
	local lines = { "Answers to presence probes since the module was loaded:" }
	for _, outcome in ipairs(OUTCOMES) do
		table.insert(lines, string.format("%-14s %d", outcome, totals[outcome]))
	end
	return table.concat(lines, "\n")
end

return _M
