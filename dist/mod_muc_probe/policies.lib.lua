-- Generated from src/policies.ts by TypeScriptToLua: changes belong there.
local _M = {}
local st = require("util.stanza")
local options = module:require("options")
local rooms = module:require("rooms")

--- The field of the room's configuration form, in a namespace of its own (XEP-0068 §3.1).
_M.FIELD = "{http://modules.prosody.im/mod_muc_probe}hidden"
local default_policy = options.choice("muc_probe_hidden", { "anyone", "moderators", "nobody" })

local function is_policy(value)
	return value == "anyone" or value == "moderators" or value == "nobody"
end

--- The policy of a room: the owner's choice, or the administrator's.
function _M.of(room)
	local chosen = room._data.muc_probe_hidden
	if is_policy(chosen) then
		return chosen
	end
	return default_policy
end

--- What the field is about: before 0.12 every occupant's presence is broadcast, and only absent users are hidden.
local function label_for(room)
	if room.get_presence_broadcast == nil then
		return "Who may ask for registered users who are not in the room"
	end
	return "Who may ask for users whose presence is not shown"
end

--- Adds the field to the form, with the room's policy.
function _M.show_field(event)
	local policy = _M.of(event.room)
	table.insert(event.form, {
		name = _M.FIELD,
		type = "list-single",
		label = label_for(event.room),
		options = {
			{ value = "anyone", label = "Anyone in the room", default = policy == "anyone" },
			{ value = "moderators", label = "Moderators only", default = policy == "moderators" },
			{ value = "nobody", label = "Nobody", default = policy == "nobody" },
		},
	})
end

--- Takes over what the owner chose, though it be the default: that may change. The room is saved by mod_muc.
function _M.submit_field(event)
	local chosen = event.value
	if not is_policy(chosen) then
		return
	end
	if chosen ~= _M.of(event.room) then
		event.status_codes["104"] = true
	end
	event.room._data.muc_probe_hidden = chosen
end

--- What a submitted form has in the field; nil if it has no such field.
local function submitted_value(stanza)
	local query = stanza:get_child("query", "http://jabber.org/protocol/muc#owner")
	if query == nil then
		return nil
	end
	local form = query:get_child("x", "jabber:x:data")
	if form == nil or form.attr.type ~= "submit" then
		return nil
	end
	for field in form:childtags("field") do
		if field.attr.var == _M.FIELD then
			return field:get_child_text("value")
		end
	end
	return nil
end

local function is_owner(stanza)
	local from = stanza.attr.from
	local to = stanza.attr.to
	if from == nil or to == nil then
		return false
	end
	local room = rooms.find(to)
	return room ~= nil and room:get_affiliation(from) == "owner"
end

--- Refuses an owner's form with a policy that is none, as a whole: mod_muc itself would take over the rest of it and report
-- success.
function _M.refuse_unknown(event)
	local value = submitted_value(event.stanza)
	if value == nil or is_policy(value) or not is_owner(event.stanza) then
		return nil
	end
	local text = _M.FIELD .. " must be anyone, moderators or nobody"
	event.origin.send(st.error_reply(event.stanza, "modify", "not-acceptable", text))
	return true
end

return _M
