-- Sends answers as presences of their own.
-- SPDX-License-Identifier: MIT

local answers = module:require "answers";
local current_answers = module:require "current_answers";
local statistics = module:require "statistics";

-- Tells a prober about an occupant JID, and says whether the prober was still in the room when the answer was
-- ready. Nothing is sent if not, and if the room has changed while each attempt at an answer was made.
local function tell_about(prober, target, id)
	local outcome, presence = current_answers.make(answers.about_nick, prober, target, id);
	if outcome == "outside" then return false; end
	statistics.record(prober.session, target, outcome == "changed" and "silent" or outcome);
	if presence then
		prober.room:route_stanza(presence);
	end
	return true;
end

return { tell_about = tell_about };
