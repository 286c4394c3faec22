-- Lets the rooms of a MUC service answer presence probes (XEP-0045 §17.3, RFC 6121 §4.3).
-- SPDX-License-Identifier: MIT

-- Loads each library of this module once: module:require has no cache.
do
	local load_library, loaded = module.require, {};

	function module:require(name)
		if self ~= module then return load_library(self, name); end -- that of another host, as add_host gets it
		if loaded[name] == nil then loaded[name] = load_library(self, name) or true; end
		return loaded[name];
	end
end

local batches = module:require "batches";
local changes = module:require "changes";
local discovery = module:require "discovery";
local followers = module:require "followers";
local options = module:require "options";
local policies = module:require "policies";
local probes = module:require "probes";
local publications = module:require "publications";
local queries = module:require "queries";
local rate_limit = module:require "rate_limit";
local rooms = module:require "rooms";
local seen_rooms = module:require "seen_rooms";
local shell = module:require "shell";
local statistics = module:require "statistics";
local version = module:require "version";

-- Puts the field below the roles whose presence is broadcast (63) in the room's form.
local BELOW_PRESENCE_BROADCAST = 62;

-- Stores the owner's choice. Sessions stop following those whom they may not see any more.
local function on_policy_submitted(event)
	policies.submit_field(event);
	followers.review(event.room);
end

-- Says which version runs and what is configured. Since 0.12, the shell's `module info` says it too.
local function announce()
	local configured = options.describe();
	module:log("info", "Version %s: %s", version.VERSION, configured);
	if module.set_status then
		module:set_status("info", "Version "..version.VERSION..": "..configured);
	end
end

-- Stops what a reload would leave behind.
local function stop()
	rate_limit.close();
	publications.stop();
	changes.stop();
	followers.stop();
end

local function start()
	statistics.start();
	seen_rooms.start();
	probes.start();
	batches.start();
	queries.start();
	followers.start();
	publications.start();
	discovery.start();
	shell.start();
	if options.owners_choose then
		module:hook("muc-config-form", policies.add_field, BELOW_PRESENCE_BROADCAST);
		module:hook("muc-config-submitted/"..policies.FIELD, on_policy_submitted);
	end
	module.save = followers.save;
	module.restore = followers.restore;
	module.unload = stop;
end

if rooms.is_muc_service() then
	module:depends("muc");
	options.check();
	start();
	announce();
else
	module:log("error", '%s is no MUC service: enable muc_probe on a component of type "muc"', module.host);
end
