-- The policies for hidden occupants: the administrator's for the service, and the owner's for a room
-- (contract row 6).
-- SPDX-License-Identifier: MIT

local namespaces = module:require "namespaces";
local options = module:require "options";

-- The field of the room's configuration form, in a namespace of its own (XEP-0068 §3.1).
local FIELD = "{"..namespaces.MUC_PROBE.."}hidden";

-- The owner's choice to have the service's policy.
local DEFAULT = "default";

local LABELS = {
	anyone = "Anyone in the room";
	moderators = "Moderators only";
	nobody = "Nobody";
};

local function is_policy(value)
	return value ~= nil and LABELS[value] ~= nil;
end

-- An owner may choose `default`, or one of the three policies.
local function is_choice(value)
	return value == DEFAULT or is_policy(value);
end

-- Finds the policy of a room that does not follow the service.
local function kept_by(room)
	local kept = room._data.muc_probe_hidden;
	if is_policy(kept) then return kept; end
end

-- A room's own policy counts only if owners may choose one.
local function of(room)
	return options.owners_choose and kept_by(room) or options.hidden;
end

-- Stores the owner's choice in the room. `default` removes it, and the room follows the service. The caller
-- saves the room.
local function set(room, choice)
	if choice == DEFAULT then
		room._data.muc_probe_hidden = nil;
	else
		room._data.muc_probe_hidden = choice;
	end
end

-- Before Prosody 0.12, the presence of every occupant is broadcast: only absent users are hidden.
local function label_for(room)
	if not room.get_presence_broadcast then
		return "Who may ask for registered users who are not in the room";
	end
	return "Who may ask for users whose presence is not shown";
end

-- Adds the field to a room's configuration form.
local function add_field(event)
	local kept = kept_by(event.room);
	local choices = {
		{
			value = DEFAULT;
			label = string.format("As everywhere on this service (%s)", LABELS[options.hidden]);
			default = not kept;
		};
	};
	for _, policy in ipairs(options.POLICIES) do
		table.insert(choices, { value = policy, label = LABELS[policy], default = kept == policy });
	end
	table.insert(event.form, {
		name = FIELD;
		type = "list-single";
		label = label_for(event.room);
		options = choices;
	});
end

-- Stores the owner's choice in the form. Any other value changes nothing. mod_muc saves the room.
local function submit_field(event)
	local room = event.room;
	local before = kept_by(room);
	if is_choice(event.value) then
		set(room, event.value);
	end
	if kept_by(room) ~= before then
		event.status_codes["104"] = true;
	end
end

return {
	FIELD = FIELD;
	is_choice = is_choice;
	kept_by = kept_by;
	of = of;
	set = set;
	add_field = add_field;
	submit_field = submit_field;
};
