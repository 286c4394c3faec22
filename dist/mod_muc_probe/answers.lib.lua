-- Builds the answers about people.
-- SPDX-License-Identifier: MIT

local st = require "util.stanza";
local elements = module:require "elements";
local jids = module:require "jids";
local namespaces = module:require "namespaces";
local options = module:require "options";
local probers = module:require "probers";

-- Prosody's methods of occupants, from the module's own copy of its library.
local occupant_lib = module:require "muc/occupant";

-- Builds the <item/> of an occupant or of an absent user.
local function item(affiliation, role, nick, real_jid)
	return elements.leaf("item", {
		affiliation = affiliation or "none";
		role = role or "none";
		nick = nick;
		jid = real_jid;
	});
end

-- Builds the answer about nobody. Hidden and banned users get the same one (contract rows 4 to 6).
local function unknown(prober, target, id)
	local x = elements.parent("x", { xmlns = namespaces.MUC_USER }, item());
	return elements.parent("presence", { type = "unavailable", from = target, to = prober.session, id = id }, x);
end

local function visible_jid(prober, user)
	if probers.sees_real_jids(prober, user) then return user; end
end

-- Builds the answer about an absent user (contract row 3). It has no occupant-id, whatever other modules add:
-- the same user may be in the room under another nick. Another module may replace the answer or remove it.
local function unavailable(prober, user, affiliation, target, id)
	local room = prober.room;
	local nick = target and jids.nick(room, target);
	local x = elements.parent("x", { xmlns = namespaces.MUC_USER },
		item(affiliation, "none", nick, visible_jid(prober, user)));
	local stanza = elements.parent("presence", { type = "unavailable", from = target, to = prober.session, id = id }, x);
	-- Other modules expect an occupant. This one has neither role nor sessions.
	local occupant = setmetatable({ bare_jid = user, nick = target, sessions = {} }, occupant_lib.mt);
	local event = { room = room, stanza = stanza, x = x, occupant = occupant, nick = nick, bare_jid = user };
	module:fire_event("muc-build-occupant-presence", event);
	local built = event.stanza;
	if built then
		built.attr.to = prober.session;
		built:remove_children("occupant-id", namespaces.OCCUPANT_ID);
	end
	return built;
end

-- Adds one <item/> for each session if real JIDs are shown. Adds a single one otherwise.
local function add_items(x, occupant, affiliation, nick, shows_real_jids)
	if not shows_real_jids then
		x:add_direct_child(item(affiliation, occupant.role, nick));
		return;
	end
	for real_jid in pairs(occupant.sessions) do
		x:add_direct_child(item(affiliation, occupant.role, nick, real_jid));
	end
end

-- Copies the presences of an occupant that is itself a copy. Other modules may change them, and must not
-- change those of the room.
local function copy_presences(occupant)
	for real_jid, presence in pairs(occupant.sessions) do
		occupant.sessions[real_jid] = st.clone(presence);
	end
end

-- Builds an occupant's presence as the prober would get it by broadcast (contract rows 2 and 7).
local function present(prober, occupant)
	local room = prober.room;
	-- Decided first: other modules may change the occupant below.
	local shows_real_jids = probers.sees_real_jids(prober, occupant.bare_jid);
	copy_presences(occupant);
	local stanza = occupant:get_presence() or elements.leaf("presence", { type = "unavailable", from = occupant.nick });
	local x = elements.leaf("x", { xmlns = namespaces.MUC_USER });
	local event = { room = room, stanza = stanza, x = x, occupant = occupant, bare_jid = occupant.bare_jid };
	module:fire_event("muc-build-occupant-presence", event);
	add_items(x, occupant, room:get_affiliation(occupant.bare_jid), event.nick, shows_real_jids);
	stanza:add_direct_child(x);
	stanza.attr.to = prober.session;
	return stanza;
end

-- Finds the affiliation of an absent user (a bare JID), if the prober may see the user (contract rows 3, 5
-- and 6). There is no user if nobody has registered the nick.
local function visible_affiliation(prober, user)
	if not user or not probers.sees(prober, user) then return; end
	local affiliation = prober.room:get_affiliation(user);
	if probers.sees_affiliation(prober, affiliation) then
		return affiliation;
	end
end

-- Answers about an occupant JID that is nobody's, or of somebody whom the prober may not see (contract rows 3
-- to 6).
local function about_absent(prober, target, id)
	local user = prober.room:get_registered_jid(jids.nick(prober.room, target));
	local affiliation = visible_affiliation(prober, user);
	if not affiliation then
		return "unknown", unknown(prober, target, id);
	end
	return "unavailable", unavailable(prober, user, affiliation, target, id);
end

-- Keeps silent about nobody, if the option says so (contract row 4).
local function unless_silent(outcome, presence)
	if not presence or (outcome == "unknown" and options.unknown == "silent") then
		return "silent";
	end
	return outcome, presence;
end

-- Answers about an occupant JID (contract rows 2 to 7). The answer about an absent user repeats the id.
local function about_nick(prober, target, id)
	local occupant = prober.room:get_occupant_by_nick(target);
	if occupant and probers.sees(prober, occupant.bare_jid, occupant.role) then
		return "present", present(prober, occupant);
	end
	local outcome, presence = about_absent(prober, target, id);
	return unless_silent(outcome, presence);
end

-- Gives the answer of contract row 6, even where the option says to keep silent about nobody.
local function about_hidden(prober, target)
	return about_absent(prober, target);
end

-- Answers about an occupant-id whose user, a bare JID, the prober may not see in the room. Only affiliations
-- that the room keeps count: the service's administrators own every room, and must not be found in it by
-- that.
local function about_absent_id(prober, user, occupant_id)
	local room = prober.room;
	local affiliation = visible_affiliation(prober, user);
	if not user or not affiliation or not room._affiliations[user] then
		return unless_silent("unknown", unknown(prober));
	end
	local nick = room:get_registered_nick(user);
	local presence = unavailable(prober, user, affiliation, nick and room.jid.."/"..nick);
	if presence then
		presence:add_direct_child(elements.leaf("occupant-id", { xmlns = namespaces.OCCUPANT_ID, id = occupant_id }));
	end
	return unless_silent("unavailable", presence);
end

return {
	unknown = unknown;
	about_nick = about_nick;
	about_hidden = about_hidden;
	about_absent_id = about_absent_id;
};
