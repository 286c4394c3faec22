-- The plugin's options, read once.

local configuration = module:require "configuration";
local misspelt = module:require "misspelt";

local _M = {};

-- The occupants of a room who may probe hidden ones.
_M.POLICIES = { "anyone", "moderators", "nobody" };

-- The policy of the service.
_M.hidden = configuration.choice("muc_probe_hidden", _M.POLICIES);

-- Whether room owners may choose another policy for their room.
_M.owners_choose = configuration.boolean("muc_probe_owners_choose", true);

-- The answer for a nick that nobody has.
_M.unknown = configuration.choice("muc_probe_unknown", { "unavailable", "silent" });

-- Whether probes of a room itself are answered.
_M.room = configuration.boolean("muc_probe_room", true);

-- The most items of a batch; 0: batches are off.
_M.batch_limit = configuration.integer("muc_probe_batch_limit", 100, 0);

-- Probes per second for each user; 0: no limit.
_M.rate = configuration.number("muc_probe_rate", 20);

-- Probes at once before the rate applies.
_M.burst = configuration.integer("muc_probe_burst", 200, 1);

-- Warns of options that contradict each other, and of misspelt ones.
function _M.check()
	if _M.rate > 0 and _M.batch_limit > _M.burst then
		module:log("warn",
			"Batches of more than %d items are never answered: muc_probe_burst is lower than muc_probe_batch_limit",
			_M.burst);
	end
	misspelt.report({
		"muc_probe_hidden";
		"muc_probe_owners_choose";
		"muc_probe_unknown";
		"muc_probe_room";
		"muc_probe_batch_limit";
		"muc_probe_rate";
		"muc_probe_burst";
	});
end

return _M;
