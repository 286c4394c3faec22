-- Loading: where the plugin belongs, and options with values that are not allowed.

local support = require("spec.unit.support.server")
local verona = require("spec.unit.support.verona")

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
	local CASES = {
		muc_probe_room = { value = "perhaps", allowed = "true, false", default = "true" },
		muc_probe_owners_choose = { value = "perhaps", allowed = "true, false", default = "true" },
		muc_probe_unknown = { value = "error", allowed = '"unavailable", "silent"', default = 'using "unavailable"' },
		muc_probe_hidden = { value = "admins", allowed = '"anyone", "moderators", "nobody"', default = 'using "anyone"' },
		muc_probe_batches = { value = "perhaps", allowed = "true, false", default = "true" },
		muc_probe_list = { value = "perhaps", allowed = "true, false", default = "false" },
		muc_probe_follow = { value = "-1", number = -1, allowed = "whole numbers from 0", default = "100" },
		muc_probe_batch_limit = { value = "0", number = 0, allowed = "whole numbers from 1", default = "100" },
		muc_probe_rate = { value = "-1", number = -1, allowed = "0 and numbers from 0.001", default = "20" },
		muc_probe_burst = { value = "0", number = 0, allowed = "whole numbers from 1", default = "200" },
	}
	for name, case in pairs(CASES) do
		it("is reported in one line that names option, value, what is allowed and the default: " .. name, function()
			local errors = support.start({ [name] = case.number or case.value }):logged("error")
			assert.equal(1, #errors)
			for _, word in ipairs({ name, case.value, case.allowed, case.default }) do
				assert.is_truthy(errors[1]:find(word, 1, true), word .. " in: " .. errors[1])
			end
		end)
	end

	it("is any of those that the module reads", function()
		local warning = support.start({ muc_probe_nonsense = true }):logged("warn")[1]
		for name in warning:match(", only (.*)$"):gmatch("muc_probe_[%w_]+") do
			assert.is_table(CASES[name], "no case here for " .. name)
		end
	end)

	it("that is a list is named as it is written", function()
		local errors = support.start({ muc_probe_hidden = { "everybody" } }):logged("error")
		assert.is_truthy(errors[1]:find('"everybody"', 1, true), errors[1])
	end)

	for name, values in pairs({
		muc_probe_rate = { -0.5, 1e-320, 0.0009, 1 / 0, "1e999", "fast" }, muc_probe_burst = { 0.5, 1.5, 1 / 0, 1e19 },
		muc_probe_batch_limit = { -1, 2.5, "1e19" },
		muc_probe_follow = { 0.5, 1e19 },
	}) do
		for _, value in ipairs(values) do
			it(("is reported too: %s = %s"):format(name, value), function()
				assert.equal(1, #support.start({ [name] = value }):logged("error"))
			end)
		end
	end

	it("that is a function, from a name of Lua's, is reported as any other", function()
		local errors = support.start({ muc_probe_hidden = print }):logged("error")
		assert.same({ 1, true }, { #errors, errors[1]:find('allowed are "anyone"', 1, true) ~= nil })
	end)

	it("leaves the default in force", function()
		local server = support.start({ muc_probe_room = "perhaps", muc_probe_unknown = true })
		local room = server:room()
		server:join(room, verona.ROMEO, "Romeo")
		local _, of_room = server:probe(verona.ROMEO, room.jid)
		local _, of_nobody = server:probe(verona.ROMEO, room.jid .. "/Nobody")
		assert.same({ 1, 1 }, { #of_room, #of_nobody })
	end)
end)

describe("options with values that are allowed", function()
	it("are not remarked upon, as Prosody's getters take them", function()
		for _, options in ipairs({
			{
				muc_probe_room = false, muc_probe_unknown = "silent", muc_probe_hidden = "nobody",
				muc_probe_batch_limit = 1, muc_probe_rate = 0.5, muc_probe_burst = 1, muc_probe_owners_choose = true,
				muc_probe_batches = false, muc_probe_follow = 0, muc_probe_list = true,
			},
			{
				muc_probe_room = "false", muc_probe_hidden = { "nobody" }, muc_probe_owners_choose = 1,
				muc_probe_batch_limit = "20", muc_probe_rate = "20", muc_probe_burst = "200",
				muc_probe_batches = "true", muc_probe_follow = "7", muc_probe_list = "false",
			},
		}) do
			local server = support.start(options)
			assert.same({ {}, {} }, { server:logged("error"), server:logged("warn") })
		end
	end)

	it("hold, written as text", function()
		local server = support.start({ muc_probe_rate = "0.001", muc_probe_burst = "2", muc_probe_batch_limit = "1" })
		local room = server:room()
		server:join(room, verona.ROMEO, "Romeo")
		local answered = 0
		for _ = 1, 3 do
			local _, routed = server:probe(verona.ROMEO, room.jid .. "/Nobody")
			answered = answered + #routed
		end
		assert.equal(2, answered)
	end)
end)

describe("a batch larger than the burst", function()
	local function warnings(rate)
		return #support.start({ muc_probe_rate = rate, muc_probe_batch_limit = 3, muc_probe_burst = 2 }):logged("warn")
	end

	it("is warned of where there is a rate, and only there", function()
		assert.same({ 1, 1, 0 }, { warnings(0.5), warnings(1), warnings(0) })
	end)
end)

describe("an option that is true or false", function()
	it("is taken as 1 or 0 too", function()
		for value, answers in pairs({ ["1"] = 1, ["0"] = 0 }) do
			local server = support.start({ muc_probe_room = value })
			local room = server:room()
			server:join(room, verona.ROMEO, "Romeo")
			local _, routed = server:probe(verona.ROMEO, room.jid)
			local told = 0
			for _, stanza in ipairs(routed) do
				if stanza.attr.from == room.jid then told = told + 1 end
			end
			assert.equal(answers, told)
		end
	end)
end)

describe("an option that is misspelt", function()
	for wrong, right in pairs({
		muc_probe_hiden = "muc_probe_hidden", muc_probe_owner_choose = "muc_probe_owners_choose", muc_prob_rate = "muc_probe_rate",
		muc_probe_batch_limits = "muc_probe_batch_limit", muc_probes_burst = "muc_probe_burst", muc_probe_unknwon = "muc_probe_unknown",
		mux_probf_rate = "muc_probe_rate", mc_prob_rate = "muc_probe_rate", mmuc_probbe_rate = "muc_probe_rate",
		muc_probe_r = "muc_probe_rate", muc_probe_rooms = "muc_probe_room", MUC_PROBE_RATE = "muc_probe_rate",
		mucProbeRate = "muc_probe_rate",
	}) do
		it("gets one line that names the nearest right one: " .. wrong, function()
			local warnings = support.start({ [wrong] = "nobody" }):logged("warn")
			assert.equal(1, #warnings)
			assert.is_truthy(warnings[1]:find(wrong .. ",", 1, true), warnings[1])
			assert.is_truthy(warnings[1]:find("mean " .. right, 1, true), warnings[1])
		end)
	end

	it("gets all that there are if it is like none of them", function()
		for _, wrong in ipairs({ "muc_probe", "muc_probe_something_else_altogether" }) do
			local warnings = support.start({ [wrong] = "nobody" }):logged("warn")
			assert.equal(1, #warnings)
			assert.is_truthy(warnings[1]:find("There is no option " .. wrong .. ", only muc_probe_hidden, ", 1, true), warnings[1])
		end
	end)

	it("is not seen in options of others", function()
		local server = support.start({
			muc_room_locking = false, muc_max_rooms = 10, mc_prob_rat = 1, name = "Rooms", muc_room_cache_size = 100,
		})
		assert.same({}, server:logged("warn"))
	end)
end)

describe("an option on another host", function()
	local function warnings(options)
		local configured = require("core.configmanager").getconfig()
		configured["localhost"] = options
		local lines = support.start({}):logged("warn")
		configured["localhost"] = nil
		return lines
	end

	it("gets a line that says where it belongs, if nothing reads it there", function()
		assert.same({ "Option muc_probe_rate has no effect on localhost, set it on the component " .. support.host },
			warnings({ muc_probe_rate = 5, muc_max_rooms = 1 }))
	end)

	it("is left alone on another service of rooms", function()
		assert.same({}, warnings({ component_module = "muc", muc_probe_rate = 5 }))
	end)
end)

describe("the line at load", function()
	local function lines(options)
		return support.start(options):logged("info")
	end

	it("says the version of package.json", function()
		local manifest = assert(io.open("package.json")):read("*a")
		assert.same({ "Version " .. manifest:match('"version": "(.-)"') .. ": all options have their defaults" }, lines({}))
	end)

	it("names the options that do not have their defaults, and no others", function()
		local line = lines({ muc_probe_rate = "5", muc_probe_list = true, muc_probe_hidden = "nobody", muc_probe_burst = 200 })[1]
		assert.equal('muc_probe_hidden = "nobody", muc_probe_list = true, muc_probe_rate = 5', line:match(": (.*)$"))
	end)

	it("names no option whose value was not allowed: its default is used", function()
		assert.is_truthy(lines({ muc_probe_hidden = "everybody" })[1]:find("all options have their defaults", 1, true))
	end)
end)
