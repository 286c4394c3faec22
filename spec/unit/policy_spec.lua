-- Who may ask for hidden occupants (contract rows 6 and 7), and how the owner of a room chooses.

local verona = require("spec.unit.support.verona")
local st = require("util.stanza")

local ROMEO, JULIET, TYBALT = verona.ROMEO, verona.JULIET, verona.TYBALT
local XMLNS_MUC_USER = verona.XMLNS_MUC_USER
local FIELD = "{http://modules.prosody.im/mod_muc_probe}hidden"

local server, room

local function start_with(options)
	server, room = verona.meet(options)
	server:join(room, TYBALT, "Tybalt")
	verona.register(room)
end

-- Hides everybody but moderators; false where the release cannot.
local function hide_participants()
	if not room.set_presence_broadcast then return false end
	room._data.presence_broadcast = { moderator = true }
	return true
end

local function answer(from, nick)
	local _, routed = server:probe(from, room.jid .. "/" .. nick, "asked")
	assert.equal(1, #routed)
	return routed[1]
end

local function seems_unknown(from, nick)
	local x = answer(from, nick):get_child("x", XMLNS_MUC_USER)
	return x:get_child("item").attr.affiliation == "none" and x:get_child("item").attr.role == "none"
end

describe("contract row 6: a hidden target", function()
	for policy, seen_by in pairs({
		anyone = { [ROMEO] = true, [TYBALT] = true },
		moderators = { [ROMEO] = true, [TYBALT] = false },
		nobody = { [ROMEO] = false, [TYBALT] = false },
	}) do
		for from, sees in pairs(seen_by) do
			local expected = ("is %s to %s with the policy %s"):format(sees and "shown" or "unknown", from, policy)

			it(expected .. ": an absent registered user", function()
				start_with({ muc_probe_hidden = policy })
				assert.equal(sees, not seems_unknown(from, "Mercutio"))
			end)

			it(expected .. ": an occupant", function()
				start_with({ muc_probe_hidden = policy })
				if hide_participants() then
					assert.equal(sees, not seems_unknown(from, "Juliet"))
				else
					assert.is_false(seems_unknown(from, "Juliet"))
				end
			end)
		end
	end

	it("answers, but for the nick, as one who never existed: occupant, registered user, nobody", function()
		start_with({ muc_probe_hidden = "nobody" })
		hide_participants()
		local function without_nick(nick)
			local presence = answer(TYBALT, nick)
			presence.attr.from = presence.attr.from:gsub("/" .. nick .. "$", "")
			return presence
		end
		local nobody = without_nick("Nobody")
		assert.same(nobody, without_nick("Mercutio"))
		if room.set_presence_broadcast then assert.same(nobody, without_nick("Juliet")) end
	end)

	it("is answered as while absent, if the room shows absent people and the nick is registered (row 3)", function()
		start_with({ muc_probe_hidden = "nobody" })
		if not hide_participants() then return end
		room._data.presence_broadcast.none = true
		local absent = answer(TYBALT, "Mercutio")
		server:join(room, "mercutio@montague.example/street", "Mercutio")
		assert.same(absent, answer(TYBALT, "Mercutio"))
		assert.is_false(seems_unknown(TYBALT, "Mercutio"))
	end)

	it("stays as silent as a nick that nobody has with muc_probe_unknown = \"silent\"", function()
		start_with({ muc_probe_hidden = "nobody", muc_probe_unknown = "silent" })
		local handled, routed, got = server:probe(TYBALT, room.jid .. "/Mercutio")
		assert.same({ true, 0, 0 }, { handled, #routed, #got })
	end)

	it("is not announced to handlers of muc-build-occupant-presence", function()
		start_with({ muc_probe_hidden = "nobody" })
		local fired = false
		server:hook("muc-build-occupant-presence", function() fired = true end)
		answer(TYBALT, "Mercutio")
		assert.is_false(fired)
	end)
end)

describe("a target whose role is broadcast", function()
	it("is shown with every policy", function()
		start_with({ muc_probe_hidden = "nobody" })
		assert.is_false(seems_unknown(TYBALT, "Juliet"))
	end)

	it("may be an absent registered user, if the room shows those", function()
		start_with({ muc_probe_hidden = "nobody" })
		if room.set_presence_broadcast then
			room._data.presence_broadcast = { none = true }
			assert.is_false(seems_unknown(TYBALT, "Mercutio"))
		end
	end)
end)

describe("contract row 7: a prober who probes itself", function()
	it("is answered with every policy", function()
		start_with({ muc_probe_hidden = "nobody" })
		hide_participants()
		assert.is_false(seems_unknown(JULIET, "Juliet"))
	end)
end)

describe("the room's configuration form", function()
	local OWNER = "capulet@capulet.example/hall"

	before_each(function()
		start_with({ muc_probe_hidden = "moderators" })
		room:set_affiliation(true, "capulet@capulet.example", "owner")
	end)

	local function field()
		for _, each in ipairs(room:get_form_layout(OWNER)) do
			if each.name == FIELD then return each end
		end
	end

	local function chosen()
		for _, option in ipairs(field().options) do
			if option.default then return option.value end
		end
	end

	local function submit(value)
		local form = st.stanza("x", { xmlns = "jabber:x:data", type = "submit" })
			:tag("field", { var = "FORM_TYPE" }):text_tag("value", "http://jabber.org/protocol/muc#roomconfig"):up()
			:tag("field", { var = FIELD })
		if value then form:text_tag("value", value) end
		form:up()
		local got = {}
		local event = {
			origin = { send = function(stanza) table.insert(got, stanza) end },
			stanza = st.iq({ type = "set", id = "c1", from = OWNER, to = room.jid })
				:tag("query", { xmlns = "http://jabber.org/protocol/muc#owner" }):add_child(form):up(),
		}
		prosody.hosts["conference.example"].events.fire_event("iq-set/bare/http://jabber.org/protocol/muc#owner:query", event)
		return got[1]
	end

	it("has a field with four choices, of which the default is chosen, with the service's policy in its label", function()
		assert.equal("list-single", field().type)
		local values = {}
		for _, option in ipairs(field().options) do table.insert(values, option.value) end
		assert.same({ "default", "anyone", "moderators", "nobody" }, values)
		assert.equal("default", chosen())
		assert.is_truthy(field().options[1].label:find("Moderators only", 1, true))
	end)

	it("has a label that says what can be hidden on this release", function()
		local hidden = room.get_presence_broadcast and "users whose presence is not shown" or "registered users who are not in the room"
		assert.equal("Who may ask for " .. hidden, field().label)
	end)

	it("changes the policy, which is saved with the room, and announces status 104", function()
		server.routed = {}
		assert.equal("result", submit("nobody").attr.type)
		assert.equal("nobody", chosen())
		assert.equal("nobody", room._data.muc_probe_hidden)
		assert.is_truthy(tostring(server.routed[1]):find("104", 1, true))
		assert.is_true(seems_unknown(ROMEO, "Mercutio"))
	end)

	it("sent back unchanged keeps nothing and announces nothing", function()
		server.routed = {}
		assert.equal("result", submit(chosen()).attr.type)
		assert.is_nil(room._data.muc_probe_hidden)
		submit("nobody")
		server.routed = {}
		submit(chosen())
		assert.same({ "nobody", 0 }, { room._data.muc_probe_hidden, #server.routed })
	end)

	it("keeps the service's own policy too, if the owner chooses it, and forgets it with default", function()
		submit("moderators")
		assert.equal("moderators", room._data.muc_probe_hidden)
		server.routed = {}
		submit("default")
		assert.is_nil(room._data.muc_probe_hidden)
		assert.is_truthy(tostring(server.routed[1]):find("104", 1, true))
	end)

	for what, value in pairs({ ["none of the four"] = "everybody", blank = "" }) do
		it("changes nothing and fails nothing with a value that is " .. what, function()
			submit("nobody")
			server.routed = {}
			assert.same({ "result", "c1" }, { submit(value).attr.type, submit(value).attr.id })
			assert.same({ "nobody", 0 }, { chosen(), #server.routed })
		end)
	end

	it("changes nothing and fails nothing with a field that has no value", function()
		submit("nobody")
		assert.equal("result", submit(nil).attr.type)
		assert.equal("nobody", chosen())
	end)

	it("is refused to somebody who is no owner", function()
		room:set_affiliation(true, "romeo@montague.example", "owner")
		room:set_affiliation(true, "capulet@capulet.example", "none")
		local _, condition = submit("everybody"):get_error()
		assert.equal("forbidden", condition)
	end)

	it("falls back to the service's policy where storage holds a policy that is none", function()
		for _, stored in ipairs({ "aliens", "default", false, { "nobody" } }) do
			room._data.muc_probe_hidden = stored
			assert.equal("default", chosen())
			assert.is_false(seems_unknown(ROMEO, "Mercutio"))
		end
	end)

	it("has no field with muc_probe_owners_choose = false, and what rooms kept does not count", function()
		start_with({ muc_probe_hidden = "moderators", muc_probe_owners_choose = false })
		room:set_affiliation(true, "capulet@capulet.example", "owner")
		room._data.muc_probe_hidden = "nobody"
		assert.is_nil(field())
		assert.is_false(seems_unknown(ROMEO, "Mercutio"))
		submit("anyone")
		assert.equal("nobody", room._data.muc_probe_hidden)
	end)
end)

describe("before 0.12, whose rooms broadcast everybody's presence", function()
	it("hides absent registered users, and no occupant", function()
		start_with({ muc_probe_hidden = "nobody" })
		room.get_presence_broadcast = false
		assert.same({ false, true }, { seems_unknown(TYBALT, "Juliet"), seems_unknown(TYBALT, "Mercutio") })
	end)
end)

describe("a policy that is submitted", function()
	it("has the status code set to true, as Prosody's own fields do", function()
		start_with({})
		local event = { room = room, value = "nobody", status_codes = {} }
		server.muc.module:fire_event("muc-config-submitted/" .. FIELD, event)
		assert.same({ ["104"] = true }, event.status_codes)
	end)
end)
