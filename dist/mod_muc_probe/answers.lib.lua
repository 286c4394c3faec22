-- Generated from src/answers.ts by TypeScriptToLua: changes belong there.
local _M = {}
local jid = require("util.jid")
local st = require("util.stanza")
local targets = module:require("targets")
local visibility = module:require("visibility")

local XMLNS_MUC_USER = "http://jabber.org/protocol/muc#user"
local XMLNS_OCCUPANT_ID = "urn:xmpp:occupant-id:0"
local show_occupant_ids = module:get_option_boolean("muc_occupant_id", true)

--- The room is online (contract, other probes).
function _M.online(room, prober, id)
	return st.presence({ from = room.jid, to = prober.jid, id = id })
end

--- Nobody has the nick, or so it must seem (contract rows 4 to 6).
local function unknown(prober, occupant_jid, id)
	return st.presence({ from = occupant_jid, to = prober.jid, type = "unavailable", id = id })
		:tag("x", { xmlns = XMLNS_MUC_USER })
		:tag("item", { affiliation = "none", role = "none" })
		:up()
		:up()
end

--- The owner of a registered nick is not in the room (contract row 3). A handler may put another stanza in its place.
local function unavailable(room, prober, occupant, id)
	local nick = jid.resource(occupant.nick)
	local item = {
		affiliation = room:get_affiliation(occupant.bare_jid),
		role = "none",
		nick = nick,
	}
	if visibility.of_real_jids(room, prober, occupant) then
		item.jid = occupant.bare_jid
	end
	local stanza = st.presence({ from = occupant.nick, to = prober.jid, type = "unavailable", id = id })
	local x = st.stanza("x", { xmlns = XMLNS_MUC_USER }):tag("item", item):up()
	stanza:add_child(x)
	if show_occupant_ids == true and room.get_occupant_id ~= nil then
		stanza
			:tag("occupant-id", {
				xmlns = XMLNS_OCCUPANT_ID,
				id = room:get_occupant_id(occupant),
			})
			:up()
	end
	local event = {
		room = room,
		stanza = stanza,
		x = x,
		occupant = occupant,
		nick = nick,
		bare_jid = occupant.bare_jid,
	}
	module:fire_event("muc-build-occupant-presence", event)
	event.stanza.attr.to = prober.jid
	return event.stanza
end

--- A copy of the presence of an occupant's primary session; handlers may change it as they like.
local function copy_presence(occupant)
	local presence = occupant:get_presence()
	if presence == nil then
		return st.presence({ from = occupant.nick, type = "unavailable" })
	end
	return st.clone(presence)
end

--- The occupant's presence, as a broadcast to the prober would carry it (contract rows 2 and 7). Elements that a handler
-- left open are closed.
local function present(room, prober, occupant)
	local is_anonymous = not visibility.of_real_jids(room, prober, occupant)
	local stanza = copy_presence(occupant)
	local x = st.stanza("x", { xmlns = XMLNS_MUC_USER })
	local event = {
		room = room,
		stanza = stanza,
		x = x,
		occupant = occupant,
		bare_jid = occupant.bare_jid,
	}
	module:fire_event("muc-build-occupant-presence", event)
	room:build_item_list(occupant, x:reset(), is_anonymous, event.nick)
	stanza:add_direct_child(x)
	stanza.attr.to = prober.jid
	return stanza
end

--- What a prober is told about an occupant JID (contract rows 2 to 7).
function _M.about(room, policy, prober, occupant_jid, id)
	local occupant = targets.find(room, occupant_jid)
	if occupant == nil or not visibility.of_occupant(room, policy, prober, occupant) then
		return "unknown", unknown(prober, occupant_jid, id)
	end
	if occupant.role == nil then
		return "unavailable", unavailable(room, prober, occupant, id)
	end
	return "present", present(room, prober, occupant)
end

return _M
