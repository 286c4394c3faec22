-- What clients find out about the plugin from a room's answer to disco#info.

local start = require("spec.unit.support.server").start
local verona = require("spec.unit.support.verona")
local st = require("util.stanza")

local XMLNS = "http://modules.prosody.im/mod_muc_probe"
local XMLNS_INFO = "http://jabber.org/protocol/disco#info"

local function info(options, node)
	local room = start(options):room()
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

describe("the room's disco#info", function()
	it("has the features and the limits", function()
		assert.same({ features = { "", "#batch" }, fields = { batch_limit = "100", rate = "20", burst = "200" } }, info({}))
	end)

	it("has batches of one", function()
		assert.same({ "", "#batch" }, info({ muc_probe_batch_limit = 1 }).features)
	end)

	it("has the limits as they are configured, and no more items than can be granted", function()
		assert.same(
			{ batch_limit = "7", rate = "0.5", burst = "7" },
			info({ muc_probe_batch_limit = 10, muc_probe_rate = 0.5, muc_probe_burst = 7 }).fields
		)
		assert.same(
			{ batch_limit = "300", rate = "0", burst = "200" },
			info({ muc_probe_batch_limit = 300, muc_probe_rate = 0 }).fields
		)
	end)

	it("has whole numbers without a fraction, however they are configured", function()
		assert.same(
			{ batch_limit = "30", rate = "10", burst = "100" },
			info({ muc_probe_batch_limit = "30.0", muc_probe_rate = "1e1", muc_probe_burst = 100.0 }).fields
		)
	end)

	it("has nothing of batches where they are off", function()
		assert.same({ features = { "" }, fields = { rate = "20", burst = "200" } }, info({ muc_probe_batch_limit = 0 }))
	end)

	it("has nothing for a node", function()
		assert.same({ features = {}, fields = {} }, info({}, "http://jabber.org/protocol/muc#rooms"))
	end)
end)
