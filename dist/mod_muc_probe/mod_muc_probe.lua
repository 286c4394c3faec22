-- Lets the rooms of a MUC service answer presence probes (XEP-0045 §17.3, RFC 6121 §4.3).

-- Loads each library of this module once: module:require has no cache.
do
	local load_library, loaded = module.require, {};

	function module:require(name)
		if self ~= module then return load_library(self, name); end -- one host's, in add_host
		if loaded[name] == nil then loaded[name] = load_library(self, name) or true; end
		return loaded[name];
	end
end

local batches = module:require "batches";
local discovery = module:require "discovery";
local option = module:require "options";
local policies = module:require "policies";
local probes = module:require "probes";
local rate_limit = module:require "rate_limit";
local rooms = module:require "rooms";
local shell = module:require "shell";
local statistics = module:require "statistics";

-- Runs after the policies of other modules (1 to 100), and before mod_muc (-2).
local BEFORE_MUC = -1;

-- Runs before all policies for joining: none should take a typed presence for a join.
local BEFORE_JOIN_POLICIES = 1000;

-- Puts the field below the roles whose presence is broadcast (63) in the room's form.
local BELOW_PRESENCE_BROADCAST = 62;

local options = {
	muc_probe_hidden = option.choice("muc_probe_hidden", policies.POLICIES);
	muc_probe_owners_choose = option.boolean("muc_probe_owners_choose", true);
	muc_probe_unknown = option.choice("muc_probe_unknown", { "unavailable", "silent" });
	muc_probe_room = option.boolean("muc_probe_room", true);
	muc_probe_batch_limit = option.integer("muc_probe_batch_limit", 100, 0);
	muc_probe_rate = option.number("muc_probe_rate", 20);
	muc_probe_burst = option.integer("muc_probe_burst", 200, 1);
};

-- Warns of options that contradict each other, and of misspelt ones.
local function check_options()
	if options.muc_probe_rate > 0 and options.muc_probe_batch_limit > options.muc_probe_burst then
		module:log("warn",
			"Batches of more than %d items are never answered: muc_probe_burst is lower than muc_probe_batch_limit",
			options.muc_probe_burst);
	end
	option.report_misspelt(options);
end

-- Makes what is kept while the module is loaded, and hooks the events.
local function start(muc)
	local service = {
		options = options;
		rate_limit = rate_limit.create(options.muc_probe_rate, options.muc_probe_burst);
		answers = statistics.start();
		occupant_jids = rooms.follow(muc);
	};

	local function on_presence(event)
		return probes.on_presence(service, event);
	end

	module:hook("presence/full", on_presence, BEFORE_MUC);
	module:hook("presence/bare", on_presence, BEFORE_MUC);
	module:hook("presence/host", on_presence, BEFORE_MUC);
	module:hook("muc-occupant-pre-join", function(event) return probes.on_pre_join(service, event); end,
		BEFORE_JOIN_POLICIES);
	batches.hook(service);

	if options.muc_probe_owners_choose then
		module:hook("muc-config-form", function(event)
			policies.add_field(options, event);
		end, BELOW_PRESENCE_BROADCAST);
		module:hook("muc-config-submitted/"..policies.FIELD, policies.submit_field);
	end
	module:hook("muc-disco#info", function(event)
		discovery.add_info(options, event);
	end);
	shell.add_commands(service);

	function module.unload()
		rate_limit.close(service.rate_limit);
	end
end

if rooms.are_served() then
	module:depends("muc");
	check_options();
	start(rooms.loaded_module("muc"));
else
	module:log("error", '%s is no MUC service: enable muc_probe on a component of type "muc"', module.host);
end
