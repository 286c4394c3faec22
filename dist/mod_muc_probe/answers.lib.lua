-- Generated from src/answers.ts by TypeScriptToLua: changes belong there.
local _M = {}
local jid = require("util.jid")
local st = require("util.stanza")
local targets = module:require("targets")
local visibility = module:require("visibility")

local show_occupant_ids = module:get_option_boolean("muc_occupant_id", true)

--- Patterns to be cloned: what is built anew is checked for being XML, which costs more than all the rest.
local ROOM_ONLINE = st.presence()
local UNAVAILABLE = st.presence({ type = "unavailable" })
local NOBODY = st.presence({ type = "unavailable" })
	:tag("x", { xmlns = "http://jabber.org/protocol/muc#user" })
	:tag("item", { affiliation = "none", role = "none" })
	:reset()
local X = st.stanza("x", { xmlns = "http://jabber.org/protocol/muc#user" })
local ITEM = st.stanza("item")
local OCCUPANT_ID = st.stanza("occupant-id", { xmlns = "urn:xmpp:occupant-id:0" })

--- A copy of a pattern with the addresses and the id of an answer.
local function address(pattern, from, prober, id)
	local presence = st.clone(pattern)
	presence.attr.from = from
	presence.attr.to = prober.jid
	presence.attr.id = id
	return presence
end

--- The room is online (contract, other probes).
function _M.online(room, prober, id)
	return address(ROOM_ONLINE, room.jid, prober, id)
end

--- Nobody has the nick, or so it must seem (contract rows 4 to 6).
local function unknown(prober, occupant_jid, id)
	return address(NOBODY, occupant_jid, prober, id)
end

--- Adds an `<item/>` to `x`.
local function add_item(x, affiliation, role, nick, real_jid)
	local item = st.clone(ITEM)
	item.attr.affiliation = affiliation or "none"
	item.attr.role = role or "none"
	item.attr.nick = nick
	item.attr.jid = real_jid
	x:add_direct_child(item)
end

--- The occupant-id (XEP-0421) of an occupant, where the server has them; before 0.12 it has none.
local function add_occupant_id(room, stanza, occupant)
	if show_occupant_ids ~= true or room.get_occupant_id == nil then
		return
	end
	local occupant_id = st.clone(OCCUPANT_ID)
	occupant_id.attr.id = room:get_occupant_id(occupant)
	stanza:add_direct_child(occupant_id)
end

--- The owner of a registered nick is not in the room (contract row 3). A handler may put another stanza in its place.
local function unavailable(room, prober, occupant, affiliation, id)
	local bare_jid = occupant.bare_jid
	local nick = jid.resource(occupant.nick)
	local stanza = address(UNAVAILABLE, occupant.nick, prober, id)
	local x = st.clone(X)
	if visibility.of_real_jids(room, prober, occupant) then
		add_item(x, affiliation, "none", nick, bare_jid)
	else
		add_item(x, affiliation, "none", nick, nil)
	end
	stanza:add_direct_child(x)
	add_occupant_id(room, stanza, occupant)
	local event = {
		room = room,
		stanza = stanza,
		x = x,
		occupant = occupant,
		nick = nick,
		bare_jid = bare_jid,
	}
	module:fire_event("muc-build-occupant-presence", event)
	event.stanza.attr.to = prober.jid
	return event.stanza
end

--- Adds an `<item/>` for each session where real JIDs are shown, else one in all.
local function add_items(x, occupant, affiliation, nick, shows_real_jids)
	if not shows_real_jids then
		add_item(x, affiliation, occupant.role, nick, nil)
		return
	end
	for real_jid in pairs(occupant.sessions) do
		add_item(x, affiliation, occupant.role, nick, real_jid)
	end
end

--- The occupant's presence, as a broadcast to the prober would carry it (contract rows 2 and 7).
local function present(room, prober, occupant)
	local shows_real_jids = visibility.of_real_jids(room, prober, occupant)
	local affiliation = room:get_affiliation(occupant.bare_jid)
	local stanza = occupant:get_presence() or address(UNAVAILABLE, occupant.nick, prober, nil)
	local x = st.clone(X)
	local event = {
		room = room,
		stanza = stanza,
		x = x,
		occupant = occupant,
		bare_jid = occupant.bare_jid,
	}
	module:fire_event("muc-build-occupant-presence", event)
	add_items(x, occupant, affiliation, event.nick, shows_real_jids)
	stanza:add_direct_child(x)
	stanza.attr.to = prober.jid
	return stanza
end

--- What a prober is told about an occupant JID (contract rows 2 to 7).
function _M.about(room, policy, prober, occupant_jid, id)
	local occupant = targets.present(room, occupant_jid) or targets.absent(room, occupant_jid)
	if occupant == nil or not visibility.of_occupant(room, policy, prober, occupant) then
		return "unknown", unknown(prober, occupant_jid, id)
	end
	if occupant.role ~= nil then
		return "present", present(room, prober, occupant)
	end
	local affiliation = room:get_affiliation(occupant.bare_jid)
	if not visibility.of_affiliation(room, prober, affiliation) then
		return "unknown", unknown(prober, occupant_jid, id)
	end
	return "unavailable", unavailable(room, prober, occupant, affiliation, id)
end

return _M
