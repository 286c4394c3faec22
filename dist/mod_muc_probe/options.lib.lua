-- The plugin's options, read once.
-- SPDX-License-Identifier: MIT

local configuration = module:require "configuration";
local misspelt = module:require "misspelt";

-- The occupants of a room who may probe hidden ones.
local POLICIES = { "anyone", "moderators", "nobody" };

-- The policy of the service.
local hidden = configuration.choice("muc_probe_hidden", POLICIES);

-- True if room owners may choose another policy for their room.
local owners_choose = configuration.boolean("muc_probe_owners_choose", true);

-- The answer for a nick that nobody has.
local unknown = configuration.choice("muc_probe_unknown", { "unavailable", "silent" });

-- True if probes of a room itself are answered.
local room = configuration.boolean("muc_probe_room", true);

-- True if batches are answered; else they are left to other modules.
local batches = configuration.boolean("muc_probe_batches", true);

-- The most items of a batch, a query or a page.
local batch_limit = configuration.integer("muc_probe_batch_limit", 100, 1);

-- The most people whom a session may follow; 0: nobody may be followed.
local follow = configuration.integer("muc_probe_follow", 100, 0);

-- True if occupants may list those whom they may see.
local list = configuration.boolean("muc_probe_list", false);

-- Probes per second for each user; 0: no limit. The least is one in 1,000 seconds.
local rate = configuration.number("muc_probe_rate", 20, 0.001);

-- Probes at once before the rate applies.
local burst = configuration.integer("muc_probe_burst", 200, 1);

local function find_most_at_once()
	if rate == 0 then return batch_limit; end
	return math.min(batch_limit, burst);
end

-- The most items that can be granted at once. With a rate, it is the burst at most.
local most_at_once = find_most_at_once();

-- Warns of options that contradict each other, and of misspelt and misplaced ones.
local function check()
	if most_at_once < batch_limit then
		module:log("warn",
			"Nobody can ask for more than %d people at once: muc_probe_burst is lower than muc_probe_batch_limit, which is %d",
			burst, batch_limit);
	end
	misspelt.report(configuration.names);
end

-- Describes what is configured, in a few words.
local function describe()
	if #configuration.changed == 0 then
		return "all options have their defaults";
	end
	return table.concat(configuration.changed, ", ");
end

return {
	POLICIES = POLICIES;
	hidden = hidden;
	owners_choose = owners_choose;
	unknown = unknown;
	room = room;
	batches = batches;
	follow = follow;
	list = list;
	rate = rate;
	burst = burst;
	most_at_once = most_at_once;
	check = check;
	describe = describe;
};
