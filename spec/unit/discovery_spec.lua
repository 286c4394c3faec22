-- What clients find out about the plugin from a room's answer to disco#info.

local start = require("spec.unit.support.server").start
local verona = require("spec.unit.support.verona")
local st = require("util.stanza")

local XMLNS = "http://modules.prosody.im/mod_muc_probe"
local XMLNS_INFO = "http://jabber.org/protocol/disco#info"

local function info(options, node, policy)
	local room = start(options):room()
	room._data.muc_probe_hidden = policy
	local reply = room:get_disco_info(st.iq({ type = "get", id = "d1", from = verona.ROMEO, to = room.jid })
		:tag("query", { xmlns = XMLNS_INFO, node = node }):up()):get_child("query", XMLNS_INFO)
	local found = { features = {}, fields = {} }
	for feature in reply:childtags("feature") do
		if feature.attr.var:sub(1, #XMLNS) == XMLNS then table.insert(found.features, feature.attr.var:sub(#XMLNS + 1)) end
	end
	local form = reply:get_child("x", "jabber:x:data")
	for field in (form or st.stanza("x")):childtags("field") do
		local name = field.attr.var:match("^{" .. XMLNS:gsub("%p", "%%%0") .. "}(.*)$")
		if name then found.fields[name] = field:get_child_text("value") end
	end
	return found
end

-- The fields of a room where nothing is configured, but for those given.
local function fields(others)
	local all = {
		batch_limit = "100", rate = "20", burst = "200", follow = "100", list = "false", hidden = "anyone", unknown = "unavailable",
	}
	for name, value in pairs(others or {}) do all[name] = value end
	return all
end

describe("the room's disco#info", function()
	it("has the features, the limits and the policy", function()
		assert.same({ features = { "", "/1", "#batch" }, fields = fields() }, info({}))
	end)

	it("has what is configured", function()
		local others = { follow = "0", list = "true", hidden = "nobody", unknown = "silent" }
		assert.same(fields(others), info({
			muc_probe_follow = 0, muc_probe_list = true, muc_probe_hidden = "nobody", muc_probe_unknown = "silent",
		}).fields)
	end)

	it("has the policy of the room, if owners may choose one", function()
		assert.equal("moderators", info({}, nil, "moderators").fields.hidden)
		assert.equal("anyone", info({ muc_probe_owners_choose = false }, nil, "moderators").fields.hidden)
	end)

	it("has the limits as they are configured, and no more items than can be granted", function()
		assert.same(
			fields({ batch_limit = "7", rate = "0.5", burst = "7" }),
			info({ muc_probe_batch_limit = 10, muc_probe_rate = 0.5, muc_probe_burst = 7 }).fields
		)
		assert.same(
			fields({ batch_limit = "300", rate = "0" }),
			info({ muc_probe_batch_limit = 300, muc_probe_rate = 0 }).fields
		)
	end)

	it("has whole numbers without a fraction, however they are configured", function()
		assert.same(
			fields({ batch_limit = "30", rate = "10", burst = "100", follow = "5" }),
			info({ muc_probe_batch_limit = "30.0", muc_probe_rate = "1e1", muc_probe_burst = 100.0, muc_probe_follow = 5.0 }).fields
		)
	end)

	it("has no feature for batches where they are off", function()
		assert.same({ "", "/1" }, info({ muc_probe_batches = false }).features)
	end)

	it("has nothing for a node", function()
		assert.same({ features = {}, fields = {} }, info({}, "http://jabber.org/protocol/muc#rooms"))
	end)
end)
