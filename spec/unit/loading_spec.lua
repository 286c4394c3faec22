-- Loading: where the plugin belongs, and options with values that are not allowed.

local support = require("spec.unit.support.server")

describe("loaded on a host that is no MUC component", function()
	for what, case in pairs({
		["a virtual host"] = { type = "local" },
		["a virtual host with rooms"] = { type = "local", modules = { muc = {} } },
		["another component"] = { type = "component" },
	}) do
		it("says so in the log and hooks nothing: " .. what, function()
			local server = support.start({}, case.type, case.modules)
			assert.equal(1, #server:logged("error"))
			assert.is_truthy(server:logged("error")[1]:find(support.host, 1, true))
			assert.is_truthy(server:logged("error")[1]:find("muc_probe", 1, true))
			for _, event in ipairs({ "presence/full", "presence/bare", "presence/host", "muc-occupant-pre-join" }) do
				assert.is_nil(prosody.hosts[support.host].events.get_handlers(event), event)
			end
		end)
	end
end)

describe("an option with a value that is not allowed", function()
	for name, case in pairs({
		muc_probe_room = { value = "perhaps", allowed = "true, false", default = "true" },
		muc_probe_unknown = { value = "error", allowed = "unavailable, silent", default = "unavailable" },
		muc_probe_hidden = { value = "admins", allowed = "anyone, moderators, nobody", default = "anyone" },
		muc_probe_batch_limit = { value = "many", allowed = "whole numbers from 0", default = "100" },
		muc_probe_rate = { value = "-1", number = -1, allowed = "numbers from 0", default = "20" },
		muc_probe_burst = { value = "0", number = 0, allowed = "whole numbers from 1", default = "200" },
	}) do
		it("is reported in one line that names option, value, what is allowed and the default: " .. name, function()
			local errors = support.start({ [name] = case.number or case.value }):logged("error")
			assert.equal(1, #errors)
			for _, word in ipairs({ name, case.value, case.allowed, case.default }) do
				assert.is_truthy(errors[1]:find(word, 1, true), word .. " in: " .. errors[1])
			end
		end)
	end

	it("that is a list is named as it is written", function()
		local errors = support.start({ muc_probe_hidden = { "anyone", "nobody" } }):logged("error")
		assert.is_truthy(errors[1]:find('"anyone"', 1, true), errors[1])
	end)

	it("that is a function, from a name of Lua's, is reported as any other", function()
		local errors = support.start({ muc_probe_hidden = print }):logged("error")
		assert.same({ 1, true }, { #errors, errors[1]:find("allowed are anyone", 1, true) ~= nil })
	end)

	it("leaves the default in force", function()
		local server = support.start({ muc_probe_room = 0, muc_probe_unknown = true })
		local room = server:room()
		server:join(room, "romeo@montague.example/garden", "Romeo")
		local _, of_room = server:probe("romeo@montague.example/garden", room.jid)
		local _, of_nobody = server:probe("romeo@montague.example/garden", room.jid .. "/Nobody")
		assert.same({ 1, 1 }, { #of_room, #of_nobody })
	end)
end)

describe("options with values that are allowed", function()
	it("are not remarked upon", function()
		local server = support.start({
			muc_probe_room = false, muc_probe_unknown = "silent", muc_probe_hidden = "nobody",
			muc_probe_batch_limit = 0, muc_probe_rate = 0.5, muc_probe_burst = 1,
		})
		assert.same({}, server:logged("error"))
	end)
end)
