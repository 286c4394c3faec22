-- Announces the plugin and its limits in a room's disco#info (XEP-0030, XEP-0128).

local options = module:require "options";

local _M = {};

local XMLNS = "http://modules.prosody.im/mod_muc_probe";

-- Adds a field to the form `muc#roominfo`.
local function add_field(event, name, label, value)
	local field = "{"..XMLNS.."}"..name;
	table.insert(event.form, { name = field, type = "text-single", label = label });
	-- Lua 5.3 and later would write 20.0 for what is configured so.
	event.formdata[field] = string.format("%.14g", value);
end

-- Returns the size of the largest batch that can be granted. With a rate, it is the burst at most.
local function largest_batch()
	if options.rate == 0 then
		return options.batch_limit;
	end
	return math.min(options.batch_limit, options.burst);
end

-- Adds features and limits, so that clients know how fast they may probe. Does not show the policy.
function _M.add_info(event)
	event.reply:tag("feature", { var = XMLNS }):up();
	if options.batch_limit > 0 then
		event.reply:tag("feature", { var = XMLNS.."#batch" }):up();
		add_field(event, "batch_limit", "Most items in a batch of probes", largest_batch());
	end
	add_field(event, "rate", "Probes per second for each user (0: no limit)", options.rate);
	add_field(event, "burst", "Probes at once before the rate applies", options.burst);
end

return _M;
