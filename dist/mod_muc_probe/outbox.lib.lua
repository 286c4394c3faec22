-- Sends answers as presences of their own.
-- SPDX-License-Identifier: MIT

local answers = module:require "answers";
local gate = module:require "gate";
local statistics = module:require "statistics";

-- Tells a prober about an occupant JID, and says whether the prober was still in the room when the answer was ready. Else
-- nothing is sent.
local function tell_about(prober, target, id)
	local outcome, presence = answers.about_nick(prober, target, id);
	if not gate.is_still_in(prober) then return false; end
	statistics.record(prober.session, target, outcome);
	if presence then
		prober.room:route_stanza(presence);
	end
	return true;
end

return { tell_about = tell_about };
