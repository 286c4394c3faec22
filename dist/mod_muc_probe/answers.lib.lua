-- Builds the answers and sends them.

local st = require "util.stanza";
local elements = module:require "elements";
local jids = module:require "jids";
local occupants = module:require "occupants";
local options = module:require "options";
local probers = module:require "probers";
local statistics = module:require "statistics";

local _M = {};

local show_occupant_ids = module:get_option_boolean("muc_occupant_id", true);

local XMLNS_MUC_USER = "http://jabber.org/protocol/muc#user";
local XMLNS_OCCUPANT_ID = "urn:xmpp:occupant-id:0";

-- Builds the <item/> of an occupant or of an absent user.
local function item(affiliation, role, nick, real_jid)
	return elements.leaf("item", {
		affiliation = affiliation or "none";
		role = role or "none";
		nick = nick;
		jid = real_jid;
	});
end

-- Builds the answer for an unknown nick. Hidden and banned users get the same one (contract rows 4 to 6). Returns nil
-- if nothing is to be sent.
local function unknown(prober, target, id)
	if options.unknown == "silent" then
		return;
	end
	local x = elements.parent("x", { xmlns = XMLNS_MUC_USER }, item("none", "none"));
	return elements.parent("presence", { type = "unavailable", from = target, to = prober.session, id = id }, x);
end

-- Builds the occupant-id (XEP-0421). Returns nil where the server has none: before 0.12, or if it is switched off.
local function occupant_id(room, occupant)
	if not show_occupant_ids or not room.get_occupant_id then
		return;
	end
	return elements.leaf("occupant-id", { xmlns = XMLNS_OCCUPANT_ID, id = room:get_occupant_id(occupant) });
end

-- Returns the bare JID of an absent user. Returns nil if the prober may not see it.
local function visible_owner(prober, owner)
	if probers.sees_real_jids(prober, owner) then
		return owner;
	end
end

-- Builds the answer for an absent user whose nick is registered (contract row 3). Another module may replace
-- the answer or remove it.
local function unavailable(prober, occupant, affiliation, id)
	local room = prober.room;
	local nick = jids.nick(room, occupant.nick);
	local x = elements.parent("x", { xmlns = XMLNS_MUC_USER },
		item(affiliation, "none", nick, visible_owner(prober, occupant.bare_jid)));
	local stanza = elements.parent("presence",
		{ type = "unavailable", from = occupant.nick, to = prober.session, id = id }, x, occupant_id(room, occupant));
	local event = {
		room = room;
		stanza = stanza;
		x = x;
		occupant = occupant;
		nick = nick;
		bare_jid = occupant.bare_jid;
	};
	module:fire_event("muc-build-occupant-presence", event);
	local built = event.stanza;
	if built then
		built.attr.to = prober.session;
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

-- Copies the presences of an occupant that is itself a copy. Other modules may change them, and must not change
-- those of the room.
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
	local x = elements.leaf("x", { xmlns = XMLNS_MUC_USER });
	local event = { room = room, stanza = stanza, x = x, occupant = occupant, bare_jid = occupant.bare_jid };
	module:fire_event("muc-build-occupant-presence", event);
	add_items(x, occupant, room:get_affiliation(occupant.bare_jid), event.nick, shows_real_jids);
	stanza:add_direct_child(x);
	stanza.attr.to = prober.session;
	return stanza;
end

-- Returns what a prober is told about an occupant JID (contract rows 2 to 7). Sends nothing.
function _M.about(prober, target, id)
	local occupant = occupants.find(prober.room, target);
	if not occupant or not probers.sees(prober, occupant) then
		return "unknown", unknown(prober, target, id);
	end
	if occupant.role then
		return "present", present(prober, occupant);
	end
	local affiliation = prober.room:get_affiliation(occupant.bare_jid);
	if not probers.sees_affiliation(prober, affiliation) then
		return "unknown", unknown(prober, target, id);
	end
	return "unavailable", unavailable(prober, occupant, affiliation, id);
end

-- Answers a stanza about one occupant JID.
function _M.tell_about(prober, target, id)
	local outcome, presence = _M.about(prober, target, id);
	if not presence then
		statistics.record(prober.session, target, "silent");
		return;
	end
	statistics.record(prober.session, target, outcome);
	prober.room:route_stanza(presence);
end

-- Answers a probe of the room itself: the room is online (XEP-0045 §17.3).
function _M.tell_online(prober, id)
	local room = prober.room;
	statistics.record(prober.session, room.jid, "online");
	room:route_stanza(elements.leaf("presence", { from = room.jid, to = prober.session, id = id }));
end

return _M;
