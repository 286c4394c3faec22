-- The commands of `prosodyctl shell` for administrators. Before Prosody 13.0, nothing reads them.
-- SPDX-License-Identifier: MIT

local jid = require "util.jid";
local answers = module:require "answers";
local followers = module:require "followers";
local jids = module:require "jids";
local options = module:require "options";
local policies = module:require "policies";
local probers = module:require "probers";
local rooms = module:require "rooms";
local statistics = module:require "statistics";

local SECTION = "muc_probe";
local SECTION_DESC = "Presence probes in chat rooms";
local CHOICES = "default, "..table.concat(options.POLICIES, ", ");

-- Adds a command. The first argument names the service, by itself or in a JID.
local function add(name, desc, help, args, handler)
	local typed_args = {};
	for _, arg in ipairs(args) do
		table.insert(typed_args, { name = arg, type = "string" });
	end
	module:add_item("shell-command", {
		section = SECTION;
		section_desc = SECTION_DESC;
		name = name;
		desc = desc;
		help = help;
		args = typed_args;
		host_selector = args[1];
		handler = handler;
	});
end

-- Finds a room by the JID that an administrator typed.
local function find_room(written)
	local room_jid = jid.prep(written);
	if not room_jid then return; end
	return rooms.find(room_jid);
end

-- Finds the full JID of a session of the user. Looks at every occupant.
local function find_session(room, bare_jid)
	for _, occupant in room:each_occupant(true) do
		if occupant.bare_jid == bare_jid then return occupant.jid; end
	end
end

-- Tells what a user would be told about an occupant JID.
local function ask(occupant_jid, user_jid)
	local target = jid.prep(occupant_jid);
	local user = jid.prep(user_jid);
	if not target or not user or not jids.has_resource(target) then
		return false, "Give the occupant JID that is asked for (room@service/nick) and the JID of the user who asks";
	end
	local room = find_room(target);
	if not room then return false, "No such room"; end
	local session = find_session(room, user) or user;
	if not probers.is_in_room(room, session) then
		return true, "not-acceptable: the user is not in the room";
	end
	local prober = { session = session, user = jids.bare(session), room = room };
	local outcome, presence = answers.about_nick(prober, target);
	if not presence then return true, "silent: nothing is sent"; end
	return true, string.format("%s: %s", outcome, tostring(presence));
end

-- Visits each room that keeps a policy of its own. Prosody loads each room of the service for this, and may
-- swap it to disk again when it loads the next one: a room that is saved only after that loses its occupants.
local function each_with_policy(visit)
	local muc = rooms.loaded_module("muc");
	if not muc then return; end
	for room in muc.each_room() do
		local kept = policies.kept_by(room);
		if kept then
			visit(room, kept);
		end
	end
end

local function describe_service()
	if options.owners_choose then
		return module.host..": "..options.hidden;
	end
	return module.host..": "..options.hidden.." (what rooms keep does not count: muc_probe_owners_choose is false)";
end

-- Lists the policy of the service, and of each room that keeps one.
local function list_policies()
	local lines = {};
	each_with_policy(function(room, policy)
		table.insert(lines, room.jid..": "..policy);
	end);
	table.sort(lines);
	table.insert(lines, 1, describe_service());
	return true, table.concat(lines, "\n");
end

-- Sets the policy of a room, and saves the room.
local function change_policy(room, value)
	policies.set(room, value);
	room:save();
end

-- Sets the policy of a room.
local function set_policy(room_jid, value)
	local room = find_room(room_jid);
	if not room then return false, "No such room"; end
	if not policies.is_choice(value) then
		return false, "Give one of "..CHOICES;
	end
	change_policy(room, value);
	followers.review(room);
	return true, string.format("%s: %s\n%s", room.jid, policies.kept_by(room) or "default", describe_service());
end

-- Sets the policy of all rooms that keep one of their own, and saves them.
local function set_policies(value)
	if not policies.is_choice(value) then
		return false, "Give one of "..CHOICES;
	end
	local changed = {};
	each_with_policy(function(room)
		change_policy(room, value);
		table.insert(changed, room.jid);
	end);
	-- Not in the walk above: handlers of other modules may wait while followers are told, and rooms come and
	-- go.
	for _, room_jid in ipairs(changed) do
		followers.review_at(room_jid);
	end
	return true, string.format("Rooms set to %s: %d", value, #changed);
end

local function start()
	add("ask", "Show what a user would be told about a nick",
		"Shows the answer to a presence probe of an occupant JID by a user, and sends nothing. "
			.."The user is given by full JID, or by bare JID for any session in the room.",
		{ "occupant_jid", "user_jid" }, function(_, occupant_jid, user_jid) return ask(occupant_jid, user_jid); end);
	add("answers", "Show how many probes were answered",
		"Shows how many answers there were since the module was loaded, by outcome.", { "service" },
		function() return true, statistics.describe(); end);
	add("followers", "Show how many people are followed",
		"Shows how many sessions follow, and how many people are followed.", { "service" },
		function() return true, followers.describe(); end);
	add("policies", "Show who may probe hidden occupants",
		"Shows the policy of the service, and of each room that keeps one of its own. Loads every room of the service.",
		{ "service" }, function() return list_policies(); end);
	add("set_policy", "Set who may probe hidden occupants of a room",
		"Sets the policy of a room, to one of "..CHOICES..'. With "default" the room follows the service.',
		{ "room_jid", "policy" }, function(_, room_jid, policy) return set_policy(room_jid, policy); end);
	add("set_policies", "Set who may probe hidden occupants of all rooms that keep a policy",
		"Sets the policy of each room that keeps one of its own, to one of "
			..CHOICES
			..'. With "default" they all follow the service.',
		{ "service", "policy" }, function(_, _, policy) return set_policies(policy); end);
end

return { start = start };
