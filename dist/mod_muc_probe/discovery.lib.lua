-- Announces the plugin and its limits: by the service and by its rooms (XEP-0030, XEP-0128).
-- SPDX-License-Identifier: MIT

local st = require "util.stanza";
local namespaces = module:require "namespaces";
local options = module:require "options";
local policies = module:require "policies";

-- The rooms of the service have the same features.
local function list_features()
	if options.batches then
		return { namespaces.MUC_PROBE, namespaces.QUERY, namespaces.MUC_PROBE.."#batch" };
	end
	return { namespaces.MUC_PROBE, namespaces.QUERY };
end

local FEATURES = list_features();

-- Builds a field of the form `muc#roominfo`.
local function field(name, label, value)
	return st.stanza("field", {
		type = "text-single";
		var = "{"..namespaces.MUC_PROBE.."}"..name;
		label = label;
	}):tag("value"):text(value):up();
end

-- Writes a number; Lua 5.3 and later would write 20.0 for what is configured so.
local function write_number(value)
	return string.format("%.14g", value);
end

-- The fields that are the same in each room. They are built once: clients ask each time they join.
local FIELDS = {
	field("batch_limit", "Most people in a query or in a batch of probes", write_number(options.most_at_once));
	field("rate", "Probes per second for each user (0: no limit)", write_number(options.rate));
	field("burst", "Probes at once before the rate applies", write_number(options.burst));
	field("follow", "Most people whom a session may follow", write_number(options.follow));
	field("list", "Whether people can be listed", tostring(options.list));
	field("unknown", "Answer about a nick that nobody has", options.unknown);
};

local LABEL_HIDDEN = "Who may ask for people whose presence is not shown";

local HIDDEN = {
	anyone = field("hidden", LABEL_HIDDEN, "anyone");
	moderators = field("hidden", LABEL_HIDDEN, "moderators");
	nobody = field("hidden", LABEL_HIDDEN, "nobody");
};

local FEATURE_ELEMENTS = {};
for _, name in ipairs(FEATURES) do
	table.insert(FEATURE_ELEMENTS, st.stanza("feature", { var = name }));
end

-- Adds features and fields to the disco#info of a room. Fields that are handed to the form would be built
-- anew each time.
local function add_info(event)
	for _, feature in ipairs(FEATURE_ELEMENTS) do
		event.reply:add_child(feature);
	end
	local form = event.form;
	local hidden = HIDDEN[policies.of(event.room)];
	local build = form.form;

	function form.form(layout, data, formtype)
		local built = build(layout, data, formtype);
		for _, element in ipairs(FIELDS) do
			built:add_direct_child(element);
		end
		built:add_direct_child(hidden);
		return built;
	end
end

-- Announces features, and has rooms announce them with their limits.
local function start()
	for _, feature in ipairs(FEATURES) do
		module:add_feature(feature);
	end
	module:hook("muc-disco#info", add_info);
end

return { start = start };
