-- What it takes to remember who follows whom.

local st = require("util.stanza")

local QUERY = "http://modules.prosody.im/mod_muc_probe/1"
local AT_ONCE = 100

return function(world)
	-- Asks for people of a room, one after the other from some place on; `follow` is what each item says.
	local function ask(room, session, first, people, follow)
		for from = 0, people - 1, AT_ONCE do
			local iq = st.iq({ type = "get", id = "q", from = session.full_jid, to = room.jid }):tag("query", { xmlns = QUERY })
			for i = from, math.min(from + AT_ONCE, people) - 1 do
				iq:tag("item", { xmlns = QUERY, nick = world.nick(room.size, (first + i) % room.size + 1), follow = follow }):up()
			end
			world.deliver(session, "iq/bare", iq:up())()
		end
	end

	local function memory()
		for _ = 1, 4 do collectgarbage() end
		return collectgarbage("count") * 1024
	end

	-- So many sessions of a room each ask for so many people: for one without following, for all to follow them, to let them go.
	return function(size, followers, followed)
		local room = world.rooms[size]
		world.use("prosody")
		world.use("plugin")
		local function ask_all(people, follow)
			-- Nobody follows itself, so each begins with the next one.
			for i = 1, followers do ask(room, world.session(size, i), i, people, follow) end
			return memory()
		end
		local before, following = ask_all(1, "false"), ask_all(followed, "true")
		local number = followers * followed
		local kept = prosody.hosts[world.host].modules.muc_probe.module.save().count
		assert(kept == number, ("%d pairs are kept, and not %d"):format(kept, number))
		local after = ask_all(followed, "false")
		return { bytes = (following - before) / number, left = (after - before) / number }
	end
end
