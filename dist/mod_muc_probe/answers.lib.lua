-- Generated from src/answers.ts by TypeScriptToLua: changes belong there.
local _M = {}
local st = require("util.stanza")
local addresses = module:require("addresses")
local elements = module:require("elements")
local targets = module:require("targets")
local visibility = module:require("visibility")

local show_occupant_ids = module:get_option_boolean("muc_occupant_id", true)
local XMLNS_MUC_USER = "http://jabber.org/protocol/muc#user"
local XMLNS_OCCUPANT_ID = "urn:xmpp:occupant-id:0"

--- The room is online (contract, other probes).
function _M.online(room, prober, id)
	return elements.leaf("presence", { from = room.jid, to = prober, id = id })
end

--- What describes an occupant in the room.
local function item(affiliation, role, nick, real_jid)
	return elements.leaf(
		"item",
		{ affiliation = affiliation or "none", role = role or "none", nick = nick, jid = real_jid }
	)
end

--- Nobody has the nick, or so it must seem (contract rows 4 to 6).
local function unknown(prober, occupant_jid, id)
	local x = elements.parent("x", { xmlns = XMLNS_MUC_USER }, item("none", "none"))
	return elements.parent("presence", { type = "unavailable", from = occupant_jid, to = prober, id = id }, x)
end

--- The occupant-id (XEP-0421) of an occupant; nil where the server has none, as before 0.12.
local function occupant_id(room, occupant)
	if show_occupant_ids ~= true or room.get_occupant_id == nil then
		return nil
	end
	return elements.leaf("occupant-id", {
		xmlns = XMLNS_OCCUPANT_ID,
		id = room:get_occupant_id(occupant),
	})
end

--- The owner of an absent registered nick, if the prober may see its real JID.
local function visible_owner(room, prober, occupant)
	if visibility.of_real_jids(room, prober, occupant) then
		return occupant.bare_jid
	end
	return nil
end

--- The owner of a registered nick is not in the room (contract row 3). A handler may put another stanza in its place, or none.
local function unavailable(room, prober, occupant, affiliation, id)
	local nick = addresses.nick(room, occupant.nick)
	local x = elements.parent(
		"x",
		{ xmlns = XMLNS_MUC_USER },
		item(affiliation, "none", nick, visible_owner(room, prober, occupant))
	)
	local stanza = elements.parent(
		"presence",
		{ type = "unavailable", from = occupant.nick, to = prober, id = id },
		x,
		occupant_id(room, occupant)
	)
	local event = {
		room = room,
		stanza = stanza,
		x = x,
		occupant = occupant,
		nick = nick,
		bare_jid = occupant.bare_jid,
	}
	module:fire_event("muc-build-occupant-presence", event)
	local built = event.stanza
	if built ~= nil then
		built.attr.to = prober
	end
	return built
end

--- Adds an `<item/>` for each session where real JIDs are shown, else one in all.
local function add_items(x, occupant, affiliation, nick, shows_real_jids)
	if not shows_real_jids then
		x:add_direct_child(item(affiliation, occupant.role, nick))
		return
	end
	for real_jid in pairs(occupant.sessions) do
		x:add_direct_child(item(affiliation, occupant.role, nick, real_jid))
	end
end

--- Gives the copy of an occupant copies of its presences too: handlers may change them, and the room's are its own.
local function copy_presences(occupant)
	for real_jid, presence in pairs(occupant.sessions) do
		occupant.sessions[real_jid] = st.clone(presence)
	end
end

--- The occupant's presence, as a broadcast to the prober would carry it (contract rows 2 and 7).
local function present(room, prober, occupant)
	local shows_real_jids = visibility.of_real_jids(room, prober, occupant)
	copy_presences(occupant)
	local stanza = occupant:get_presence() or elements.leaf("presence", { type = "unavailable", from = occupant.nick })
	local x = elements.leaf("x", { xmlns = XMLNS_MUC_USER })
	local event = {
		room = room,
		stanza = stanza,
		x = x,
		occupant = occupant,
		bare_jid = occupant.bare_jid,
	}
	module:fire_event("muc-build-occupant-presence", event)
	add_items(x, occupant, room:get_affiliation(occupant.bare_jid), event.nick, shows_real_jids)
	stanza:add_direct_child(x)
	stanza.attr.to = prober
	return stanza
end

--- What a prober is told about an occupant JID (contract rows 2 to 7).
function _M.about(room, policy, prober, occupant_jid, id)
	local occupant = targets.find(room, occupant_jid)
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
