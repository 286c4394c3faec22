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

-- Whether batches are answered, or left to other modules.
_M.batches = configuration.boolean("muc_probe_batches", true);

-- The most items of a batch, a query or a page.
_M.batch_limit = configuration.integer("muc_probe_batch_limit", 100, 1);

-- The most people whom a session may follow; 0: nobody may be followed.
_M.follow = configuration.integer("muc_probe_follow", 100, 0);

-- Whether occupants may list those whom they may see.
_M.list = configuration.boolean("muc_probe_list", false);

-- Probes per second for each user; 0: no limit.
_M.rate = configuration.number("muc_probe_rate", 20);

-- Probes at once before the rate applies.
_M.burst = configuration.integer("muc_probe_burst", 200, 1);

-- Returns the most items that can be granted at once.
local function find_most_at_once()
	if _M.rate == 0 then
		return _M.batch_limit;
	end
	return math.min(_M.batch_limit, _M.burst);
end

-- The most items that can be granted at once. With a rate, it is the burst at most.
_M.most_at_once = find_most_at_once();

-- Warns of options that contradict each other, and of misspelt ones.
function _M.check()
	if _M.most_at_once < _M.batch_limit then
		module:log("warn",
			"Batches of more than %d items are never answered: muc_probe_burst is lower than muc_probe_batch_limit",
			_M.burst);
	end
	misspelt.report(configuration.names);
end

return _M;
